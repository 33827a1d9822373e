/** P12: an announcement can be stopped: by a tap on its progress, at once, and the count is exact. */
import { setTimeout as pass } from "node:timers/promises";
import type { ShownMessage } from "../../../scripts/playground/botApi/index.ts";
import * as announcements from "../../../src/services/announcements/index.ts";
import { aCrowd } from "./crowd.ts";
import type { Context, LongPromise, Verdict } from "./promise.ts";

export const stopped: LongPromise = {
	promise: "P12",
	title: "announcements stopped by a tap, at 29 and at 1,000 a second",
	run: async (context) => [...(await stops(context, 29, 2_000)), ...(await stops(context, 1_000, 20_000))],
};

async function stops(
	{ chance, quick, setting, say, stage: open }: Context,
	rate: number,
	size: number,
): Promise<Verdict[]> {
	const recipients = quick ? size / 4 : size;
	const rounds = setting("rounds", quick ? 2 : 5);
	const k = Math.max(16, Math.ceil(rate / 4));
	const stage = await open({ env: { SEND_RATE: String(rate) } });
	const { botApi } = stage;
	const crowd = await aCrowd(stage, recipients);
	await stage.bot();
	const told: { lastMs: number; more: number; exact: boolean; counted: string }[] = [];
	for (let round = 0; round < rounds; round++) {
		const before = crowd.arrivals.length;
		const { id } = await crowd.announced();
		await crowd.until(before + Math.floor(rate * (1.5 + 3 * chance())), 60_000);
		const { messageId, data } = stopButton(botApi.chat(crowd.desk.id).messages);
		const answered = botApi.next((event) => event.type === "callbackAnswered" && event.chatId === crowd.desk.id, {
			...{ timeoutMs: 20_000, what: "an answer to the tap" },
		});
		const tappedAt = performance.now();
		crowd.desk.taps(messageId, data);
		await answered;
		const stoppedAt = performance.now();
		await pass(4_000);
		const after = crowd.arrivals.slice(before);
		const lastAt = after.at(-1)?.at ?? 0;
		const seen = await announcements.see(crowd.author, id, new Date());
		const figures = seen.ok ? seen.value.figures : undefined;
		const arrived = after.length;
		told.push({
			lastMs: Math.max(0, lastAt - tappedAt),
			more: after.filter(({ at }) => at > stoppedAt).length,
			exact:
				figures?.sent === arrived &&
				(figures?.sent ?? 0) + (figures?.stopped ?? 0) === recipients &&
				figures?.left === 0,
			counted: `${figures?.sent} sent, ${figures?.stopped} stopped, ${arrived} arrived`,
		});
		say(`${rate} a second, stop ${round + 1}: ${told.at(-1)?.counted}`);
	}
	await stage.close();
	const slowest = Math.max(...told.map(({ lastMs }) => lastMs));
	const most = Math.max(...told.map(({ more }) => more));
	const exact = told.filter((one) => one.exact).length;
	const where = `${rate} a second, ${recipients} recipients, ${rounds} stops`;
	return [
		{
			figure: `the last copy after the tap, ${where}`,
			mark: "≤ 1 s",
			measured: `${slowest.toFixed(0)} ms at most`,
			holds: slowest <= 1_000,
		},
		{
			figure: `copies after the tap was answered, ${where}`,
			mark: `≤ ${k}`,
			measured: `${most} at most`,
			holds: most <= k,
		},
		{
			figure: `count as in the ledger, ${where}`,
			mark: "every time",
			measured: exact === rounds ? `${exact} of ${rounds}` : told.map(({ counted }) => counted).join("; "),
			holds: exact === rounds,
		},
	];
}

function stopButton(messages: ShownMessage[]): { messageId: number; data: string } {
	for (const { messageId, inlineKeyboard } of [...messages].reverse()) {
		for (const button of inlineKeyboard.flat()) {
			if ("callback_data" in button && button.callback_data.includes("announcement.stop"))
				return { messageId, data: button.callback_data };
		}
	}
	throw new Error("nothing to stop it with is on the coordinator's screen");
}
