/** P3: a 429 is obeyed by all that is sent to many, and costs nobody their try. */
import { setTimeout as pass } from "node:timers/promises";
import { deliveryKey } from "../../../src/domain/announcement.ts";
import { countsOf } from "../../../src/services/deliveries.ts";
import { deliveries } from "../../../src/store/deliveries.ts";
import { aCrowd, WORDS } from "./crowd.ts";
import type { LongPromise } from "./promise.ts";
import { aTalk, share } from "./talk.ts";

/** What is on its way when the 429 is said arrives within this time. */
const ON_ITS_WAY_MS = 100;
/** Telegram's seconds, and the machine's milliseconds. */
const SLACK_MS = 50;

export const flood: LongPromise = {
	promise: "P3",
	title: "429 in the middle of an announcement, three times",
	async run({ quick, setting, say, stage: open }) {
		const recipients = setting("recipients", quick ? 500 : 3_000);
		const rate = 100;
		const k = Math.max(16, rate / 4);
		const stage = await open({ env: { SEND_RATE: String(rate) } });
		const { botApi } = stage;
		const crowd = await aCrowd(stage, recipients);
		await stage.bot();
		const waits = quick ? [2, 3] : [2, 5, 10];
		// Copies only: a reply would wait for itself.
		for (const [index, retryAfter] of waits.entries()) {
			botApi.faults.add({
				...{ kind: "429", method: "sendMessage", times: 1, retryAfter },
				when: ({ parameters }) =>
					String(parameters.text).includes(WORDS) &&
					crowd.arrivals.length >= Math.floor((recipients * (index + 1)) / (waits.length + 1)),
			});
		}
		const announcement = await crowd.announced();
		await crowd.next(30_000);
		const talk = aTalk(botApi, crowd.readers.map(({ phone }) => phone).reverse(), 2, WORDS);
		for (let part = 1; part <= 10; part++) {
			await crowd.until(Math.floor((recipients * part) / 10), 300_000);
			say(`${crowd.arrivals.length} arrived`);
		}
		talk.stop();
		await pass(3_000);
		const copies = botApi.ledger
			.entries({ method: "sendMessage" })
			.filter(({ parameters }) => String(parameters.text).includes(WORDS));
		const asked = copies.filter(({ outcome }) => outcome.kind === "fault");
		const within = asked.map(({ at, parameters }, index) => {
			const until = at + (waits[index] ?? 0) * 1_000 - SLACK_MS;
			const during = copies.filter((copy) => copy.parameters !== parameters && copy.at >= at && copy.at < until);
			return { early: during.filter((copy) => copy.at <= at + ON_ITS_WAY_MS).length, all: during.length };
		});
		const late = within.reduce((sum, { early, all }) => sum + all - early, 0);
		const early = Math.max(...within.map(({ early }) => early));
		const parent = deliveryKey(announcement.id);
		const used = await deliveries().countDocuments({
			parent,
			$or: [{ attempts: { $gt: 0 } }, { maybeDuplicate: true }],
		});
		const times = crowd.readers.filter(({ phone }) => crowd.times(phone.id) !== 1).length;
		const counts = JSON.stringify(await countsOf(parent));
		const p95 = share(talk.waits, 0.95);
		return [
			{
				figure: "429s said",
				mark: String(waits.length),
				measured: String(asked.length),
				holds: asked.length === waits.length,
			},
			{
				figure: "copies sent inside retry_after",
				mark: `0 (≤ ${k} on their way)`,
				measured: `${late} (${early} on their way)`,
				holds: late === 0 && early <= k,
			},
			{ figure: "copies with a try used up or flagged", mark: "0", measured: String(used), holds: used === 0 },
			{ figure: "people who did not get it exactly once", mark: "0", measured: String(times), holds: times === 0 },
			{
				figure: "the bot's own count",
				mark: `${recipients} sent`,
				measured: counts,
				holds: counts === JSON.stringify({ sent: recipients }),
			},
			{
				figure: "replies meanwhile, p95",
				mark: "≤ 1 s",
				measured: `${p95.toFixed(0)} ms of ${talk.waits.length}, ${talk.unanswered()} unanswered`,
				holds: p95 <= 1_000 && talk.unanswered() === 0,
			},
		];
	},
};
