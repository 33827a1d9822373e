/** P1: a crash loses nothing. Bots are killed in the middle of an announcement, at points that chance chooses. */
import { deliveryKey } from "../../../src/domain/announcement.ts";
import { countsOf } from "../../../src/services/deliveries.ts";
import { aCrowd } from "./crowd.ts";
import { leading } from "./points.ts";
import type { LongPromise, Verdict } from "./promise.ts";

/** What is in flight at this rate. */
const inFlightAt = (rate: number) => Math.max(16, Math.ceil(rate / 4));
/** Of so many kills one is not followed by a restart: the other bot finds out by itself. */
const LEFT_DEAD = 5;

interface Kill {
	at: number;
	/** From the end of the old life, or the beginning of the next, to the first copy. */
	resumedMs: number;
	restarted: boolean;
}

export const crash: LongPromise = {
	promise: "P1",
	title: "10,000 recipients, two bots, 20 × kill -9",
	async run({ chance, quick, setting, say, stage: open }) {
		const recipients = setting("recipients", quick ? 600 : 10_000);
		const kills = setting("kills", quick ? 4 : 20);
		const rate = setting("rate", quick ? 100 : 29);
		const k = inFlightAt(rate);
		const stage = await open({ env: { SEND_RATE: String(rate) } });
		const crowd = await aCrowd(stage, recipients);
		const bots = [await stage.bot({ instance: "one" }), await stage.bot({ instance: "two" })];
		const announcement = await crowd.announced();
		await crowd.next(30_000);

		const told: Kill[] = [];
		const share = recipients / kills;
		for (let number = 0; number < kills; number++) {
			await crowd.until(Math.floor(share * number + share * (0.05 + 0.9 * chance())), 600_000);
			await new Promise((resolve) => setTimeout(resolve, chance() * 50));
			const leader = await leading(bots);
			const restarted = number % LEFT_DEAD !== LEFT_DEAD - 1;
			const at = performance.now();
			await leader.kill();
			// What had left before is on Telegram's side now.
			await new Promise((resolve) => setTimeout(resolve, 50));
			const first = crowd.next(120_000);
			const from = performance.now();
			if (restarted) await leader.start();
			const resumedMs = (await first).at - (restarted ? from : at);
			told.push({ at, resumedMs, restarted });
			if (!restarted) await leader.start();
			say(`kill ${number + 1} of ${kills}, ${crowd.arrivals.length} arrived, resumed after ${resumedMs.toFixed(0)} ms`);
		}
		const over = async () => (await countsOf(deliveryKey(announcement.id))).sent === recipients;
		for (let waited = 0; !(await over()) && waited < 1_200; waited++) {
			await new Promise((resolve) => setTimeout(resolve, 500));
			if (waited % 20 === 0) say(`${crowd.arrivals.length} arrived`);
		}
		const flagged = await crowd.flagged(announcement);
		const lost = crowd.readers.filter(({ phone }) => crowd.times(phone.id) === 0).length;
		const twice = crowd.readers.filter(({ phone }) => crowd.times(phone.id) > 1);
		const unflagged = twice.filter(({ person }) => !flagged.has(person.id)).length;
		const perKill = duplicatesOf(told, crowd.arrivals);
		const counts = await countsOf(deliveryKey(announcement.id));
		const verdicts: Verdict[] = [
			{ figure: "lost", mark: "0", measured: `${lost} of ${recipients}`, holds: lost === 0 },
			{
				figure: `duplicates a kill (k = ${k})`,
				mark: `≤ ${k}`,
				measured: `at most ${Math.max(...perKill)}, ${perKill.reduce((sum, one) => sum + one, 0)} of ${kills} kills`,
				holds: Math.max(...perKill) <= k,
			},
			{
				figure: "duplicates not flagged",
				mark: "0",
				measured: `${unflagged} of ${twice.length} (${flagged.size} flagged)`,
				holds: unflagged === 0,
			},
			resumption(
				"resumes when the same host restarts",
				told.filter(({ restarted }) => restarted),
				5_000,
			),
			resumption(
				"resumes by itself",
				told.filter(({ restarted }) => !restarted),
				35_000,
			),
			{
				figure: "the bot's own count",
				mark: `${recipients} sent`,
				measured: JSON.stringify(counts),
				holds: JSON.stringify(counts) === JSON.stringify({ sent: recipients }),
			},
			{
				figure: "malformed calls",
				mark: "0",
				measured: String(stage.botApi.violations.length),
				holds: stage.botApi.violations.length === 0,
			},
		];
		return verdicts;
	},
};

/** A second copy belongs to the kill that followed the first. */
function duplicatesOf(kills: Kill[], arrivals: readonly { chatId: number; at: number }[]): number[] {
	const counts = kills.map(() => 0);
	const firsts = new Map<number, number>();
	for (const { chatId, at } of arrivals) {
		const first = firsts.get(chatId);
		if (first === undefined) {
			firsts.set(chatId, at);
			continue;
		}
		const cause = kills.findIndex((kill) => kill.at + 50 >= first);
		if (cause >= 0) counts[cause] = (counts[cause] ?? 0) + 1;
	}
	return counts;
}

function resumption(figure: string, kills: Kill[], limitMs: number): Verdict {
	const slowest = Math.max(0, ...kills.map(({ resumedMs }) => resumedMs));
	return {
		figure,
		mark: `≤ ${limitMs / 1_000} s`,
		measured: `${(slowest / 1_000).toFixed(1)} s at most, ${kills.length} times`,
		holds: slowest <= limitMs,
	};
}
