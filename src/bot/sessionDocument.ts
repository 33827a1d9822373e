/** A session as it lies in the database, and what of it an update has changed. */
import type { ConversationData, VersionedState } from "@grammyjs/conversations";
import { draftHours } from "../domain/draft.ts";
import type { PersonLanguage } from "../domain/person.ts";
import type { SessionChange, SessionDocument } from "../store/sessions.ts";
import type { Session, Unsent } from "./session.ts";

export function defined(record: Record<string, unknown>): Record<string, unknown> {
	return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

export function toSession(document: SessionDocument): Session {
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

export function toDocument(session: Session): Record<string, unknown> {
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

export function difference(before: SessionDocument, after: Record<string, unknown>): SessionChange {
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
