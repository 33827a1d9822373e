/** Telegram groups of committees: linked by who runs them, followed when they change, posted to without a word about people. */
import type { Committee } from "../domain/committee.ts";
import { may } from "../domain/permissions.ts";
import type { Actor } from "../domain/person.ts";
import { newId } from "../kit/ids.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as committees from "../store/committees.ts";
import { cancelWaitingTo } from "../store/deliveries.ts";
import { isDuplicate } from "../store/duplicateKey.ts";
import * as links from "../store/groupLinks.ts";
import * as seats from "../store/seats.ts";
import * as sending from "../store/sending.ts";
import { transaction } from "../store/transaction.ts";
import { note } from "./committees/telling.ts";
import { owe } from "./deliveries.ts";

const LINK_MS = 86_400_000;

/** Somebody wrote "/link" in a group: they, and nobody else, may link it within a day. Resolves to what their link names. */
export async function wish(
	chat: { id: number; title: string },
	userId: number,
	now: Date,
): Promise<{ linkId: string }> {
	const id = newId();
	const expiresAt = new Date(now.getTime() + LINK_MS);
	await links.add({ id, chatId: chat.id, title: chat.title, userId, expiresAt });
	return { linkId: id };
}

export interface LinkChoice {
	link: links.GroupLink;
	/** The committees the actor may link it to. */
	committees: Committee[];
}

/** What a link from a group asks: which committee it shall belong to. */
export async function look(actor: Actor, linkId: string, now: Date): Promise<Result<LinkChoice, "linkOver">> {
	const link = await links.byId(linkId);
	if (!link || link.expiresAt <= now || link.userId !== actor.person.userId) return refuse("linkOver");
	const all = await committees.all();
	return done({ link, committees: all.filter((one) => !one.retiredAt && may(actor, "committee.run", one)) });
}

/** The group belongs to the committee from now on; its news are posted there. The committee's group before is left. */
export async function link(
	actor: Actor,
	input: { linkId: string; committeeId: string },
	now: Date,
): Promise<Result<{ committee: Committee; title: string }, "linkOver" | "notAllowed" | "groupTaken">> {
	const found = await look(actor, input.linkId, now);
	if (!found.ok) return found;
	const { chatId, title } = found.value.link;
	const committee = found.value.committees.find(({ id }) => id === input.committeeId);
	if (!committee) return refuse("notAllowed");
	if (committee.group?.chatId === chatId) return done({ committee, title });
	const other = await committees.byChat(chatId);
	if (other) return refuse("groupTaken");
	const group = { chatId, title, linkedAt: now, byId: actor.person.id };
	try {
		await transaction(async () => {
			await committees.setGroup(committee.id, group);
			if (committee.group) await cancelWaitingTo(`c:${committee.group.chatId}`, now);
			await owe([
				{
					key: `group.linked:${committee.id}:${input.linkId}`,
					kind: "group.linked",
					refs: { committeeId: committee.id },
					to: { chatId },
					dueAt: now,
					urgent: true,
				},
			]);
			await note(actor, committee.id, "committee.groupLinked", { chatId }, now);
		});
	} catch (error) {
		if (isDuplicate(error)) return refuse("groupTaken");
		throw error;
	}
	return done({ committee: { ...committee, group }, title });
}

/** The committee's news are no longer posted to its group. */
export async function unlink(actor: Actor, committeeId: string, now: Date): Promise<Result<Committee, "notAllowed">> {
	const committee = await committees.byId(committeeId);
	if (!committee || !may(actor, "committee.run", committee)) return refuse("notAllowed");
	const { group, ...rest } = committee;
	if (!group) return done(committee);
	await transaction(async () => {
		if (!(await committees.removeGroup(committeeId, group.chatId))) return;
		await cancelWaitingTo(`c:${group.chatId}`, now);
		await note(actor, committeeId, "committee.groupUnlinked", { chatId: group.chatId }, now);
	});
	return done(rest);
}

/**
 * Owes the committee's group a card; nothing when it has no group. `kind` names a view that says nothing about people;
 * after `notAfter` it is not posted any more.
 * Part of the transaction that is running; with the same key it is posted once.
 */
export async function owePost(
	committeeId: string,
	kind: string,
	refs: Record<string, string | number>,
	now: Date,
	key: string,
	notAfter?: Date,
): Promise<void> {
	const group = (await committees.byId(committeeId))?.group;
	if (group) await owe([{ key, kind, refs, to: { chatId: group.chatId }, dueAt: now, ...(notAfter && { notAfter }) }]);
}

/** A group became a supergroup: what belongs to it and waits for it follows. */
export async function moved(from: number, to: number): Promise<void> {
	await sending.moveChat(from, to);
	await committees.moveGroup(from, to);
	await links.moveChat(from, to);
}

/** A group is called otherwise. */
export async function renamed(chatId: number, title: string): Promise<void> {
	await committees.renameGroup(chatId, title);
	await links.renameChat(chatId, title);
}

/** The bot may no longer write to a group: who runs its committee is told, and nothing is posted there any more. */
export async function lost(chatId: number, now: Date): Promise<void> {
	const committee = await committees.byChat(chatId);
	if (!committee?.group) return;
	const { title, linkedAt } = committee.group;
	await transaction(async () => {
		if (!(await committees.removeGroup(committee.id, chatId))) return;
		await cancelWaitingTo(`c:${chatId}`, now);
		const refs = { committeeId: committee.id, title };
		const key = `group.lost:${committee.id}:${chatId}:${linkedAt.getTime()}`;
		const officers = await seats.officersOf([committee.id]);
		await owe([
			{
				key: `${key}:office`,
				kind: "group.lost",
				refs,
				to: { audience: { rule: "role", role: "coordinator" } },
				dueAt: now,
			},
			...officers.map(({ personId }) => ({
				key: `${key}:${personId}`,
				kind: "group.lost",
				refs,
				to: { personId },
				dueAt: now,
			})),
		]);
		await note(undefined, committee.id, "committee.groupLost", { chatId }, now);
	});
}
