/** P8: reminders on time. Meetings are moved and cancelled until the last moment, and none reminds of the old one. */
import { cancel, change } from "../../../src/services/meetings/change.ts";
import { aCalendar, dueAt, startFor } from "./calendar.ts";
import { aCrowd } from "./crowd.ts";
import type { LongPromise } from "./promise.ts";
import { pause } from "./speakers.ts";
import { share } from "./talk.ts";

const ON_TIME_MS = 60_000;
const MOVED_BY_MS = 75_000;

export const reminders: LongPromise = {
	promise: "P8",
	title: "2 bots, 200 meetings of 10 people within 4 minutes, a quarter moved and a quarter cancelled before",
	async run({ chance, quick, setting, say, stage: open }) {
		const count = setting("meetings", quick ? 20 : 200);
		const spanMs = quick ? 30_000 : 240_000;
		const stage = await open({});
		const crowd = await aCrowd(stage, 200);
		const calendar = await aCalendar(stage, crowd, 10);
		const bots = [await stage.bot({ instance: "one" }), await stage.bot({ instance: "two" })];
		const first = Date.now() + 20_000;
		const moments = Array.from({ length: count }, () => startFor(Math.floor(first + chance() * spanMs)));
		const planned = await calendar.plan(moments, new Date());
		/** When people have to be reminded, by the meeting's number; never of what was cancelled. */
		const due = new Map(planned.map(({ number, meeting }) => [number, dueAt(meeting)]));
		const changed = new Map<number, "moved" | "cancelled">();
		const changes = planned
			.filter(({ number }) => number % 2 === 0)
			.map(({ number, meeting }) => ({ number, meeting, at: dueAt(meeting) - 1_000 - chance() * 15_000 }))
			.sort((a, b) => a.at - b.at);
		let failed = 0;
		for (const { number, meeting, at } of changes) {
			await pause(Math.max(0, at - Date.now()));
			const input = { meetingId: meeting.id };
			if (number % 4 === 0) {
				const startsAt = startFor(dueAt(meeting) + MOVED_BY_MS);
				const answers = { title: meeting.title, startsAt: startsAt.toISOString(), length: "hour", how: "inPerson" };
				const where = { address: meeting.address };
				const moved = await change(crowd.author, { ...input, answers: { ...answers, ...where } }, new Date());
				if (!moved.ok || Date.now() > dueAt(meeting)) failed++;
				else {
					changed.set(number, "moved");
					due.set(number, dueAt({ startsAt }));
				}
			} else {
				const called = await cancel(crowd.author, { ...input, reason: "سالن در دسترس نیست" }, new Date());
				if (!called.ok || Date.now() > dueAt(meeting)) failed++;
				else {
					changed.set(number, "cancelled");
					due.delete(number);
				}
			}
			if (changed.size % 20 === 0) say(`${changed.size} changed, ${calendar.arrivals.length} reminders arrived`);
		}
		await pause(Math.max(0, first + spanMs + MOVED_BY_MS + 20_000 - Date.now()));
		const late: number[] = [];
		let [early, ofCancelled] = [0, 0];
		const reached = new Set<string>();
		for (const { number, chatId, at } of calendar.arrivals) {
			const moment = due.get(number);
			if (moment === undefined) ofCancelled++;
			else if (at < moment) early++;
			else {
				late.push(at - moment);
				reached.add(`${number} ${chatId}`);
			}
		}
		const expected = planned.flatMap(({ number, committee }) => (due.has(number) ? calendar.members(committee) : []));
		const missing = expected.length - reached.size;
		const onTime = late.filter((ms) => ms <= ON_TIME_MS).length - (late.length - reached.size);
		const kinds = [...changed.values()];
		const moved = kinds.filter((one) => one === "moved").length;
		return [
			{
				figure: "within 60 s of their moment",
				mark: "≥ 99 %",
				measured: `${((100 * onTime) / expected.length).toFixed(2)} % of ${expected.length}; p50 ${(share(late, 0.5) / 1_000).toFixed(1)} s, p99 ${(share(late, 0.99) / 1_000).toFixed(1)} s`,
				holds: onTime >= expected.length * 0.99,
			},
			{
				figure: "missing, twice",
				mark: "0, 0",
				measured: `${missing}, ${late.length - reached.size}`,
				holds: missing === 0 && late.length === reached.size,
			},
			{
				figure: `at the old time, of ${moved} moved and ${kinds.length - moved} cancelled (${failed} changed too late to count)`,
				mark: "0",
				measured: `${early} of the moved, ${ofCancelled} of the cancelled`,
				holds: early === 0 && ofCancelled === 0 && moved > 0,
			},
			{
				figure: "crashes",
				mark: "0",
				measured: String(bots.flatMap((bot) => bot.deaths).length),
				holds: bots.every((bot) => bot.deaths.length === 0),
			},
		];
	},
};
