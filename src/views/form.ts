/** How a form looks: a question, a wrong answer, the review, a form left in the middle. */
import type { T } from "../texts/index.ts";
import type { Button, Message } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";

/** Where one is: "registration of an organization · step 2 of 11". */
export interface Progress {
	title: SafeHtml;
	step: number;
	of: number;
}

export interface QuestionShown {
	progress: Progress;
	/** Something to be told first, HTML. */
	notice?: string;
	ask: string;
	why?: string;
	example?: SafeHtml;
	/** Under the question, HTML. */
	lines: string[];
	rows: Button[][];
	request?: { kind: "contact" | "place"; label: string };
}

export function questionView(shown: QuestionShown, t: T): Message {
	const { progress } = shown;
	const heading = progress.of > 1 ? t("form.progress", { ...progress }) : progress.title.markup;
	return withKeyboard(
		[
			...(shown.notice === undefined ? [] : [shown.notice, ""]),
			heading,
			shown.ask,
			...(shown.why === undefined ? [] : [shown.why]),
			...(shown.example === undefined ? [] : [t("form.example", { example: shown.example })]),
			...shown.lines,
		],
		shown,
	);
}

export interface WrongShown extends Omit<QuestionShown, "progress" | "ask" | "why" | "notice"> {
	/** What is wrong with the answer, HTML. */
	reason: string;
}

/** Explains a wrong answer below it; the question itself is still on the screen above. */
export function wrongView(shown: WrongShown, t: T): Message {
	const example = shown.example === undefined ? [] : [t("form.example", { example: shown.example })];
	return withKeyboard([shown.reason, ...example, ...shown.lines], shown);
}

/** A message carries its own buttons or the platform's keyboard, never both: then the buttons are words under the request. */
function withKeyboard(lines: string[], shown: Pick<QuestionShown, "rows" | "request">): Message {
	const text = lines.join("\n");
	if (!shown.request) return { text, buttons: shown.rows };
	return { text, request: { ...shown.request, words: shown.rows.map((row) => row.map((button) => button.label)) } };
}

export interface ReviewShown {
	notice?: string;
	/** HTML. */
	heading: string;
	answers: { label: SafeHtml; value: string }[];
	/** In place of the answers' lines, HTML. */
	preview?: string;
	edit: Button[][];
	rows: Button[][];
}

/** Telegram's limit is 4096; what the notice and the last line need is left free. */
const REVIEW_LENGTH = 3800;
/** Long answers are cut to this, then to less, until the review fits. */
const ANSWER_LENGTHS = [1000, 400, 200, 100, 50];

export function reviewView(shown: ReviewShown, t: T): Message {
	const lines = (limit: number) =>
		shown.preview !== undefined
			? [shown.preview]
			: shown.answers.map(({ label, value }) => t("form.review.line", { label, value: shortened(value, limit) }));
	const fitting = ANSWER_LENGTHS.find((limit) => lines(limit).join("\n").length <= REVIEW_LENGTH) ?? 20;
	const text = [
		...(shown.notice === undefined ? [] : [shown.notice, ""]),
		shown.heading,
		...lines(fitting),
		...(shown.edit.length > 0 ? ["", t("form.review.howToEdit")] : []),
	].join("\n");
	return { text, buttons: [...shown.edit, ...shown.rows] };
}

/** Cut after a whole word, or after whole letters where a word is long, with … in place of the rest. */
export function shortened(text: string, limit: number): string {
	if (text.length <= limit) return text;
	let short = "";
	for (const { segment } of new Intl.Segmenter().segment(text)) {
		if (short.length + segment.length >= limit) break;
		short += segment;
	}
	const atWord = /\s/.test(text[short.length] ?? " ") ? short : short.replace(/\s+\S*$/, "");
	return `${(atWord.length > limit / 2 ? atWord : short).trimEnd()}…`;
}

export interface LeftShown {
	title: SafeHtml;
	step: number;
	of: number;
	answered: number;
	buttons: Button[][];
}

/** "Your answers are kept." */
export function leftView(shown: LeftShown, t: T): Message {
	const { answered, of } = shown;
	return {
		text: answered === 0 ? t("form.left.empty") : t("form.left.kept", { answered, of }),
		buttons: shown.buttons,
	};
}

/** "You stopped at step 5 of 9." */
export function unfinishedView(shown: LeftShown, t: T): Message {
	const { title, step, of, answered } = shown;
	const text =
		answered >= of ? t("form.unfinished.ready", { title }) : t("form.unfinished.stopped", { title, step, of });
	return { text, buttons: shown.buttons };
}

/** Days later, unasked: where one stopped. */
export function reminderView({ person, ...shown }: LeftShown & { person: SafeHtml | undefined }, t: T): Message {
	const { title, step, of, answered, buttons } = shown;
	const text = answered >= of ? t("form.reminder.ready", { title }) : t("form.reminder.stopped", { title, step, of });
	return { text: person === undefined ? text : t("form.reminder.named", { person, text: html(text) }), buttons };
}
