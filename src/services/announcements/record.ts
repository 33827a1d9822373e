/** What announcements' use cases have in common: finding one for somebody, writing a change down, its deliveries. */
import { type Announcement, deliveryKeys } from "../../domain/announcement.ts";
import { type Action, may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as store from "../../store/announcements.ts";
import * as audit from "../../store/audit.ts";
import { owe } from "../deliveries.ts";

/** The announcement, for somebody who may do this with it. */
export async function foundFor(actor: Actor, action: Action, id: string): Promise<Result<Announcement, "notFound">> {
	const found = await store.byId(id);
	return found && may(actor, action, found) ? done(found) : refuse("notFound");
}

/** Part of a transaction. False when somebody changed it meanwhile. */
export async function changed(
	before: Announcement,
	after: Announcement,
	actor: Actor,
	what: string,
	now: Date,
	details?: Record<string, string | number>,
): Promise<boolean> {
	if (!(await store.changeAt(before, after))) return false;
	await note(after.id, what, actor, now, details);
	return true;
}

export async function note(
	id: string,
	what: string,
	actor: Actor,
	now: Date,
	details?: Record<string, string | number>,
): Promise<void> {
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: `announcement.${what}`,
		thing: { kind: "announcement", id },
		...(details && { details }),
	});
}

/** Whoever lays hands on it answers for it beside its author. */
export function writtenBy({ authorId, writerIds = [] }: Announcement, { person }: Actor): { writerIds?: string[] } {
	const all = person.id === authorId ? writerIds : [...new Set([...writerIds, person.id])];
	return all.length > 0 ? { writerIds: all } : {};
}

/** The message in which its author sees how far it is, from the minute before it goes to the report. */
export function progressKey(id: string): string {
	return `announcement.progress:${id}`;
}

/** Lets that message show how things stand; `step` tells one change from the next. */
export async function showProgress(id: string, authorId: string, step: string, now: Date): Promise<void> {
	await owe([
		{
			key: `${progressKey(id)}:${step}`,
			operation: "edit",
			target: progressKey(id),
			kind: "announcement.progress",
			refs: { announcementId: id },
			to: { personId: authorId },
			dueAt: now,
			urgent: true,
		},
	]);
}

/** An album carries no button: the question whether it was read comes after it. */
export function askKey(id: string): string {
	return `announcement.ask:${id}`;
}

export function asksApart({ files, asksToAcknowledge }: Pick<Announcement, "files" | "asksToAcknowledge">): boolean {
	return asksToAcknowledge && files.length > 1;
}

/** Every row to many that belongs to it. */
export function rowsOf(announcement: Announcement): string[] {
	return [...deliveryKeys(announcement), ...(asksApart(announcement) ? [askKey(announcement.id)] : [])];
}
