/** One delivery is made into a message and handed to Telegram; what comes of it is an outcome, never an exception. */
import { isMuted } from "../../domain/mutes.ts";
import type { Person } from "../../domain/person.ts";
import type { Log } from "../../kit/log.ts";
import { actorOf } from "../../services/people.ts";
import { isDatabaseFault } from "../../store/connection.ts";
import type { DeliveryDocument } from "../../store/deliveries.ts";
import type { Outcome } from "../../store/sending.ts";
import { asksAt } from "../../store/sessions.ts";
import type { Api } from "../../telegram/api.ts";
import { type Classified, classify } from "../../telegram/errors.ts";
import { setMenu } from "../../telegram/menu.ts";
import { deleteMessage, editCaption, editMessage, sendAll } from "../../telegram/send.ts";
import { asBulk } from "../../telegram/transport.ts";
import type { Texts } from "../../texts/index.ts";
import type { Message } from "../../texts/message.ts";
import { commandsOf, listOf } from "../../views/commands.ts";
import type { Kinds } from "../kind.ts";

export interface PostDeps {
	api: Api;
	texts: Texts;
	kinds: Kinds;
	log: Log;
}

/** A delivery with what is known about where it goes. */
export interface Parcel {
	row: DeliveryDocument;
	person: Person | undefined;
	chatId: number | undefined;
	/** The delivery it changes. */
	target: DeliveryDocument | undefined;
}

export interface Posted {
	outcome: Outcome;
	/** What Telegram said when it did not take it. */
	error?: Classified;
}

/** Sends it, or tells why not. `mayGo` is asked last of all, so that nothing leaves after the sender has stopped. */
export async function post(parcel: Parcel, deps: PostDeps, now: Date, mayGo: () => boolean): Promise<Posted> {
	const { row, person, chatId, target } = parcel;
	if (row.notAfter && row.notAfter <= now) return ended("skipped", "tooLate");
	if (chatId === undefined) return ended("skipped", "gone");
	if (row.operation !== "send" && target?.state === "sending") return { outcome: { to: "release" } };
	const messageId = target?.messageIds[0];
	if (row.operation !== "send" && messageId === undefined) return ended("skipped", "neverSent");
	if (person?.unreachableSince) return ended("unreachable", "blocked");
	if (person && row.operation === "send" && isMuted(person, row.kind)) return ended("skipped", "muted");
	// A form begun on a card has its message until it is over; what the card says anew is told by the form's own end.
	if (person && row.operation === "edit" && messageId !== undefined && (await isAsking(person, messageId)))
		return ended("skipped", "inUse");
	const message = row.operation === "delete" ? undefined : await render(parcel, deps, now);
	if (message && "outcome" in message) return message;
	if (!mayGo()) return { outcome: { to: "release" } };
	try {
		const sent = await asBulk(() => perform(deps.api, chatId, message, target));
		if (person && deps.kinds[row.kind]?.changesRole) await renewMenu(person, deps);
		return { outcome: { to: "end", state: "sent", chatId, ...sent } };
	} catch (error) {
		return refused(parcel, error, deps.log);
	}
}

async function isAsking({ platform, userId }: Person, messageId: number): Promise<boolean> {
	return await asksAt(`${platform}:${userId}`, messageId);
}

/** Who has a new role finds its commands at once. The message counts as sent even where the menu could not follow. */
async function renewMenu(person: Person, { api, texts, log }: PostDeps): Promise<void> {
	try {
		const actor = await actorOf(person.platform, person.userId);
		if (actor) await setMenu(api, person.userId, commandsOf(listOf(actor), texts.in(person.language)));
	} catch (error) {
		log.warn({ err: error }, "a chat's command list did not follow a new role; it does at the next message");
	}
}

/** Resolves to what is to be remembered of a new message. */
async function perform(
	api: Api,
	chatId: number,
	message: Message | undefined,
	target: DeliveryDocument | undefined,
): Promise<{ messageIds?: number[]; withFile?: true }> {
	const messageId = target?.messageIds[0];
	if (messageId === undefined) {
		if (!message) return {};
		const withFile = message.file !== undefined || message.album !== undefined;
		return { messageIds: await sendAll(api, chatId, message), ...(withFile && { withFile }) };
	}
	if (message === undefined) for (const id of target?.messageIds ?? []) await deleteMessage(api, chatId, id);
	else if (target?.withFile && !message.file) await editCaption(api, chatId, messageId, message);
	else await editMessage(api, chatId, messageId, message);
	return {};
}

async function render({ row, person }: Parcel, { kinds, texts, log }: PostDeps, now: Date): Promise<Message | Posted> {
	try {
		const kind = kinds[row.kind];
		if (!kind) throw new Error(`no view is named for deliveries of the kind "${row.kind}"`);
		return (await kind.render(row.refs, person, now, texts.in(person?.language))) ?? ended("skipped", "causeOver");
	} catch (error) {
		if (isDatabaseFault(error)) return { outcome: { to: "release" } };
		log.error({ err: error, key: row._id, kind: row.kind }, "a delivery could not be put into words");
		return ended("failed", "view");
	}
}

/** After this many times it may have been sent without our knowing, it is not tried again. */
const AMBIGUOUS_TRIES = 2;

function refused({ row }: Parcel, error: unknown, log: Log): Posted {
	const meaning = classify(error);
	const so = (outcome: Outcome): Posted => ({ outcome, error: meaning });
	if (meaning.class === "notSent") return so({ to: "release" });
	if (meaning.class === "ambiguous") {
		if (meaning.reason === "unknown") log.error({ err: error, key: row._id, kind: row.kind }, "a delivery broke");
		if (row.attempts + 1 < AMBIGUOUS_TRIES) return so({ to: "retry", reason: meaning.reason });
		return so({ to: "end", state: "unknown", reason: meaning.reason });
	}
	switch (meaning.reason) {
		case "migrated":
			// A message of the group that was cannot be changed in the supergroup.
			if (row.operation !== "send") return so({ to: "end", state: "skipped", reason: meaning.reason });
			return so({ to: "release" });
		case "blocked":
		case "chatNotFound":
		case "removed":
			return so({ to: "end", state: "unreachable", reason: meaning.reason });
		case "notEditable":
			return so({ to: "end", state: "skipped", reason: meaning.reason });
		default:
			log.error({ err: error, key: row._id, kind: row.kind }, "Telegram refused a delivery");
			return so({ to: "end", state: "failed", reason: meaning.reason });
	}
}

function ended(state: "skipped" | "unreachable" | "failed", reason: string): Posted {
	return { outcome: { to: "end", state, reason } };
}
