/** What a question of a form is made of: how it is asked, what it takes for an answer, how the review shows it. */
import type { Actor } from "../../domain/person.ts";
import type { T } from "../../texts/index.ts";
import type { Button, Message } from "../../texts/message.ts";
import type { Values } from "../../texts/safeHtml.ts";

/** Answers by the names of their questions, as they are stored: plain JSON. */
export type Answers = Readonly<Record<string, unknown>>;

/** `A` is what a form's submit gets for it. */
export interface Question<A = unknown> {
	/** Only for the compiler: never set. */
	readonly answer?: A;
	/** Names the sentence that says how to answer: "form.expected.<expects>". */
	readonly expects: Expected;
	readonly options: QuestionOptions;
	screen(asking: Asking): Screen | Promise<Screen>;
	/** Pictures and the like that stand over the question, sent before it whenever it comes on the screen. */
	before?(asking: Asking): Promise<Message[]>;
	take(input: Input, asking: Asking): Taken | Promise<Taken>;
	/** The answer as the review shows it, in plain text. */
	review(answer: unknown, asking: Asking): string | Promise<string>;
	/** False for an answer stored by an earlier version of the question that means nothing any more. */
	fits?(answer: unknown): boolean;
	/** The screen shows the answer given before by itself, as ticks do. */
	readonly showsAnswer?: boolean;
	/** Asked only when this says so; see `offer`. */
	asksNow?(asking: Asking): Promise<boolean>;
}

export type Expected =
	| "text"
	| "textOrVoice"
	| "announcement"
	| "button"
	| "date"
	| "time"
	| "contact"
	| "place"
	| "photo"
	| "voice"
	| "file"
	| "document";

export interface QuestionOptions {
	/** May be skipped. */
	optional?: boolean;
	/** Asked only while this holds for the answers given so far. */
	onlyIf?: (answers: Answers) => boolean;
	/** Earlier names of the question: answers given under them are kept. */
	formerly?: readonly string[];
	/** A button which is itself an answer, stored as `{ instead: "<name>" }`; its label is `<texts>.choice.<question>.<name>`. */
	instead?: string;
	/** Asked anew when the answer to one of these changes. */
	againAfter?: readonly string[];
	/** What was refused is not kept to be sent once more: a code that was read wrongly. */
	passing?: boolean;
}

/** The answer's type with what the options add to it. */
export type Answered<A, O> =
	| A
	| (O extends { optional: true } ? undefined : never)
	| (O extends { onlyIf: (answers: Answers) => boolean } ? undefined : never)
	| (O extends { instead: infer Name extends string } ? { instead: Name } : never);

export type Questions = Record<string, Question>;
export type AnswersOf<Q extends Questions> = {
	[Name in keyof Q]: Q[Name] extends Question<infer A> ? A : never;
};

/** Everything a question may look at while it is asked. */
export interface Asking {
	/** The question's name in its form. */
	name: string;
	/** The prefix of the form's texts. */
	texts: string;
	/** What the draft is about. */
	subject: string;
	t: T;
	now: Date;
	actor: Actor;
	answers: Answers;
	/** The answer given before, while it is being changed. */
	answer: unknown;
	/** What has been put together so far. */
	state: unknown;
	/** A button that comes back as `{ kind: "press", action, about }`. The values hold no colon. */
	button(label: string, action: string, ...about: (string | number)[]): Button;
}

export interface Screen {
	/** False: what `.why` says does not fit this screen. */
	why?: false;
	/** Shown under the question, HTML. */
	lines?: string[];
	rows?: Button[][];
	/** Needs the platform's own keyboard. */
	request?: { kind: "contact" | "place"; label: string };
}

/** What a person did, told apart from how Telegram says it. */
export type Input =
	/** `html`: with the formatting it was sent with. */
	| { kind: "text"; text: string; html?: string }
	| { kind: "press"; action: string; about: string[] }
	| { kind: "contact"; phone: string; own: boolean }
	| { kind: "place"; latitude: number; longitude: number }
	| { kind: "photo"; fileId: string; uniqueId: string; album?: string; caption?: Caption }
	| { kind: "voice"; fileId: string; uniqueId: string; seconds: number }
	| {
			kind: "file";
			fileId: string;
			uniqueId: string;
			name: string;
			mime: string;
			bytes: number;
			album?: string;
			caption?: Caption;
	  }
	| { kind: "other"; what: string; album?: string };

/** What was written under a picture or a file. */
export interface Caption {
	text: string;
	/** With the formatting it was sent with. */
	html: string;
}

export type Taken =
	| { answer: unknown; notice?: string }
	/** Goes on being put together. */
	| { state: unknown; notice?: string }
	/** A reason: "<texts>.refusal.<wrong>", else "form.refusal.<wrong>". `screen` shows the question anew; `look`
	 * becomes what has been put together so far: where the buttons below the reason lead. */
	| { wrong: string; values?: Values; screen?: boolean; look?: unknown }
	/** A tap that means nothing, as on a blank of the calendar. */
	| { idle: true }
	/** Not the kind of thing that answers this question. */
	| { unfit: true }
	/** The form ends here, with this. */
	| { end: (t: T) => Message };

/** The label of a value by convention. */
export function choiceLabel(asking: Asking, value: string): string {
	return asking.t.dynamicPlain(`${asking.texts}.choice.${asking.name}.${value}`);
}

/** Buttons two a row, or one a row where a label is too long for half a small phone. */
export function inRows(buttons: Button[], perRow = 2): Button[][] {
	const rows: Button[][] = [];
	let row: Button[] = [];
	for (const button of buttons) {
		const long = button.label.length > LONG_LABEL;
		if (row.length > 0 && (long || row.length === perRow)) {
			rows.push(row);
			row = [];
		}
		row.push(button);
		if (long) {
			rows.push(row);
			row = [];
		}
	}
	if (row.length > 0) rows.push(row);
	return rows;
}

/** Half of a phone 360 px wide holds about this many letters. */
const LONG_LABEL = 18;
