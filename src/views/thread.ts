/** How a talk with the secretariat is shown: to the person, and to the coordinators who answer. */
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import type { Thread, ThreadMessage } from "../domain/thread.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press, rowsOf } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { inboxButton } from "./application.ts";
import { shortened } from "./form.ts";
import { homeButton } from "./home.ts";
import { coordinatorName, titled } from "./person.ts";

/**
 * "Shall I send this to the secretariat?"; `key` names the message kept for it, `unfinished` are ways back to what was
 * begun, for somebody who thought to be answering there.
 */
export function ask(key: string, unfinished: Button[][], t: T): Message {
	return {
		text: t("secretariat.ask"),
		buttons: [
			[{ label: t.plain("secretariat.send"), press: press("secretariat.send", key) }],
			...unfinished,
			[{ label: t.plain("secretariat.home"), press: press("home.open") }],
		],
	};
}

export function write(t: T): Message {
	return { text: t("secretariat.write"), buttons: [[homeButton(t)]] };
}

export function sent(t: T): Message {
	return { text: t("secretariat.sent"), buttons: [[homeButton(t)]] };
}

export function replied(t: T): Message {
	return { text: t("secretariat.replied"), buttons: [[homeButton(t)]] };
}

/** The secretariat's words, as the person gets them. */
export function answered({ thread, number }: { thread: Thread; number: number }, t: T): Message {
	const words = shortened(thread.messages[number]?.text ?? "", TEXT);
	return { text: t("secretariat.answered", { words }), buttons: [[homeButton(t)]] };
}

/** What the person wrote last, to stand over the answer that is being written. */
export function toAnswer(thread: Thread, t: T): string | undefined {
	const words = shortened(thread.messages.findLast(({ from }) => from === "person")?.text ?? "", ASKED);
	return words === "" ? undefined : t("secretariat.card.words", { words });
}

export function closed(t: T): Message {
	return { text: t("secretariat.closed"), buttons: [[homeButton(t)]] };
}

export interface ThreadCard {
	thread: Thread;
	/** Which of its messages the card is about. */
	number: number;
	people: ReadonlyMap<string, Person>;
	/** Names of the person's organizations. */
	organizations: string[];
	viewer: Actor;
}

/** One message of a person, to the coordinators. */
export function card(shown: ThreadCard, t: T): Message {
	const { thread, number } = shown;
	const message = thread.messages[number];
	const limit = message?.file ? CAPTION : TEXT;
	const lines = [from(shown, t)];
	if (shown.organizations.length > 0)
		lines.push(
			t("secretariat.card.organization", {
				organizations: t.list(shown.organizations.slice(0, 3).map((name) => shortened(name, NAME))),
			}),
		);
	if (message?.about) lines.push(t("secretariat.card.about", { about: shortened(message.about, NAME) }));
	if (message?.file) lines.push(t.dynamic(`secretariat.card.${message.file.kind}`));
	if (message?.text) lines.push(quoted(message.text, limit, t));
	lines.push(stateLine(shown, t));
	const text = lines.join("\n");
	const buttons = cardRows(shown, t);
	return message?.file
		? { text, buttons, file: { kind: message.file.kind, source: { fileId: message.file.fileId } } }
		: { text, buttons };
}

/** What Telegram takes (4096, under a file 1024), less what stands around it. */
const TEXT = 3500;
const ASKED = 600;
const CAPTION = 500;
/** An organization's name beside a message. */
const NAME = 60;

function quoted(text: string, limit: number, t: T): string {
	const words = shortened(text, limit);
	return text.length > 300 ? t("secretariat.card.longWords", { words }) : t("secretariat.card.words", { words });
}

function from({ thread, people }: ThreadCard, t: T): string {
	const person = people.get(thread.personId);
	const name = person && titled(person, t);
	if (name) return t("secretariat.card.from", { person: name });
	return t("secretariat.card.fromUnnamed", { userId: String(person?.userId ?? "") });
}

function stateLine({ thread, number, people }: ThreadCard, t: T): string {
	const nameOf = (id: string | undefined) => coordinatorName(people.get(id ?? ""), t);
	if (thread.state === "closed") {
		const when = html(t.dateTime(thread.closedAt ?? thread.lastAt));
		if (thread.closedById === thread.personId) return t("secretariat.card.closedByPerson", { when });
		return t("secretariat.card.closed", { person: nameOf(thread.closedById), when });
	}
	const answer = thread.messages.slice(number + 1).find((message) => message.from === "secretariat");
	if (answer) return t("secretariat.card.answered", { person: nameOf(answer.byId), when: html(t.dateTime(answer.at)) });
	if (thread.state === "claimed") return t("secretariat.card.claimed", { person: nameOf(thread.claimedById) });
	return t("secretariat.card.waiting");
}

function cardRows({ thread, number, viewer }: ThreadCard, t: T): Button[][] {
	const whole = { label: t.plain("secretariat.button.whole"), press: press("thread.open", thread.id) };
	const message = thread.messages[number];
	const isCut = (message?.text?.length ?? 0) > (message?.file ? CAPTION : TEXT);
	const rest = { label: t.plain("secretariat.button.rest"), press: press("thread.rest", thread.id, number) };
	const more = [...(isCut ? [rest] : []), ...(thread.messages.length > 1 || thread.state === "closed" ? [whole] : [])];
	return [...answerRows(thread, viewer, t), ...(more.length > 0 ? [more] : [])];
}

