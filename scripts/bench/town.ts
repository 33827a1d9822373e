/** A process of its own: the local Bot API server and the people who walk through a registration, each as fast as they are answered. */
import { type BotApi, type Person, type ShownMessage, startBotApi } from "../playground/botApi/index.ts";
import { asked, COMMAND, SEND } from "./questions.ts";

export interface Opening {
	/** People with ids from 200,000,001 on. */
	people: number;
	/** Telegram's flood control. */
	limits: boolean;
	latencyMs: number;
	/** Anybody at all may be written to, and nothing of it is kept. */
	anybody: boolean;
}

export interface Walking {
	/** Questions of the form. */
	questions: number;
	/** Updates on their way at a time. */
	atOnce: number;
	/** Ends after so many seconds, everybody at their next reply … */
	seconds?: number;
	/** … or when everybody has made so many steps. Each step is then another person's, so that all come round in turn. */
	inTurn?: number;
	/** Between an answer and the next step. */
	pauseMs?: number;
}

export interface Walked {
	steps: number;
	seconds: number;
	p50: number;
	p95: number;
	p99: number;
}

const FIRST_ID = 200_000_001;
const PATIENCE_MS = 30_000;
const REACHES_PEOPLE = /^(send|edit|copy|answer)/;

let botApi: BotApi | undefined;
const walkers: Walker[] = [];
const waiting = new Map<number, { tapped: number | undefined; seen(message: ShownMessage): void }>();

interface Walker {
	person: Person;
	/** The next thing to do: 0 begins, then come the questions, then everything is sent. */
	step: number;
	screen: ShownMessage | undefined;
}

async function open({ people, limits, latencyMs, anybody }: Opening): Promise<{ url: string; token: string }> {
	botApi = await startBotApi({
		limits,
		checks: "light",
		ledgerLimit: 0,
		chats: { implicit: anybody, keepMessages: 4 },
	});
	if (latencyMs > 0)
		botApi.faults.add({ kind: "latency", delayMs: latencyMs, when: ({ method }) => REACHES_PEOPLE.test(method) });
	for (let index = 0; index < people; index++) {
		const person = botApi.person({ firstName: "زهرا", id: FIRST_ID + index, languageCode: "fa" });
		walkers.push({ person, step: 0, screen: undefined });
	}
	botApi.on("shown", ({ chatId, message }) => {
		if (message.from === "bot") waiting.get(chatId)?.seen(message);
	});
	botApi.on("edited", ({ chatId, message }) => {
		const reply = waiting.get(chatId);
		if (reply?.tapped === message.messageId) reply.seen(message);
	});
	return { url: botApi.url, token: botApi.token };
}

/** One thing done by one person; resolves to how many ms the bot took to show what comes next. */
function makeStep(walker: Walker, questions: ReturnType<typeof asked>): Promise<number> {
	const { person, step, screen } = walker;
	const question = questions[step - 1];
	const taps = step > questions.length || question?.kind === "choice";
	const startedAt = performance.now();
	return new Promise((resolve, reject) => {
		const timer = setTimeout(() => {
			waiting.delete(person.id);
			reject(new Error(`no answer to step ${step} of ${person.id} within ${PATIENCE_MS} ms`));
		}, PATIENCE_MS);
		waiting.set(person.id, {
			tapped: taps ? screen?.messageId : undefined,
			seen(message) {
				clearTimeout(timer);
				waiting.delete(person.id);
				walker.screen = message;
				walker.step = step > questions.length ? 0 : step + 1;
				resolve(performance.now() - startedAt);
			},
		});
		if (step === 0) person.sends(`/${COMMAND}`);
		else if (!taps) person.sends(question?.answer ?? "");
		else {
			const buttons = screen?.inlineKeyboard.flat() ?? [];
			const button = question ? buttons[0] : buttons.find(({ text }) => text.startsWith(SEND));
			if (!screen || !button || !("callback_data" in button)) {
				reject(new Error(`nothing to tap at step ${step}: ${screen?.text}`));
				return;
			}
			person.taps(screen.messageId, button.callback_data);
		}
	});
}

async function walk({ questions: count, atOnce, seconds, inTurn, pauseMs = 0 }: Walking): Promise<Walked> {
	const questions = asked(count);
	const took: number[] = [];
	const startedAt = performance.now();
	const until = seconds === undefined ? Number.POSITIVE_INFINITY : startedAt + seconds * 1_000;
	const queue = inTurn === undefined ? undefined : walkers.length * inTurn;
	let next = 0;
	async function inSlot(slot: number): Promise<void> {
		for (;;) {
			if (performance.now() >= until || (queue !== undefined && next >= queue)) return;
			const walker = walkers[queue === undefined ? slot : next++ % walkers.length];
			if (!walker) throw new Error("there are fewer people than there are to walk at once");
			took.push(await makeStep(walker, questions));
			if (pauseMs > 0) await new Promise((resolve) => setTimeout(resolve, pauseMs));
		}
	}
	await Promise.all(Array.from({ length: atOnce }, (_, slot) => inSlot(slot)));
	const lasted = (performance.now() - startedAt) / 1_000;
	took.sort((a, b) => a - b);
	const at = (share: number) => took[Math.min(took.length - 1, Math.ceil(took.length * share) - 1)] ?? 0;
	return { steps: took.length, seconds: lasted, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
}

/** One person makes so many steps more. */
async function stroll({ questions: count, steps }: { questions: number; steps: number }): Promise<void> {
	const [walker] = walkers;
	if (!walker) throw new Error("there is nobody to walk");
	for (let step = 0; step < steps; step++) await makeStep(walker, asked(count));
}

const deeds: Record<string, (how: never) => unknown> = {
	open,
	walk,
	stroll,
	counts: () => botApi?.ledger.counts,
};

process.on("message", async ({ what, how }: { what: string; how: never }) => {
	try {
		process.send?.({ done: await deeds[what]?.(how) });
	} catch (error) {
		process.send?.({ fault: String(error) });
	}
});
process.on("disconnect", () => process.exit(0));
process.send?.("ready");
