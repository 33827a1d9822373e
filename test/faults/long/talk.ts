/** People who say something now and then, each of them once, and how long the bot lets them wait. */
import type { BotApi, Person as Phone } from "../../../scripts/playground/botApi/index.ts";

export interface Talk {
	/** Milliseconds from the word to the answer, of all who were answered. */
	readonly waits: readonly number[];
	/** Who has spoken and was not answered yet. */
	unanswered(): number;
	/** Nobody begins any more. */
	stop(): void;
}

/** One of `phones` after another asks for help, `perSecond` of them; an answer is the next message that is none of `others`. */
export function aTalk(botApi: BotApi, phones: readonly Phone[], perSecond: number, others: string): Talk {
	const waits: number[] = [];
	const waiting = new Map<number, number>();
	let next = 0;
	const deaf = botApi.on("shown", ({ chatId, message }) => {
		const since = waiting.get(chatId);
		if (since === undefined || message.from !== "bot" || message.text.includes(others)) return;
		waiting.delete(chatId);
		waits.push(performance.now() - since);
	});
	const timer = setInterval(() => {
		const phone = phones[next++];
		if (!phone) return;
		waiting.set(phone.id, performance.now());
		phone.sends("/help");
	}, 1_000 / perSecond);
	return {
		waits,
		unanswered: () => waiting.size,
		stop() {
			clearInterval(timer);
			if (waiting.size === 0) deaf();
		},
	};
}

/** The value that this share of them does not exceed. */
export function share(values: readonly number[], part: number): number {
	const sorted = [...values].sort((a, b) => a - b);
	return sorted[Math.max(0, Math.ceil(sorted.length * part) - 1)] ?? 0;
}
