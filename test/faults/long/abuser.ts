/** P17: one abuser hurts nobody. One chat sends a thousand updates a second while others talk. */
import { createTexts } from "../../../src/texts/index.ts";
import { aCrowd } from "./crowd.ts";
import type { LongPromise } from "./promise.ts";
import { pause, someSpeak } from "./speakers.ts";
import { share } from "./talk.ts";

const A_SECOND = 1_000;
const OTHERS_A_SECOND = 10;

export const abuser: LongPromise = {
	promise: "P17",
	title: "1,000 updates/s from one chat for 60 s, others say 10 words a second",
	async run({ quick, setting, say, stage: open }) {
		const lastsMs = setting("seconds", quick ? 10 : 60) * 1_000;
		const stage = await open({ botApi: { ledgerLimit: 0, chats: { keepMessages: 60 } } });
		const crowd = await aCrowd(stage, 200);
		const [flooder, ...rest] = crowd.readers.map(({ phone }) => phone);
		if (!flooder) throw new Error("there is nobody");
		const bot = await stage.bot();
		const talk = someSpeak(stage, rest, OTHERS_A_SECOND);
		await talk.until(OTHERS_A_SECOND * (quick ? 2 : 10));
		await pause(500);
		const before = await bot.memoryMb();
		const calm = talk.waits.length;

		const notice = createTexts({ timeZone: stage.timeZone, defaultLanguage: "fa" }).in("fa")("bot.flood");
		let told = 0;
		let answered = 0;
		stage.botApi.on("call", ({ entry: { method, chatId, outcome, parameters } }) => {
			if (chatId !== flooder.id || method !== "sendMessage" || outcome.kind !== "accepted") return;
			if (String(parameters.text) === notice) told++;
			else answered++;
		});
		let sent = 0;
		let most = before;
		const begunAt = performance.now();
		for (let next = 0; performance.now() - begunAt < lastsMs; ) {
			const due = Math.floor(((performance.now() - begunAt) / 1_000) * A_SECOND);
			for (; sent < due; sent++) flooder.sends("سلام");
			if (performance.now() >= next) {
				most = Math.max(most, await bot.memoryMb());
				next = performance.now() + 500;
				say(`${sent} sent, ${stage.botApi.pendingUpdates()} wait at Telegram, ${most.toFixed(0)} MB`);
			}
			await pause(5);
		}
		const tookMs = performance.now() - begunAt;
		const waits = talk.waits.slice(calm);
		const all = await talk.hush(60_000);
		most = Math.max(most, await bot.memoryMb());
		const slow = share(waits, 0.95);
		talk.over();
		return [
			{
				figure: "the others' answers, p95",
				mark: "< 1 s",
				measured: `${(slow / 1_000).toFixed(2)} s of ${waits.length}; ${talk.lost()} unanswered`,
				holds: all && waits.length > 0 && slow < 1_000,
			},
			{
				figure: "memory above what it was",
				mark: "< 100 MB",
				measured: `${(most - before).toFixed(0)} MB (from ${before.toFixed(0)})`,
				holds: most - before < 100,
			},
			{
				figure: "the flooder was told",
				mark: "once",
				measured: `${told} times; ${sent} sent at ${Math.round(sent / (tookMs / 1_000))}/s, ${answered} answered`,
				holds: told === 1,
			},
			{ figure: "crashes", mark: "0", measured: String(bot.deaths.length), holds: bot.deaths.length === 0 },
		];
	},
};
