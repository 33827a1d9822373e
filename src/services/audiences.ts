/** Whom a rule chooses: page by page in the order of their ids, and counted with who they are. */
import { deliveryKey, deliveryKeys } from "../domain/announcement.ts";
import { type AudienceParts, type AudienceRule, type Belonging, chooses, kindsOf } from "../domain/audience.ts";
import type { Audience } from "../domain/delivery.ts";
import type { PersonLanguage } from "../domain/person.ts";
import * as acknowledgements from "../store/acknowledgements.ts";
import * as announcements from "../store/announcements.ts";
import { activeOrganizations, type Chosen, countByLanguage, peopleAfter, withRoles } from "../store/audiences.ts";
import * as copies from "../store/copies.ts";
import { idsAt } from "../store/digests.ts";
import * as memberships from "../store/memberships.ts";
import * as people from "../store/people.ts";
import * as seats from "../store/seats.ts";
import * as agencies from "./agencies/index.ts";
import { peopleOf, working } from "./committees/index.ts";
import { idsOf as idsOfMeeting } from "./meetings/invitees.ts";

/** People looked at at a time. */
const PAGE = 1_000;

/** Ids of those whom the audience chooses after `afterId`, in their order; fewer than `limit` only at the end. */
export async function idsOf(audience: Audience, afterId: string | undefined, limit: number): Promise<string[]> {
	if (audience.rule === "meeting") return await idsOfMeeting(audience, afterId, limit);
	if (audience.rule === "digest") return await idsAt(audience.time, afterId, limit);
	if (audience.rule !== "audience") return await people.idsByAudience(audience, afterId, limit);
	return (await page(await prepared(audience.audience), afterId, limit)).map(({ id }) => id);
}

export interface Reach {
	count: number;
	/** The first few. */
	some: Chosen[];
	languages: Record<PersonLanguage, number>;
}

const SHOWN = 5;

/** Exactly how many the rule chooses now. */
export async function reachOf(rule: AudienceRule): Promise<Reach> {
	const ready = await prepared(rule);
	// Everybody is counted by the database: nobody has to be looked at for it.
	const isEverybody = kindsOf(rule.of).length === 0 && kindsOf(rule.except).length === 0;
	const languages = isEverybody ? await countByLanguage() : undefined;
	const reach: Reach = { count: 0, some: [], languages: { fa: 0, en: 0 } };
	const unnamed: Chosen[] = [];
	for (let after: string | undefined; ; ) {
		const found = await page(ready, after, PAGE);
		for (const one of found) {
			reach.count++;
			reach.languages[one.language]++;
			if (one.name && reach.some.length < SHOWN) reach.some.push(one);
			else if (!one.name && unnamed.length < SHOWN) unnamed.push(one);
		}
		after = found.at(-1)?.id;
		if (found.length < PAGE || languages) break;
	}
	reach.some.push(...unnamed.slice(0, SHOWN - reach.some.length));
	return languages ? { ...reach, languages, count: languages.fa + languages.en } : reach;
}

/** A rule with what is the same for everybody looked up once. */
interface Prepared {
	rule: AudienceRule;
	/** Nobody but these can be meant. */
	within: string[] | undefined;
	committees: Map<string, ReadonlySet<string>>;
	officers: { chair: ReadonlySet<string>; secretary: ReadonlySet<string>; liaison: ReadonlySet<string> };
}

async function prepared(rule: AudienceRule): Promise<Prepared> {
	const committeeIds = [...new Set([...(rule.of.committeeIds ?? []), ...(rule.except.committeeIds ?? [])])];
	const committees = new Map<string, ReadonlySet<string>>();
	for (const id of committeeIds) committees.set(id, new Set(await peopleOf(id)));
	const roles = [...(rule.of.roles ?? []), ...(rule.except.roles ?? [])];
	const officers = {
		chair: new Set(roles.includes("chair") ? await holdersOf("chair") : []),
		secretary: new Set(roles.includes("secretary") ? await holdersOf("secretary") : []),
		liaison: new Set(roles.includes("liaison") ? await liaisons() : []),
	};
	const ready = { rule, within: undefined, committees, officers };
	return { ...ready, within: await narrowed(rule.of, ready) };
}

async function holdersOf(office: "chair" | "secretary"): Promise<string[]> {
	const held = await seats.officersOf((await working()).map(({ id }) => id));
	return held.filter((seat) => seat.office === office).map(({ personId }) => personId);
}

async function liaisons(): Promise<string[]> {
	const all = await agencies.list();
	return (await Promise.all(all.map(({ id }) => agencies.liaisonsOf(id)))).flat();
}

/** The few among whom everybody who is meant must be, where the rule tells; undefined where it may be anybody. */
async function narrowed(of: AudienceParts, { committees, officers }: Prepared): Promise<string[] | undefined> {
	if (of.personIds?.length) return sorted(of.personIds);
	if (of.organizationIds?.length) {
		const places = await Promise.all(of.organizationIds.map((id) => memberships.ofOrganization(id)));
		return sorted(places.flat().map(({ personId }) => personId));
	}
	if (of.committeeIds?.length) return sorted(of.committeeIds.flatMap((id) => [...(committees.get(id) ?? [])]));
	if (of.roles?.length) {
		const { chair, secretary, liaison } = officers;
		const named = { chair, secretary, liaison };
		const held = of.roles.flatMap((role) => (role in named ? [...named[role as keyof typeof named]] : []));
		return sorted([...held, ...(await withRoles(of.roles))]);
	}
	return undefined;
}

