/** The one document per chat: opened once and closed once for each update, kept in memory meanwhile. */
import type { ConversationData, VersionedState } from "@grammyjs/conversations";
import { type Draft, draftHours } from "../domain/draft.ts";
import type { PeopleFilter } from "../domain/peopleRegister.ts";
import type { PersonLanguage } from "../domain/person.ts";
import type { RegisterFilter } from "../domain/register.ts";
import type { ReportFilter } from "../domain/reportFinding.ts";
import type { StalledFilter } from "../domain/stalledWork.ts";
import type { ThreadContent } from "../domain/thread.ts";
import { createGrouping } from "../kit/grouping.ts";
import { newId } from "../kit/ids.ts";
import type { Log } from "../kit/log.ts";
import { deadProcesses, endLife, renewLife } from "../store/leases.ts";
import {
	claimSessions,
	closeSessions,
	giveSessionsBack,
	HANDLED_IDS,
	type Owner,
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
		/** The first message that asked it, when it was asked more than once. */
		since?: number;
		/** What answered the question before, when that one may stand on the screen twice: see `wordsOf`. */
		after?: string;
		/** What has been explained about this question already, so that it is said once. */
		told?: string[];
	};
	/** The stamp of the review that was sent last: a second tap on "send" is known by it. */
	sent?: string;
	/** The button that was tapped last of those that send something anew; see `isSecondTap`. */
	tapped?: { tap: string; at: Date };
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
	reports?: { filter: ReportFilter } & Place;
	stalledWorks?: { filter: StalledFilter } & Place;
	/** Over with the next command or button. */
	typed?:
		| "organizations"
		| "people"
		| "neighbourhoods"
		| "neighbourhoodList"
		| "neighbourhoodFile"
		| "anything"
		| "reports"
		| "reportNeighbourhoods";
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
	/** What this process holds of the chat. */
	held: Held;
}

/** A chat in this process's hands, as it lies in the database. */
interface Held {
	id: string;
	turn: string;
	document: SessionDocument;
	/** An update is being handled, or its handler never ended. */
	busy: boolean;
	usedAt: number;
}

export interface SessionsOptions {
	owner: Owner;
	log: Log;
	/** How long this process's life lasts without being renewed, and with it what it holds. Default 30 s. */
	leaseMs?: number;
	/** Whether a chat stays in memory after its update; only while all updates come to this process. */
	keeps(): boolean;
}

export type Sessions = ReturnType<typeof createSessions>;

/** A chat nobody touches for so long leaves the memory. */
const KEPT_MS = 5 * 60_000;
/** Chats kept in memory. */
const KEPT = 5_000;

/**
 * Sessions are opened once and closed once for each update. While this process lives and keeps a chat in memory, opening
 * costs nothing; first touches, and closings, of many chats go to the database together.
 */
