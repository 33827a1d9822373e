/** P6: a dirty Telegram. A fifth of all calls goes wrong in one of eight ways; whoever can be reached is. */
import { setTimeout as pass } from "node:timers/promises";
import { deliveryKeys } from "../../../src/domain/announcement.ts";
import * as announcements from "../../../src/services/announcements/index.ts";
import { deliveries } from "../../../src/store/deliveries.ts";
import { aCrowd, WORDS } from "./crowd.ts";
import type { LongPromise } from "./promise.ts";
import { aTalk } from "./talk.ts";

const KINDS = ["429", "500", "502", "empty", "truncated", "hang", "dropBefore", "dropAfter"] as const;
/** Of all calls, together. */
const SHARE = 0.2;
const ROUNDS = 5;

export const dirtyApi: LongPromise = {
	promise: "P6",
	title: "20 % mixed faults on every call",
	async run({ seed, quick, setting, say, stage: open }) {
		const recipients = setting("recipients", quick ? 200 : 2_000);
		const blockedCount = recipients / 20;
		const stage = await open({ env: { SEND_RATE: "100" } });
		const { botApi } = stage;
		const crowd = await aCrowd(stage, recipients);
		const blocked = crowd.readers.slice(0, blockedCount);
		for (const { phone } of blocked) phone.blocks();
		await stage.forgetUpdates();
		const bot = await stage.bot();
		botApi.faults.seed(seed);
		for (const kind of KINDS) {
			// Each is asked only about what those before it have let through.
			const before = KINDS.indexOf(kind) * (SHARE / KINDS.length);
			botApi.faults.add({ kind, probability: SHARE / KINDS.length / (1 - before), retryAfter: 1 });
		}
		const { id } = await crowd.announced();
		const talk = aTalk(
			botApi,
			crowd.readers.slice(-Math.min(200, recipients / 2)).map(({ phone }) => phone),
			2,
			WORDS,
		);
		const startedAt = performance.now();
		const open_ = async () => {
			const seen = await announcements.see(crowd.author, id, new Date());
			if (!seen.ok) throw new Error(`the announcement is not shown: ${seen.reason}`);
			const { announcement } = seen.value;
			const parents = deliveryKeys(announcement);
			return await deliveries().countDocuments({
				$or: [{ parent: { $in: parents } }, { _id: { $in: parents } }],
				open: true,
			});
		};
		const settles = async (what: string) => {
			for (let left = await open_(); left > 0; left = await open_()) {
				say(`${what}: ${crowd.arrivals.length} copies arrived, ${left} to go`);
				if (performance.now() - startedAt > 1_500_000) throw new Error(`${left} copies are still on their way`);
				await pass(5_000);
			}
		};
		await settles("by itself");
		const reachable = crowd.readers.slice(blockedCount);
		const missed = () => reachable.filter(({ phone }) => crowd.times(phone.id) === 0);
		const missedFirst = missed();
		const listed = new Set(await calledAgain(crowd, id));
		const untold = missedFirst.filter(({ person }) => !listed.has(person.id)).length;
		let rounds = 0;
		for (; rounds < ROUNDS && (await calledAgain(crowd, id)).length > 0; rounds++) {
			await announcements.sendAgain(crowd.author, id, new Date());
			await settles(`sent again, ${rounds + 1}`);
		}
		talk.stop();
		for (let waited = 0; talk.unanswered() > 0 && waited < 60; waited++) await pass(1_000);
		const triedOnce = blocked.filter(
			({ phone }) =>
				botApi.ledger
					.entries({ chatId: phone.id, method: "sendMessage" })
					.filter(({ outcome }) => outcome.kind === "refused").length === 1,
		).length;
		const { calls, faults } = botApi.ledger.counts;
		const often = reachable.filter(({ phone }) => crowd.times(phone.id) > 1).length;
		return [
			{
				figure: "reachable people served",
				mark: "all",
				measured: `${reachable.length - missed().length} of ${reachable.length} (${missedFirst.length} not by itself; ${rounds} rounds by hand)`,
				holds: missed().length === 0,
			},
			{
				figure: "missed by itself and not on the coordinator's list",
				mark: "0",
				measured: `${untold} of ${missedFirst.length} (list: ${listed.size})`,
				holds: untold === 0,
			},
			{
				figure: "who has blocked the bot was tried once",
				mark: "all",
				measured: `${triedOnce} of ${blocked.length}`,
				holds: triedOnce === blocked.length,
			},
			{
				figure: "people who spoke and were answered",
				mark: "all",
				measured: `${talk.waits.length} of ${talk.waits.length + talk.unanswered()}`,
				holds: talk.unanswered() === 0,
			},
			{
				figure: "faults played, of all calls",
				mark: "20 %",
				measured: `${faults} of ${calls}; ${often} people got it more than once`,
				holds: faults > calls * (SHARE - 0.05),
			},
			{
				figure: "malformed calls, deaths of the bot",
				mark: "0, 0",
				measured: `${botApi.violations.length}, ${bot.deaths.length}`,
				holds: botApi.violations.length === 0 && bot.deaths.length === 0,
			},
		];
	},
};

/** Whom a coordinator can have it sent to once more: ids of people. */
async function calledAgain({ author }: { author: Parameters<typeof announcements.callList>[0] }, id: string) {
	const ids: string[] = [];
	const seen = await announcements.callList(author, id, undefined, 5_000, new Date());
	if (!seen.ok) throw new Error(`the list is not shown: ${seen.reason}`);
	for (const { id: personId, state } of seen.value.people) if (state !== "unreachable") ids.push(personId);
	return ids;
}