function sorted(ids: readonly string[]): string[] {
	return [...new Set(ids)].sort();
}

async function page(ready: Prepared, afterId: string | undefined, limit: number): Promise<Chosen[]> {
	const chosen: Chosen[] = [];
	for (let after = afterId; ; ) {
		const { looked, last } = await next(ready, after);
		if (last === undefined) return chosen;
		const belongings = await belongingsOf(looked, ready);
		for (const one of looked) {
			const belonging = belongings.get(one.id);
			if (belonging && chooses(ready.rule, belonging)) chosen.push(one);
			if (chosen.length === limit) return chosen;
		}
		after = last;
	}
}

/** The next people to be looked at; without `last` there are no more. */
async function next(
	{ within }: Prepared,
	after: string | undefined,
): Promise<{ looked: Chosen[]; last: string | undefined }> {
	if (!within) {
		const looked = await peopleAfter(after, PAGE);
		return { looked, last: looked.at(-1)?.id };
	}
	const ids = within.filter((id) => after === undefined || id > after).slice(0, PAGE);
	return { looked: ids.length > 0 ? await peopleAfter(undefined, PAGE, ids) : [], last: ids.at(-1) };
}

/** What the rule asks of these people, and no more. */
async function belongingsOf(list: readonly Chosen[], ready: Prepared): Promise<Map<string, Belonging>> {
	const { rule, committees, officers } = ready;
	const ids = list.map(({ id }) => id);
	const asks = (kind: keyof AudienceParts) => (rule.of[kind]?.length ?? 0) + (rule.except[kind]?.length ?? 0) > 0;
	const asksPlaces = asks("standings") || asks("organizationIds") || asks("fields") || asks("neighbourhoodIds");
	const places = asksPlaces ? await memberships.activeOfMany(ids) : [];
	const active = await activeOrganizations(places.map(({ organizationId }) => organizationId));
	const unacknowledged = await unacknowledgedBy(ids, bothOf(rule, "unacknowledgedIds"));
	const notReached = await notReachedOf(ids, bothOf(rule, "notReachedIds"));
	const byPerson = new Map<string, Belonging>();
	for (const { id, roles } of list) {
		byPerson.set(id, {
			personId: id,
			roles: [...roles, ...(["chair", "secretary", "liaison"] as const).filter((office) => officers[office].has(id))],
			committeeIds: [...committees].flatMap(([committeeId, sitting]) => (sitting.has(id) ? [committeeId] : [])),
			places: [],
			unacknowledgedIds: unacknowledged.get(id) ?? [],
			notReachedIds: notReached.get(id) ?? [],
		});
	}
	for (const { personId, organizationId, role } of places) {
		const organization = active.get(organizationId);
		const one = byPerson.get(personId);
		if (!organization || !one) continue;
		const { fields, neighbourhoodIds } = organization;
		byPerson.set(personId, {
			...one,
			places: [...one.places, { organizationId, standing: role, fields, neighbourhoodIds }],
		});
	}
	return byPerson;
}

function bothOf({ of, except }: AudienceRule, kind: "unacknowledgedIds" | "notReachedIds"): string[] {
	return [...(of[kind] ?? []), ...(except[kind] ?? [])];
}

async function unacknowledgedBy(ids: readonly string[], announcementIds: readonly string[]) {
	const byPerson = new Map<string, string[]>();
	for (const announcementId of announcementIds) {
		const got = (await copies.ofPeople(deliveryKey(announcementId), ids)).filter(({ state }) => state === "sent");
		const acknowledged = await acknowledgements.among(announcementId, ids);
		for (const { personId } of got) {
			if (!acknowledged.has(personId)) note(byPerson, personId, announcementId);
		}
	}
	return byPerson;
}

async function notReachedOf(ids: readonly string[], announcementIds: readonly string[]) {
	const byPerson = new Map<string, string[]>();
	for (const announcement of await announcements.byIds(announcementIds)) {
		const [first = "", ...again] = deliveryKeys(announcement);
		const later = (await Promise.all(again.map((key) => copies.ofPeople(key, ids)))).flat();
		const reached = new Set(later.filter(({ state }) => state === "sent").map(({ personId }) => personId));
		for (const { personId, state } of await copies.ofPeople(first, ids)) {
			const missed = state === "failed" || state === "unknown" || state === "unreachable";
			if (missed && !reached.has(personId)) note(byPerson, personId, announcement.id);
		}
	}
	return byPerson;
}

function note(byPerson: Map<string, string[]>, personId: string, announcementId: string): void {
	byPerson.set(personId, [...(byPerson.get(personId) ?? []), announcementId]);
}