export function createSessions({ owner, log, leaseMs = 30_000, keeps }: SessionsOptions) {
	const held = new Map<string, Held>();
	let aliveUntil = 0;
	let renewal: NodeJS.Timeout | undefined;

	const claim = createGrouping<string, Held | undefined>(async (ids) => {
		const claims = ids.map((id) => ({ id, turn: newId() }));
		let documents = await claimSessions(claims, owner);
		if (documents.includes(undefined)) {
			const dead = (await deadProcesses()).filter(({ instance }) => instance !== owner.instance);
			if (dead.length > 0) documents = await claimSessions(claims, owner, dead);
		}
		return claims.map(({ id, turn }, index) => {
			const document = documents[index];
			return document && { id, turn, document, busy: false, usedAt: 0 };
		});
	});
	const store = createGrouping(closeSessions);

	/** By our own clock a life is over a little earlier than by the database's, which counts from after we asked. */
	async function live(): Promise<boolean> {
		const askedAt = performance.now();
		if (!(await renewLife(owner, leaseMs))) return false;
		aliveUntil = askedAt + leaseMs;
		return true;
	}

	/** Opens the chat's session for one update; undefined while another living process holds it. */
	async function openSession(id: string): Promise<OpenSession | undefined> {
		if (performance.now() >= aliveUntil) {
			// Others may have taken over what we held.
			held.clear();
			if (!(await live())) return undefined;
		}
		let here = held.get(id);
		if (!here || here.busy) {
			// A handler that never ended keeps the session it had, and can no longer close it.
			held.delete(id);
			here = await claim(id);
			if (!here) return undefined;
		}
		here.busy = true;
		here.usedAt = performance.now();
		held.delete(id);
		held.set(id, here);
		const { document } = here;
		return {
			session: toSession(document),
			hasHandled: (updateId) => document.handled?.includes(updateId) ?? false,
			held: here,
		};
	}

	/**
	 * Stores what the update changed. The person's reply has gone out before this: a crash between the two repeats a
	 * question, the other order would lose replies. False when the lease has changed hands; then nothing was stored.
	 */
	async function closeSession({ session, held: here }: OpenSession, updateId: number, now: Date): Promise<boolean> {
		const { id, turn, document } = here;
		const remove = session.forgotten === true;
		const giveBack = !keeps();
		const after = toDocument(session);
		const change = remove ? { set: {}, unset: [] } : difference(document, after);
		let stored = false;
		try {
			stored = await store({ id, turn, change, updateId, now, giveBack, remove });
		} finally {
			if (held.get(id) === here && (!stored || remove || giveBack)) held.delete(id);
		}
		if (!stored || remove || giveBack) return stored;
		const handled = [...(document.handled ?? []), updateId].slice(-HANDLED_IDS);
		here.document = { _id: id, lease: document.lease, handled, updatedAt: now, ...defined(after) } as SessionDocument;
		here.busy = false;
		return true;
	}

	/** The handler failed: what it did to the session is as if it had not been. */
	function dropSession({ held: here }: OpenSession): void {
		here.busy = false;
	}

	async function release(which: (here: Held) => boolean): Promise<void> {
		const going = [...held.values()].filter((here) => !here.busy && which(here));
		for (const { id } of going) held.delete(id);
		for (let from = 0; from < going.length; from += 500) await giveSessionsBack(going.slice(from, from + 500));
	}

	/** What is not needed leaves the memory, the longest untouched first. */
	async function tidy(): Promise<void> {
		const before = performance.now() - KEPT_MS;
		const surplus = new Set([...held.values()].slice(0, Math.max(0, held.size - KEPT)));
		await release((here) => here.usedAt < before || surplus.has(here));
	}

	return {
		openSession,
		closeSession,
		dropSession,
		/** Chats in this process's hands. */
		count: (): number => held.size,
		/** Others may have what is not in use now. */
		giveBack: (): Promise<void> => release(() => true),
		async start(): Promise<void> {
			await live();
			renewal = setInterval(() => {
				live()
					.then(tidy)
					.catch((error) => log.warn({ err: error }, "this process's life could not be renewed"));
			}, leaseMs / 3);
		},
		/** Everything goes back; to be called when no update is being handled. */
		async stop(): Promise<void> {
			clearInterval(renewal);
			await release(() => true);
			await endLife(owner);
		},
	};
}

function defined(record: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
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
	if (document.tapped !== undefined) session.tapped = document.tapped;
	if (document.commands !== undefined) session.commands = document.commands;
	if (document.expiresAt !== undefined) session.strangerUntil = document.expiresAt;
	return session;
}

function toDocument(session: Session): Record<string, unknown> {
	const { touched, applying } = draftHours(session.drafts);
	return {
		talk: session.talk === undefined ? undefined : JSON.stringify(session.talk),
		drafts: session.drafts,
		current: session.current,
		language: session.language,
		unsent: session.unsent,
		looking: session.looking,
		home: session.home,
		sent: session.sent,
		tapped: session.tapped,
		commands: session.commands,
		expiresAt: session.strangerUntil,
		touched,
		applying,
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
	} else if (depth > 0 && isRecord(before) && isRecord(after) && canBePaths(before, after)) {
		for (const key of new Set([...Object.keys(before), ...Object.keys(after)])) {
			compare(`${path}.${key}`, before[key], after[key], depth - 1, change);
		}
	} else {
		change.set[path] = after;
	}
}

/** A draft whose subject has a dot in it cannot be named in a path: `drafts` is written whole then. */
function canBePaths(...records: Record<string, unknown>[]): boolean {
	return records.every((record) => Object.keys(record).every((key) => !/[.$]/.test(key)));
}

/** As JSON would have it: what is undefined is not there. */
function same(a: unknown, b: unknown): boolean {
	if (a === b) return true;
	if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
	if (a instanceof Date || b instanceof Date) return JSON.stringify(a) === JSON.stringify(b);
	if (Array.isArray(a) !== Array.isArray(b)) return false;
	const [before, after] = [a as Record<string, unknown>, b as Record<string, unknown>];
	for (const key in before) if (!same(before[key], after[key])) return false;
	for (const key in after) if (before[key] === undefined && after[key] !== undefined) return false;
	return true;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
