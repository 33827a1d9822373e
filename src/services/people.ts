/** What people do about themselves: agree to be remembered, say how they are addressed, choose a language, an organization to act for, what they hear of. */
import { isMuteGroup, mutableBy } from "../domain/mutes.ts";
import { may, ranksOf } from "../domain/permissions.ts";
import { type Actor, type Person, type PersonLanguage, personName, TITLES, type Title } from "../domain/person.ts";
import { createGrouping } from "../kit/grouping.ts";
import { newId } from "../kit/ids.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as actors from "../store/actors.ts";
import * as appointments from "../store/appointments.ts";
import * as audit from "../store/audit.ts";
import * as bars from "../store/bars.ts";
import * as counters from "../store/counters.ts";
import * as people from "../store/people.ts";
import { transaction } from "../store/transaction.ts";
import { owe } from "./deliveries.ts";

/** Whoever changes who is an admin holds this, so that two admins cannot remove each other at once. */
export const ADMINS_LOCK = "lock:admins";

/**
 * The person of this number with their places; undefined before they agreed to be remembered. Many ask at once who they
 * are: each go is one look-up of all of them.
 */
export function actorOf(platform: Person["platform"], userId: number): Promise<Actor | undefined> {
	return actorWith({ platform, userId });
}

const actorWith = createGrouping<{ platform: Person["platform"]; userId: number }, Actor | undefined>(async (asked) => {
	const found = await actors.byUsers(
		"telegram",
		asked.map(({ userId }) => userId),
	);
	const byUser = new Map(found.map((actor) => [actor.person.userId, actor]));
	return asked.map(({ userId }) => byUser.get(userId));
});

/** Somebody as the one who acts or looks; without any place when they are gone meanwhile. */
export const actorFrom = createGrouping<Person, Actor>(async (asked) => {
	const found = await actors.byIds(asked.map(({ id }) => id));
	const byId = new Map(found.map((actor) => [actor.person.id, actor]));
	return asked.map((person) => ({ ...(byId.get(person.id) ?? NOWHERE), person }));
});

const NOWHERE = { memberships: [], seats: [], agencyIds: [] };

/** Undefined when they are gone. */
export async function languageOf(personId: string): Promise<PersonLanguage | undefined> {
	return (await people.byId(personId))?.language;
}

export interface ConsentInput {
	platform: Person["platform"];
	userId: number;
	language: PersonLanguage;
	/** Admins from their first start (the ADMIN_IDS of the configuration). */
	adminIds: readonly number[];
}

/** Somebody agrees to be remembered; whoever was appointed before they came has their role from now on. */
export async function consent(input: ConsentInput, now: Date): Promise<Actor> {
	await transaction(async () => {
		const person = await people.putNew({
			id: newId(),
			platform: input.platform,
			userId: input.userId,
			language: input.language,
			roles: [],
			consentedAt: now,
		});
		await giveRoles(person, input.adminIds, now);
		// Who was barred, asked to be forgotten and comes back.
		const bar = person.barred ? undefined : await bars.of(person);
		if (bar) await people.setBarred(person.id, { ...bar, reason: "" });
	});
	return (await actorOf(input.platform, input.userId)) as Actor;
}

/** Somebody known starts again: they get the roles that were given to them meanwhile. */
export async function comeBack(actor: Actor, adminIds: readonly number[], now: Date): Promise<Actor> {
	const { platform, userId, roles } = actor.person;
	const becomesAdmin = adminIds.includes(userId) && !roles.includes("admin");
	if (!becomesAdmin && !(await appointments.of(platform, userId))) return actor;
	await transaction(() => giveRoles(actor.person, adminIds, now));
	return (await actorOf(platform, userId)) ?? actor;
}

