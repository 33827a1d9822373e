/** P7: jobs once. Three bots, a thousand reminders' moments, kills at the tick; then two hours of nobody being there. */
import path from "node:path";
import { aCalendar, dueAt, type Reminded, startFor } from "./calendar.ts";
import { aCrowd } from "./crowd.ts";
import { leading } from "./points.ts";
import type { Context, LongPromise, Verdict } from "./promise.ts";
import { pause, seconds } from "./speakers.ts";

const MINUTE_MS = 60_000;
const SLOTS = 1_000;
const SEATS = 2;
/** What is in flight at the usual rate. */
const K = 16;

export const jobsOnce: LongPromise = {
	promise: "P7",
	title: "3 bots, 1,000 reminders' moments over 5 minutes, the leader killed at every minute; then 2 h without a bot",
	async run(context) {
		return [...(await killed(context)), ...(await away(context))];
	},
};

/** How often a meeting's reminder reached each of its members. */
function timesOf(arrivals: readonly Reminded[]): Map<string, number> {
	const times = new Map<string, number>();
	for (const { number, chatId } of arrivals) {
		times.set(`${number} ${chatId}`, (times.get(`${number} ${chatId}`) ?? 0) + 1);
	}
	return times;
}

async function killed({ chance, quick, setting, say, stage: open }: Context): Promise<Verdict[]> {
	const slots = setting("slots", quick ? 60 : SLOTS);
	const minutes = quick ? 1 : 5;
	const stage = await open({});
	const crowd = await aCrowd(stage, 200);
	const calendar = await aCalendar(stage, crowd, SEATS);
	const bots = [];
	for (const instance of ["one", "two", "three"]) bots.push(await stage.bot({ instance }));
	const now = Date.now();
	// From the next whole minute on; a fifth of them fall on the tick itself.
	const first = Math.ceil((now + 15_000) / MINUTE_MS) * MINUTE_MS;
	const moments = Array.from({ length: slots }, (_, index) => {
		const minute = first + (index % minutes) * MINUTE_MS;
		return startFor(index % 5 === 0 ? minute : minute + Math.floor(chance() * 55_000));
	});
	const planned = await calendar.plan(moments, new Date());
	let kills = 0;
	for (let minute = 0; minute < minutes; minute++) {
		await pause(Math.max(0, first + minute * MINUTE_MS - Date.now() + chance() * 1_500));
		const leader = await leading(bots);
		await leader.kill();
		kills++;
		await leader.start();
		say(`kill ${kills}, ${calendar.arrivals.length} reminders arrived`);
	}
	await pause(Math.max(0, first + minutes * MINUTE_MS + 30_000 - Date.now()));
	const times = timesOf(calendar.arrivals);
	const expected = planned.flatMap(({ number, committee }) =>
		calendar.members(committee).map((chatId) => `${number} ${chatId}`),
	);
	const missing = expected.filter((one) => !times.has(one)).length;
	const twice = expected.filter((one) => (times.get(one) ?? 0) > 1);
	let flagged = 0;
	for (const number of new Set(twice.map((one) => Number(one.split(" ")[0])))) {
		flagged += await calendar.flagged((planned[number] as (typeof planned)[number]).meeting);
	}
	const deaths = bots.flatMap((bot) => bot.deaths).length;
	await stage.close();
	return [
		{
			figure: `reminders of ${slots} moments that did not come`,
			mark: "0",
			measured: `${missing} of ${expected.length}`,
			holds: missing === 0,
		},
		{
			figure: "that came twice without being flagged; in all",
			mark: `0; ≤ ${K} a kill`,
			measured: `${Math.max(0, twice.length - flagged)}; ${twice.length} after ${kills} kills`,
			holds: twice.length <= flagged && twice.length <= kills * K,
		},
		{ figure: "crashes of their own", mark: "0", measured: String(deaths), holds: deaths === 0 },
	];
}

const AWAY_MIN = 120;
const CAUGHT_UP_MS = 60_000;

/** Everybody is gone for two hours: what still lies ahead is made up for, what is over is left out. */
async function away({ chance, quick, say, stage: open }: Context): Promise<Verdict[]> {
	const count = quick ? 40 : 500;
	const stage = await open({});
	const crowd = await aCrowd(stage, 200);
	const calendar = await aCalendar(stage, crowd, SEATS);
	const now = Date.now();
	const between = (from: number, to: number) => new Date(now + (from + chance() * (to - from)) * MINUTE_MS);
	// Due while nobody was there; these begin after they are back …
	const ahead = await calendar.plan(
		Array.from({ length: count }, () => between(AWAY_MIN + 10, 2 * AWAY_MIN - 5)),
		new Date(now),
	);
	// … and these began while they were away: their reminders were due before, and are set as if planned long ago.
	const over = await calendar.plan(
		Array.from({ length: count }, () => between(5, AWAY_MIN - 5)),
		new Date(now - 2 * AWAY_MIN * MINUTE_MS),
	);
	const program = path.join(import.meta.dirname, "aLaterBot.ts");
	const env = { LATER_MS: String(AWAY_MIN * MINUTE_MS) };
	const bots = await Promise.all(["one", "two", "three"].map((instance) => stage.bot({ instance, env, program })));
	const backAt = Date.now();
	const expected = ahead.flatMap(({ number, committee }) =>
		calendar.members(committee).map((chatId) => `${number} ${chatId}`),
	);
	for (let waited = 0; waited < 120 && timesOf(calendar.arrivals).size < expected.length; waited++) await pause(1_000);
	await pause(5_000);
	const times = timesOf(calendar.arrivals);
	const missing = expected.filter((one) => times.get(one) !== 1).length;
	const overNumbers = new Set(over.map(({ number }) => number));
	const late = calendar.arrivals.filter(({ number }) => overNumbers.has(number)).length;
	const lastAt = Math.max(backAt, ...calendar.arrivals.map(({ at }) => at));
	const meetingsDue = ahead.filter(({ meeting }) => dueAt(meeting) < now + AWAY_MIN * MINUTE_MS).length;
	say(`${calendar.arrivals.length} made up for`);
	await Promise.all(bots.map((bot) => bot.stop()));
	await stage.close();
	return [
		{
			figure: `after 2 h away: reminders of ${meetingsDue} meetings made up for, once each`,
			mark: `${expected.length}`,
			measured: `${expected.length - missing} of ${expected.length}`,
			holds: missing === 0,
		},
		{
			figure: "after 2 h away: caught up",
			mark: `≤ ${CAUGHT_UP_MS / 1_000} s`,
			measured: seconds(lastAt - backAt),
			holds: missing === 0 && lastAt - backAt <= CAUGHT_UP_MS,
		},
		{ figure: `reminders of ${count} meetings that had begun`, mark: "0", measured: String(late), holds: late === 0 },
	];
}
