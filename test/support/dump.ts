/** What a town has kept and shown, without what differs from one playing to the next: `keptBy` and `shownBy`. */
import mongoose from "mongoose";
import type { LedgerEntry } from "../../scripts/playground/botApi/index.ts";
import { newId } from "../../src/kit/ids.ts";
import type { Town } from "./town.ts";

type Document = Record<string, unknown>;

/** Whose turn it is, what was received, how far numbers have come: not what people and organizations are. */
const MACHINERY = ["inbox", "leases", "instances", "counters"];

/** Every document of the open database, as it is. */
export async function wholeDatabase(without: readonly string[] = []): Promise<Record<string, Document[]>> {
	const { db } = mongoose.connection;
	if (!db) throw new Error("no database is open");
	const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name).sort();
	const wanted = names.filter((name) => !without.includes(name));
	const found = await Promise.all(wanted.map((name) => db.collection(name).find().toArray()));
	return Object.fromEntries(wanted.map((name, index) => [name, found[index] as Document[]]));
}

/** All that is kept of people and their things, to tell whether something changed; files made for one hour go by themselves. */
export async function effects(): Promise<string[]> {
	const whole = await wholeDatabase(["inbox", "leases", "instances", "sessions", "papers"]);
	return Object.entries(whole).flatMap(([name, documents]) =>
		documents.map((document) => `${name} ${JSON.stringify(document)}`).sort(),
	);
}

/** Who looks has looked: that it is noted is no change. */
export const withoutLooks = (lines: string[]) => lines.filter((line) => !/"action":"\w+\.seen\./.test(line));

/** The open database with names in place of ids and without moments of the machinery; lines, sorted. */
export async function keptBy(): Promise<string[]> {
	const whole = await wholeDatabase(MACHINERY);
	const rename = renamer(whole);
	return Object.entries(whole)
		.flatMap(([name, documents]) => documents.map((one) => `${name} ${rename(JSON.stringify(lasting(name, one)))}`))
		.sort();
}

/** Each chat's new messages in order; what was changed, taken away and flashed, in any order; the screen at the end. */
export async function shownBy(town: Town): Promise<string[]> {
	const rename = renamer(await wholeDatabase(MACHINERY));
	const { ledger, people } = town.botApi;
	return people.flatMap(({ id, firstName }) => {
		const said = (entries: LedgerEntry[]) => entries.map((entry) => rename(lineOf(entry)));
		const sent = said(ledger.sent({ chatId: id }));
		const changed = said(ledger.accepted({ chatId: id }).filter((entry) => !ledger.sent().includes(entry)));
		const screen = town.botApi
			.chat(id)
			.messages.filter((message) => message.from === "bot")
			.map((message) => rename(`${message.text} ${JSON.stringify(message.inlineKeyboard)}`));
		return [
			...sent.map((line, index) => `${firstName} sent ${index} ${line}`),
			...changed.sort().map((line) => `${firstName} changed ${line}`),
			...screen.map((line, index) => `${firstName} sees ${index} ${line}`),
		];
	});
}

function lineOf({ method, parameters }: LedgerEntry): string {
	const { chat_id: _, message_id: __, parse_mode: ___, link_preview_options: ____, ...rest } = parameters;
	return `${method} ${JSON.stringify(rest)}`;
}

/** A document without what belongs to the moment it was written in. */
function lasting(name: string, document: Document): Document {
	const { lease: _, fence: __, ...kept } = document;
	switch (name) {
		case "sessions": {
			const { handled: _, talk: __, updatedAt: ___, home, sent, unsent, current, ...rest } = kept;
			const { draft, question, told } = (current ?? {}) as Document;
			return {
				...rest,
				home: home !== undefined,
				sent: sent !== undefined,
				unsent: Object.values(unsent ?? {}),
				current: { draft, question, told },
			};
		}
		case "meetings":
			return { ...kept, secret: "" };
		case "reports":
			// Hashes of ids.
			return { ...kept, marks: "" };
		case "deliveries":
			return { ...kept, messageIds: (kept.messageIds as unknown[]).length };
		case "files.files":
			return { ...kept, uploadDate: "" };
		case "files.chunks":
		case "audit":
		case "memberships":
			return { ...kept, _id: "" };
		default:
			return kept;
	}
}

/** The first two letters of an id stand for ten days; who is invited is named by a letter and an id. */
const ID = new RegExp(`(?<=(?:^|[^0-9A-Za-z])[oa]?)${newId().slice(0, 2)}[0-9A-Za-z]{14}(?![0-9A-Za-z])`, "g");

/** Names things by their kind and the order in which they came to be. */
function renamer(whole: Record<string, Document[]>): (text: string) => string {
	const names = new Map<string, string>();
	for (const collection of ["people", "organizations", "threads"]) {
		const ids = (whole[collection] ?? []).map(({ _id }) => String(_id)).sort();
		for (const [index, id] of ids.entries()) names.set(id, `<${collection} ${index + 1}>`);
	}
	for (const { _id, name } of whole.neighbourhoods ?? []) names.set(String(_id), `<${name}>`);
	return (text) =>
		text
			.replaceAll("\\u0001", " ")
			.replace(ID, (id) => names.get(id) ?? "<id>")
			.replace(/"f:[\w-]{6}:/g, '"f:<stamp>:')
			.replace(/attach:\/\/\w+/g, "attach://<file>")
			.replace(/(secretariat\.send:|telegram:\d+:)\d+/g, "$1<message>");
}
