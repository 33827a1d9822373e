/** Grouping: what many ask for at the same time is done in one go, one go at a time. */
import { AsyncLocalStorage } from "node:async_hooks";

/**
 * `work` is handed everything that was asked for since the last go began, at most `most` at once, and answers in the
 * same order. What it throws is thrown to all of that go.
 */
export function createGrouping<Asked, Answer>(
	work: (asked: Asked[]) => Promise<Answer[]>,
	most = 500,
): (asked: Asked) => Promise<Answer> {
	const waiting: { asked: Asked; resolve(answer: Answer): void; reject(error: unknown): void }[] = [];
	let running = false;
	/** What is done for many is no part of what one of them is in the middle of, a transaction for one. */
	const outside = AsyncLocalStorage.snapshot();

	async function run(): Promise<void> {
		while (waiting.length > 0) {
			// Whoever asks in this turn of the event loop comes along.
			await new Promise((resolve) => setImmediate(resolve));
			const going = waiting.splice(0, most);
			try {
				const answers = await work(going.map(({ asked }) => asked));
				for (const [index, { resolve }] of going.entries()) resolve(answers[index] as Answer);
			} catch (error) {
				for (const { reject } of going) reject(error);
			}
		}
		running = false;
	}

	return (asked) =>
		new Promise((resolve, reject) => {
			waiting.push({ asked, resolve, reject });
			if (running) return;
			running = true;
			void outside(run);
		});
}
