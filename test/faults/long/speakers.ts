/** People who say something evenly, over and over, and what came of each word: answered once, twice or never. */
import type { BotApi, Person as Phone } from "../../../scripts/playground/botApi/index.ts";

/** Each of them is answered with exactly one message. */
const WORDS = ["/help", "/register", "همیاران سبز", "/cancel"];

export interface Speakers {
	/** Words so far. */
	readonly said: number;
	/** From the word to its answer, milliseconds, in the order of the answers. */
	readonly waits: readonly number[];
	/** Words that nobody answered. */
	lost(): number;
	/** What they said, the last word of each, and how many are missing: at most five. */
	unheard(): string[];
	/** Answers beyond one a word. */
	twice(): number;
	/** `performance.now()` of the last answer. */
	readonly lastAnswerAt: number;
	/** Resolves when so many words have been said. */
	until(count: number): Promise<void>;
	/** Nobody says anything any more. Resolves to whether everything was answered in time. */
	hush(patienceMs: number): Promise<boolean>;
	/** What comes later is not counted. */
	over(): void;
}

/** `others`: what the bot sends of its own accord has this in it and is no answer. */
export function someSpeak(
	{ botApi, others }: { botApi: BotApi; others?: string },
	phones: readonly Phone[],
	perSecond: number,
	words: readonly string[] = WORDS,
): Speakers {
	const turns = new Map(phones.map(({ id }) => [id, { said: 0, answered: 0, open: [] as number[] }]));
	const waits: number[] = [];
	let said = 0;
	let lastAnswerAt = 0;
	const waiting: { count: number; go(): void }[] = [];
	const deaf = botApi.on("call", ({ entry: { method, chatId, outcome, parameters } }) => {
		const turn = turns.get(chatId ?? 0);
		const reached = outcome.kind === "accepted" || (outcome.kind === "fault" && outcome.accepted);
		if (!turn || !reached || method !== "sendMessage") return;
		if (others !== undefined && String(parameters.text).includes(others)) return;
		turn.answered++;
		lastAnswerAt = performance.now();
		const since = turn.open.shift();
		if (since !== undefined) waits.push(lastAnswerAt - since);
	});
	const begunAt = performance.now();
	const timer = setInterval(() => {
		const due = Math.floor(((performance.now() - begunAt) / 1_000) * perSecond);
		for (; said < due; said++) {
			const phone = phones[said % phones.length] as Phone;
			const turn = turns.get(phone.id);
			if (!turn) continue;
			turn.open.push(performance.now());
			phone.sends(words[turn.said++ % words.length] ?? "/help");
		}
		for (const one of waiting.splice(0)) {
			if (said >= one.count) one.go();
			else waiting.push(one);
		}
	}, 10);
	const sum = (of: (turn: { said: number; answered: number }) => number) =>
		[...turns.values()].reduce((total, turn) => total + Math.max(0, of(turn)), 0);
	const lost = () => sum((turn) => turn.said - turn.answered);
	return {
		waits,
		lost,
		unheard: () =>
			[...turns]
				.filter(([, turn]) => turn.said > turn.answered)
				.slice(0, 5)
				.map(([id, turn]) => `${id}: ${turn.answered} of ${turn.said}`),
		twice: () => sum((turn) => turn.answered - turn.said),
		get said() {
			return said;
		},
		get lastAnswerAt() {
			return lastAnswerAt;
		},
		until: (count) => new Promise((resolve) => void waiting.push({ count, go: resolve })),
		async hush(patienceMs) {
			clearInterval(timer);
			for (const end = performance.now() + patienceMs; lost() > 0; ) {
				if (performance.now() > end) return false;
				await pause(20);
			}
			return true;
		},
		over() {
			clearInterval(timer);
			deaf();
		},
	};
}

export function pause(ms: number): Promise<void> {
	return new Promise((resolve) => setTimeout(resolve, ms));
}

export const seconds = (ms: number) => `${(ms / 1_000).toFixed(1)} s`;
