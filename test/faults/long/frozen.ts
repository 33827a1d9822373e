/** A process stopped for longer than its lease, in the middle of an announcement, and continued when another one leads. */
import { setTimeout as pass } from "node:timers/promises";
import { deliveryKey } from "../../../src/domain/announcement.ts";
import { countsOf } from "../../../src/services/deliveries.ts";
import { aCrowd } from "./crowd.ts";
import { leading } from "./points.ts";
import type { LongPromise } from "./promise.ts";

export const frozen: LongPromise = {
	promise: "frozen",
	title: "two bots; the one that leads is stopped for longer than its lease and continued",
	async run({ quick, chance, setting, say, stage: open }) {
		const rate = 29;
		const k = 16;
		const rounds = setting("rounds", quick ? 1 : 3);
		const recipients = rounds * 75 * rate;
		const stage = await open({ env: { SEND_RATE: String(rate) } });
		const crowd = await aCrowd(stage, recipients);
		const bots = [await stage.bot({ instance: "one" }), await stage.bot({ instance: "two" })];
		const announcement = await crowd.announced();
		await crowd.next(30_000);
		let slowest = 0;
		let changed = 0;
		for (let round = 0; round < rounds; round++) {
			await crowd.until(crowd.arrivals.length + Math.floor(rate * (2 + 3 * chance())), 120_000);
			const leader = await leading(bots);
			leader.freeze();
			const at = performance.now();
			await pass(100);
			const next = await crowd.next(60_000);
			slowest = Math.max(slowest, next.at - at);
			// Longer than any lease: the leader's, its chats', its claimed rows'.
			await pass(Math.max(0, 40_000 - (performance.now() - at)));
			leader.thaw();
			await pass(5_000);
			if ((await leading(bots)) !== leader) changed++;
			say(`stopped and continued ${round + 1} times, ${crowd.arrivals.length} arrived`);
		}
		const parent = deliveryKey(announcement.id);
		for (let waited = 0; (await countsOf(parent)).sent !== recipients && waited < 600; waited++) await pass(1_000);
		const lost = crowd.readers.filter(({ phone }) => crowd.times(phone.id) === 0).length;
		const twice = crowd.readers.filter(({ phone }) => crowd.times(phone.id) > 1);
		const flagged = await crowd.flagged(announcement);
		const unflagged = twice.filter(({ person }) => !flagged.has(person.id)).length;
		const counts = JSON.stringify(await countsOf(parent));
		const deaths = bots.reduce((sum, bot) => sum + bot.deaths.length, 0);
		return [
			{ figure: "lost", mark: "0", measured: `${lost} of ${recipients}`, holds: lost === 0 },
			{
				figure: `duplicates, ${rounds} times`,
				mark: `≤ ${k} each, all flagged`,
				measured: `${twice.length}, ${unflagged} not flagged`,
				holds: twice.length <= k * rounds && unflagged === 0,
			},
			{
				figure: "the other one goes on",
				mark: "≤ 35 s",
				measured: `${(slowest / 1_000).toFixed(1)} s at most`,
				holds: slowest <= 35_000,
			},
			{
				figure: "who was continued does not lead",
				mark: "every time",
				measured: `${changed} of ${rounds}; ${deaths} deaths`,
				holds: changed === rounds && deaths === 0,
			},
			{
				figure: "the bot's own count",
				mark: `${recipients} sent`,
				measured: counts,
				holds: counts === JSON.stringify({ sent: recipients }),
			},
		];
	},
};
