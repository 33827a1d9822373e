/** The one document per chat: opened once and closed once for each update. */
import type { ConversationData, VersionedState } from "@grammyjs/conversations";
import type { Draft } from "../domain/draft.ts";
import type { PeopleFilter } from "../domain/peopleRegister.ts";
import type { PersonLanguage } from "../domain/person.ts";
import type { RegisterFilter } from "../domain/register.ts";
import type { ThreadContent } from "../domain/thread.ts";
import { newId } from "../kit/ids.ts";
import {
	claimSession,
	type Owner,
	releaseSession,
	removeSession,
	type SessionChange,
	type SessionDocument,
} from "../store/sessions.ts";

export interface Session {
	/** "<platform>:<chatId>" */
	id: string;
	/** The conversations plugin's state. */
	talk?: VersionedState<ConversationData>;
	/** By "<form>:<subject>". */
	drafts: Record<string, Draft>;
	/** The question that waits for an answer, and the message that asks it. */
	current?: {
		draft: string;
		question: string;
		messageId: number;
		/** The message whose button led here, when the question is another one: it may be tapped twice. */
		tapped?: number;
		stamp: string;
		/** What has been explained about this question already, so that it is said once. */
		told?: string[];
	};
	/** The stamp of the review that was sent last: a second tap on "send" is known by it. */
	sent?: string;
	/** The language chosen before the person was known. */
	language?: PersonLanguage;
	/** Messages written outside a form, by their ids, until their person says whether they are for the secretariat. */
	unsent?: Record<string, Unsent>;
	/** What the registers were asked for last, and what a typed word is looked up in. */
	looking?: Looking;
	/** The message that shows the home screen. */
	home?: number;
	/** The command list Telegram shows in this chat: "fa:coordinator". */
	commands?: string;
	/** Nothing stays of this chat: its person did not agree to be remembered. */
	forgotten?: boolean;
	/** A session of somebody who has not agreed yet is dropped by the database after this moment. */
	strangerUntil?: Date;
}

/** How a coordinator goes through the registers; see features/register and features/people. */
export interface Looking {
	organizations?: { filter: RegisterFilter } & Place;
	people?: { filter: PeopleFilter } & Place;
	/** Over with the next command or button. */
	typed?: "organizations" | "people" | "neighbourhoods";
}

/** Where in a list one is. */
export interface Place {
	from: { after?: string; before?: string };
	page: number;
}

/** Pieces of an album are one message. */
export interface Unsent {
	album?: string;
	contents: ThreadContent[];
}

/** A session held for one update. */
export interface OpenSession {
	session: Session;
	/** True when the update has taken effect already. */
	hasHandled(updateId: number): boolean;
	/** Ends this turn; see `releaseSession`. */
	turn: string;
	/** The document as it was opened, to tell what changed. */
	before: SessionDocument;
}

/** Opens the chat's session for one update; undefined while another process holds it. */
export async function openSession(id: string, owner: Owner, leaseMs: number): Promise<OpenSession | undefined> {
	const turn = newId();
	const before = await claimSession(id, owner, turn, leaseMs);
	if (!before) return undefined;
	return {
		session: toSession(before),
		hasHandled: (updateId) => before.handled?.includes(updateId) ?? false,
		turn,
		before,
	};
}

/**
 * Stores what the update changed. The person's reply has gone out before this: a crash between the two repeats a
 * question, the other order would lose replies. False when the lease has changed hands; then nothing was stored.
 */
export async function closeSession(open: OpenSession, updateId: number, now: Date): Promise<boolean> {
	if (open.session.forgotten) return await removeSession(open.session.id, open.turn);
	const change = difference(open.before, toDocument(open.session));
	return await releaseSession(open.session.id, open.turn, change, updateId, now);
}

function toSession(document: SessionDocument): Session {
	const session: Session = { id: document._id, drafts: structuredClone(document.drafts ?? {}) as Session["drafts"] };
	if (document.talk !== undefined) session.talk = JSON.parse(document.talk) as VersionedState<ConversationData>;
	if (document.current !== undefined)
		session.current = structuredClone(document.current) as Session["current"] & object;
	if (document.language !== undefined) session.language = document.language as PersonLanguage;
	if (document.unsent !== undefined) session.unsent = structuredClone(document.unsent) as Record<string, Unsent>;
	if (document.looking !== undefined)
		session.looking = structuredClone(document.looking) as Session["looking"] & object;
	if (document.home !== undefined) session.home = document.home;
	if (document.sent !== undefined) session.sent = document.sent;
	if (document.commands !== undefined) session.commands = document.commands;
	if (document.expiresAt !== undefined) session.strangerUntil = document.expiresAt;
	return session;
}

function toDocument(session: Session): Record<string, unknown> {
	return {
		talk: session.talk === undefined ? undefined : JSON.stringify(session.talk),
		drafts: session.drafts,
		current: session.current,
		language: session.language,
		unsent: session.unsent,
		looking: session.looking,
		home: session.home,
		sent: session.sent,
		commands: session.commands,
		expiresAt: session.strangerUntil,
	};
}

/** How deep a change is written as a field of its own: `drafts.<draft>.answers.<question>`. */
const DEPTH: Record<string, number> = { drafts: 3 };

function difference(before: SessionDocument, after: Record<string, unknown>): SessionChange {
	const change: SessionChange = { set: {}, unset: [] };
	for (const [field, value] of Object.entries(after)) {
		compare(field, (before as unknown as Record<string, unknown>)[field], value, DEPTH[field] ?? 0, change);
	}
	return change;
}

function compare(path: string, before: unknown, after: unknown, depth: number, change: SessionChange): void {
	if (same(before, after)) return;
	if (after === undefined) {
		change.unset.push(path);
	} else if (depth > 0 && isRecord(before) && isRecord(after)) {
		for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
			compare(`${path}.${key}`, before[key], after[key], depth - 1, change);
		}
	} else {
		change.set[path] = after;
	}
}

function same(a: unknown, b: unknown): boolean {
	return a === b || JSON.stringify(a) === JSON.stringify(b);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
