/** How any question of any form can be answered, found out by asking the question itself. */
import type { Person } from "../../scripts/playground/botApi/index.ts";
import type { World } from "../../src/bot/form/advance.ts";
import { askingOf } from "../../src/bot/form/asking.ts";
import type { Form } from "../../src/bot/form/form.ts";
import { questionOf } from "../../src/bot/form/path.ts";
import type { Input } from "../../src/bot/form/question.ts";
import type { Draft } from "../../src/domain/draft.ts";
import { readPress } from "../../src/texts/message.ts";

const WORDS = [
	"همیاران سبز قزوین",
	"12",
	"1399",
	"10861234563",
	"09123456789",
	"۱۴۰۵/۱۰/۱۵ ۱۰:۳۰",
	"۱۴۰۵/۱۰/۱۵",
	"۱۴۰۳/۵/۵",
	"https://example.org/room",
	"Green Helpers of Qazvin",
	"بله",
	"234567",
	"200000001",
];

const FILE = { fileId: "none", uniqueId: "none" };
const SENT: Exclude<Input, { kind: "press" }>[] = [
	...WORDS.map((text) => ({ kind: "text" as const, text })),
	{ kind: "contact", phone: "+989121234567", own: true },
	{ kind: "place", latitude: 36.27, longitude: 50.0 },
	{ kind: "photo", ...FILE },
	{ kind: "voice", ...FILE, seconds: 7 },
	{ kind: "file", ...FILE, name: "a.pdf", mime: "application/pdf", bytes: 900 },
];

/** The last thing one does to answer, and what has been put together until then. */
export interface Answer {
	input: Input;
	state?: unknown;
}

/** One answer by a button and one by a message, as far as the question takes such. */
export async function answersTo(form: Form, draft: Draft, name: string, world: World): Promise<Answer[]> {
	const question = questionOf(form, name);
	if (!question) return [];
	const found: Answer[] = [];
	let states: unknown[] = [undefined];
	for (let depth = 0; depth < 4 && states.length > 0; depth++) {
		const next: unknown[] = [];
		for (const state of states) {
			const here = state === undefined ? draft : { ...draft, partial: { question: name, state } };
			const asking = askingOf(form, here, name, world);
			const buttons = ((await question.screen(asking)).rows ?? [])
				.flat()
				.flatMap((button) => ("press" in button ? [pressed(button.press)] : []));
			if (question.options.instead) buttons.push({ kind: "press", action: "instead", about: [] });
			if (question.options.optional) buttons.push({ kind: "press", action: "skip", about: [] });
			for (const input of [...buttons, ...SENT]) {
				if (found.some((one) => (one.input.kind === "press") === (input.kind === "press"))) continue;
				const engine = input.kind === "press" && ["instead", "skip"].includes(input.action);
				const taken = engine ? { answer: true } : await question.take(input, asking);
				if ("answer" in taken) found.push(state === undefined ? { input } : { input, state });
				else if ("state" in taken && next.length < 3) next.push(taken.state);
			}
		}
		states = next;
	}
	return found;
}

function pressed(data: string): Input & { kind: "press" } {
	const [, action = "", ...about] = readPress(data).about;
	return { kind: "press", action, about };
}

/** Sends what is no press. */
export function send(client: Person, input: Input, replyTo?: number): void {
	const how = replyTo === undefined ? {} : { replyTo };
	switch (input.kind) {
		case "text":
			return void client.sends(input.text, how);
		case "contact":
			return void client.sharesContact(how);
		case "place":
			return void client.sharesLocation(input.latitude, input.longitude, how);
		case "photo":
			return void client.sendsPhoto(undefined, how);
		case "voice":
			return void client.sendsVoice(input.seconds, how);
		case "file":
			return void client.sendsDocument(new Uint8Array(900), input.name, input.mime, how);
	}
}