/** What the viewer may do with the talk now. */
function answerRows(thread: Thread, viewer: Actor, t: T): Button[][] {
	if (thread.state === "closed" || !may(viewer, "thread.answer", thread)) return [];
	if (thread.claimedById === viewer.person.id) {
		return [
			[
				{ label: t.plain("secretariat.button.answer"), press: press("thread.answer", thread.id) },
				{ label: t.plain("secretariat.button.close"), press: press("thread.close", thread.id) },
			],
		];
	}
	if (thread.state === "waiting")
		return [[{ label: t.plain("secretariat.button.claim"), press: press("thread.claim", thread.id) }]];
	return [];
}

/** The newest messages of a talk, with what may be done with it. */
export function whole(shown: Omit<ThreadCard, "number" | "organizations">, t: T): Message {
	const { thread, people, viewer } = shown;
	const lines: string[] = [];
	let room = WHOLE;
	let first = thread.messages.length;
	while (first > 0) {
		const message = thread.messages[first - 1];
		const line = message && messageLine(message, shown, t);
		if (!line || room - line.length < 0) break;
		room -= line.length;
		lines.unshift(line);
		first--;
	}
	const person = people.get(thread.personId);
	const name = person && titled(person, t);
	const title = name
		? t("secretariat.thread.title", { person: name })
		: t("secretariat.thread.titleUnnamed", { userId: String(person?.userId ?? "") });
	const earlier = first > 0 ? [t("secretariat.thread.more", { number: first })] : [];
	const text = [
		title,
		...earlier,
		...lines,
		stateLine({ ...shown, number: thread.messages.length - 1, organizations: [] }, t),
	];
	const takeOver =
		thread.state === "claimed" && thread.claimedById !== viewer.person.id && may(viewer, "thread.claim", thread)
			? [[{ label: t.plain("secretariat.button.takeOver"), press: press("thread.takeOver", thread.id) }]]
			: [];
	return {
		text: text.join("\n\n"),
		buttons: [
			...answerRows(thread, viewer, t),
			...takeOver,
			...fileRows(thread, t),
			[{ label: t.plain("secretariat.button.messages"), press: press("thread.list") }, homeButton(t)],
		],
	};
}

const WHOLE = 3000;

function messageLine(message: ThreadMessage, { people }: { people: ReadonlyMap<string, Person> }, t: T): string {
	const by = people.get(message.byId);
	const person =
		message.from === "secretariat"
			? html(t("secretariat.thread.secretariat", { person: coordinatorName(by, t) }))
			: ((by && titled(by, t)) ?? html(t("people.unnamed")));
	const file = message.file ? `${t.dynamic(`secretariat.card.${message.file.kind}`)}${message.text ? "\n" : ""}` : "";
	const words = html(file + (message.text ? quoted(message.text, 800, t) : ""));
	return t("secretariat.thread.message", { person, when: html(t.dateTime(message.at)), words });
}

/** The newest files, each with a button that shows it. */
function fileRows(thread: Thread, t: T): Button[][] {
	const files = thread.messages.flatMap(({ file }, number) => (file ? [{ file, number }] : [])).slice(-6);
	const buttons = files.map(({ file, number }, index) => ({
		label: t.dynamicPlain(`secretariat.thread.file.${file.kind}`, { number: index + 1 }),
		press: press("thread.file", thread.id, number),
	}));
	return rowsOf(buttons);
}

/** What of a long message the card had no room for. */
export function rest(message: ThreadMessage, t: T): Message | undefined {
	const text = message.text ?? "";
	const head = shortened(text, message.file ? CAPTION : TEXT).replace(/…$/, "");
	const words = text.slice(head.length);
	return words === "" ? undefined : { text: t("secretariat.card.words", { words }) };
}

/** A file of the talk on its own. */
export function file(message: ThreadMessage, t: T): Message | undefined {
	if (!message.file) return undefined;
	return {
		text: t.dynamic(`secretariat.card.${message.file.kind}`),
		file: { kind: message.file.kind, source: { fileId: message.file.fileId } },
	};
}

/** Open talks, those without an answer first. */
export function list(
	shown: { threads: Thread[]; waiting: number; hasMore: boolean; people: ReadonlyMap<string, Person> },
	t: T,
): Message {
	const { threads, people } = shown;
	if (threads.length === 0) return { text: t("secretariat.list.empty"), buttons: [[inboxButton(t), homeButton(t)]] };
	const lines = threads.map((thread, index) => {
		const person = people.get(thread.personId);
		const last = thread.messages.findLast((message) => message.from === "person");
		const words = last?.text
			? t.value(shortened(last.text.replaceAll("\n", " "), 80))
			: html(t("secretariat.list.noWords"));
		return t("secretariat.list.line", {
			number: index + 1,
			person: (person && titled(person, t)) ?? html(t("people.unnamed")),
			words,
		});
	});
	const numbers = threads.map((thread, index) => ({
		label: t.digits(index + 1),
		press: press("thread.open", thread.id),
	}));
	const more: SafeHtml[] = shown.hasMore ? [html(t("secretariat.list.more"))] : [];
	return {
		text: [
			t("secretariat.list.title", { number: shown.waiting }),
			"",
			...lines,
			...more.map((line) => `\n${line.markup}`),
		].join("\n"),
		buttons: [numbers, [inboxButton(t), homeButton(t)]],
	};
}

/** After an answer was written. */
export function answerSent(thread: Thread, t: T): Message {
	return {
		text: t("secretariat.answerSent"),
		buttons: [
			[
				{ label: t.plain("secretariat.button.whole"), press: press("thread.open", thread.id) },
				{ label: t.plain("secretariat.button.close"), press: press("thread.close", thread.id) },
			],
			[inboxButton(t)],
		],
	};
}
