/** What coordinators do with the register of people: find somebody, open them, bar them with a reason, lift a bar. */
import { LEAST_DIGITS, queryDigits, queryWords } from "../domain/finding.ts";
import type { Membership } from "../domain/membership.ts";
import { decisionReason, type Organization } from "../domain/organization.ts";
import type { PeopleFilter } from "../domain/peopleRegister.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import { STATE_GROUPS } from "../domain/register.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import * as bars from "../store/bars.ts";
import * as memberships from "../store/memberships.ts";
import * as organizations from "../store/organizations.ts";
import * as people from "../store/people.ts";
import * as store from "../store/peopleRegister.ts";
import * as register from "../store/register.ts";
import { transaction } from "../store/transaction.ts";
import { owe } from "./deliveries.ts";
import { mayBeDismissed } from "./staff.ts";

export interface PeoplePage {
	list: Person[];
	/** 1001 means more than a thousand. */
	count: number;
	/** Whether there are more in the direction one turned to. */
	hasMore: boolean;
	/** What turns the page: the ids of its first and last line. */
	edges: { first?: string; last?: string };
	/** Whose people are shown. */
	organization?: Organization;
	/** Organizations the words are a name of, a few. */
	organizations: Organization[];
	/** The digits typed are too few to be looked for. */
	tooFewDigits?: boolean;
}

/** Organizations offered beside the people found. */
const OFFERED = 3;

/** One page of the people who are asked for. */
export async function list(
	actor: Actor,
	filter: PeopleFilter,
	from: { after?: string; before?: string },
	limit = 6,
): Promise<Result<PeoplePage, "notAllowed" | "notFound">> {
	if (!may(actor, "person.find")) return refuse("notAllowed");
	if (filter.organizationId !== undefined) return await ofOrganization(filter.organizationId, from, limit);
	const digits = queryDigits(filter.words ?? "");
	if (digits && digits.tail.length < LEAST_DIGITS)
		return done({ list: [], count: 0, hasMore: false, edges: {}, organizations: [], tooFewDigits: true });
	const words = digits ? [] : queryWords(filter.words ?? "");
	// Signs alone are the beginning of nothing.
	const wordless = filter.words !== undefined && !digits && words.length === 0;
	const [found, offered] = await Promise.all([
		wordless
			? { list: [], count: 0 }
			: store.find({ group: filter.group, words, ...(digits ? { digits } : {}) }, from, limit + 1),
		words.length > 0 && filter.group === "all"
			? register.find({ states: STATE_GROUPS.registered, words }, {}, OFFERED)
			: undefined,
	]);
	const shown = pageOf(found.list, from, limit);
	return done({
		list: shown,
		count: found.count,
		hasMore: found.list.length > limit,
		edges: edgesOf(shown),
		organizations: offered?.list ?? [],
	});
}

async function ofOrganization(
	organizationId: string,
	from: { after?: string; before?: string },
	limit: number,
): Promise<Result<PeoplePage, "notFound">> {
	const [organization, places, count] = await Promise.all([
		organizations.byId(organizationId),
		memberships.page(organizationId, from, limit + 1),
		memberships.count(organizationId),
	]);
	if (!organization) return refuse("notFound");
	const shown = pageOf(places, from, limit);
	const known = new Map(
		(await people.byIds(shown.map(({ personId }) => personId))).map((person) => [person.id, person]),
	);
	return done({
		list: shown.map(({ personId }) => known.get(personId)).filter((person) => person !== undefined),
		count,
		hasMore: places.length > limit,
		edges: edgesOf(shown),
		organization,
		organizations: [],
	});
}

function pageOf<Thing>(found: Thing[], from: { before?: string }, limit: number): Thing[] {
	return from.before === undefined ? found.slice(0, limit) : found.slice(-limit);
}

function edgesOf(shown: { id: string }[]): { first?: string; last?: string } {
	const [first] = shown;
	const last = shown.at(-1);
	return first && last ? { first: first.id, last: last.id } : {};
}

export interface PersonCard {
	person: Person;
	/** Their places in organizations that have not ended. */
	places: { membership: Membership; organization: Organization }[];
	/** Who barred them, while they are. */
	barredBy: Person | undefined;
	viewer: Actor;
	mayBeDismissed: boolean;
}

/** One person with their roles and places; that a coordinator looked at their number is noted. */
export async function open(actor: Actor, personId: string, now: Date): Promise<Result<PersonCard, "notFound">> {
	const person = may(actor, "person.find") ? await people.byId(personId) : undefined;
	if (!person || !may(actor, "person.see", person)) return refuse("notFound");
	const own = await memberships.activeOf(personId);
	const [theirs, barredBy] = await Promise.all([
		organizations.byIds(own.map(({ organizationId }) => organizationId)),
		person.barred ? people.byId(person.barred.byId) : undefined,
	]);
	if (personId !== actor.person.id) {
		await audit.add({
			at: now,
			byId: actor.person.id,
			action: "person.seen",
			thing: { kind: "person", id: personId },
		});
	}
	const places = own.flatMap((membership) => {
		const organization = theirs.find(({ id }) => id === membership.organizationId);
		return organization ? [{ membership, organization }] : [];
	});
	const dismissible = await mayBeDismissed(actor, person);
	return done({ person, places, barredBy, viewer: actor, mayBeDismissed: dismissible });
}

export type Barring = Result<Person, "notAllowed" | "incomplete" | "isStaff" | "alreadyBarred">;

/**
 * Somebody may do nothing any more but write an appeal, and see or delete what is kept about them; they are told why.
 * Whoever works for the secretariat is dismissed first.
 */
export async function bar(actor: Actor, input: { personId: string; reason: string }, now: Date): Promise<Barring> {
	const words = decisionReason.safeParse(input.reason);
	if (!words.success) return refuse("incomplete", { question: "reason" });
	const reason = words.data;
	return await transaction(async () => {
		const person = await people.byId(input.personId);
		if (!person || !may(actor, "person.bar", person)) return refuse("notAllowed");
		if (person.roles.length > 0) return refuse("isStaff");
		if (person.barred) {
			const again = person.barred.byId === actor.person.id && person.barred.reason === reason;
			return again ? done(person) : refuse("alreadyBarred");
		}
		const barred = await people.setBarred(person.id, { at: now, byId: actor.person.id, reason });
		await bars.put(person, now, actor.person.id);
		await audit.add({
			at: now,
			byId: actor.person.id,
			action: "person.barred",
			thing: { kind: "person", id: person.id },
			details: { reason },
		});
		await tell("person.barred", person, now);
		return done(barred ?? person);
	});
}

/** The bar is lifted, and the person is told. */
export async function unbar(actor: Actor, personId: string, now: Date): Promise<Result<Person, "notAllowed">> {
	return await transaction(async () => {
		const person = await people.byId(personId);
		if (!person || !may(actor, "person.bar", person)) return refuse("notAllowed");
		if (!person.barred) return done(person);
		const free = await people.setBarred(person.id, undefined);
		await bars.remove(person);
		await audit.add({
			at: now,
			byId: actor.person.id,
			action: "person.unbarred",
			thing: { kind: "person", id: person.id },
		});
		await tell("person.unbarred", person, now);
		return done(free ?? person);
	});
}

async function tell(kind: "person.barred" | "person.unbarred", { id }: Person, now: Date): Promise<void> {
	await owe([
		{
			key: `${kind}:${id}:${now.getTime()}`,
			kind,
			refs: { personId: id },
			to: { personId: id },
			dueAt: now,
			urgent: true,
		},
	]);
}