async function giveRoles(person: Person, adminIds: readonly number[], now: Date): Promise<void> {
	if (adminIds.includes(person.userId) && !person.roles.includes("admin")) {
		await counters.hold(ADMINS_LOCK);
		await people.addRole(person.id, "admin");
		await audit.add({
			at: now,
			byId: "system",
			action: "staff.adminByConfiguration",
			thing: { kind: "person", id: person.id },
		});
	}
	const appointment = await appointments.of(person.platform, person.userId);
	if (!appointment) return;
	await people.addRole(person.id, appointment.role);
	await appointments.remove(person.platform, person.userId);
	await audit.add({
		at: now,
		byId: appointment.byId,
		action: "staff.appointed",
		thing: { kind: "person", id: person.id },
		details: { role: appointment.role },
	});
	await owe([
		{
			key: `staff.began:${person.id}:${appointment.at.getTime()}`,
			kind: "staff.began",
			refs: { personId: person.id },
			to: { personId: appointment.byId },
			dueAt: now,
		},
	]);
}

/** The language everything is said in from now on. */
export async function setLanguage(actor: Actor, language: PersonLanguage): Promise<Result<Person, "notAllowed">> {
	if (!may(actor, "person.setLanguage", actor.person)) return refuse("notAllowed");
	const person = await people.change(actor.person.id, { language });
	return person ? done(person) : refuse("notAllowed");
}

/** How the person is called from now on. */
export async function introduce(
	actor: Actor,
	answers: { name: string; title: Title },
): Promise<Result<Person, "notAllowed" | "incomplete">> {
	if (!may(actor, "person.introduce", actor.person)) return refuse("notAllowed");
	const name = personName.safeParse(answers.name);
	if (!name.success) return refuse("incomplete", { question: "name" });
	if (!TITLES.includes(answers.title)) return refuse("incomplete", { question: "title" });
	const person = await people.change(actor.person.id, { name: name.data, title: answers.title });
	return person ? done(person) : refuse("notAllowed");
}

/** What a person says of themselves on the way to something else is kept where nothing was known yet. */
export async function getToKnow(
	{ id, name, phone }: Person,
	said: { name: string; title: Title; phone: string },
): Promise<void> {
	const fresh = {
		...(name === undefined && { name: said.name, title: said.title }),
		...(phone === undefined && { phone: said.phone }),
	};
	if (name === undefined || phone === undefined) await people.change(id, fresh);
}

/** The organization the person acts for from now on; one of their own. */
export async function actFor(actor: Actor, organizationId: string): Promise<Result<Person, "notAllowed">> {
	if (!may(actor, "person.actFor", actor.person)) return refuse("notAllowed");
	const theirs = actor.memberships.some(
		(place) => place.status === "active" && place.organizationId === organizationId,
	);
	if (!theirs) return refuse("notAllowed");
	const person = await people.change(actor.person.id, { actingForId: organizationId });
	return person ? done(person) : refuse("notAllowed");
}

/** Switches a group of what is sent unasked off or on. */
export async function mute(actor: Actor, group: string, muted: boolean): Promise<Result<Person, "notAllowed">> {
	if (!may(actor, "person.mute", actor.person)) return refuse("notAllowed");
	if (!isMuteGroup(group) || !mutableBy(ranksOf(actor)).includes(group)) return refuse("notAllowed");
	const others = (actor.person.muted ?? []).filter((one) => one !== group);
	const person = await people.change(actor.person.id, { muted: muted ? [...others, group] : others });
	return person ? done(person) : refuse("notAllowed");
}

/** Telegram refuses messages to them. */
export async function markUnreachable(actor: Actor, now: Date): Promise<void> {
	await people.markUnreachable([actor.person.id], now);
}

/** They wrote again. */
export async function markReachable(actor: Actor): Promise<void> {
	await people.markReachable([actor.person.id]);
}

/** Names of whoever decided or answered; those who are gone are left out. */
export async function named(ids: readonly (string | undefined)[]): Promise<Map<string, Person>> {
	const wanted = ids.filter((id) => id !== undefined);
	if (wanted.length === 0) return new Map();
	return new Map((await people.byIds(wanted)).map((person) => [person.id, person]));
}
