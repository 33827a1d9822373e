/** Keeping the agencies: admins add them, say what and where they answer for, retire them and bring them back. */
import { type Agency, agencyNameEn, agencyNameFa } from "../../domain/agency.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor, Person, PersonLanguage } from "../../domain/person.ts";
import { newId } from "../../kit/ids.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as store from "../../store/agencies.ts";
import * as audit from "../../store/audit.ts";
import * as liaisons from "../../store/liaisons.ts";
import * as neighbourhoods from "../../store/neighbourhoods.ts";
import { transaction } from "../../store/transaction.ts";
import { endSeatsOf } from "../committees/index.ts";
import { named } from "../people.ts";

export interface AgencyAnswers {
	fa: string;
	en: string;
	dimensions: string[];
	neighbourhoods?: string[] | undefined;
	/** E.164 */
	phone?: string | undefined;
}

type Changed = Result<Agency, "notAllowed" | "notFound" | "incomplete" | "nameTaken">;

export interface AgenciesPage {
	list: Agency[];
	/** How many answer for each now. */
	liaisons: ReadonlyMap<string, number>;
	/** Counted from 1. */
	page: number;
	count: number;
}

/** One page of all agencies, retired ones too, for those who keep them; a few dozen are kept. */
export async function page(actor: Actor, page: number, perPage: number): Promise<Result<AgenciesPage, "notAllowed">> {
	if (!may(actor, "agencies.change")) return refuse("notAllowed");
	const all = await store.all();
	const pages = Math.max(1, Math.ceil(all.length / perPage));
	const shown = Math.min(Math.max(1, page), pages);
	const list = all.slice((shown - 1) * perPage, shown * perPage);
	const counts = await Promise.all(list.map(async ({ id }) => [id, (await liaisons.activeOf(id)).length] as const));
	return done({ list, liaisons: new Map(counts), page: shown, count: all.length });
}

export interface AgencyCard {
	agency: Agency;
	neighbourhoods: string[];
	/** Who answers for it now, and since when; only for the secretariat. */
	liaisons: { id: string; person: Person | undefined; since: Date }[];
	/** The last ones that were dismissed. */
	former: { person: Person | undefined; since: Date; until: Date }[];
	mayChange: boolean;
}

const SHOWN_FORMER = 3;

/** An agency as the one who looks may see it: everybody its matters, the secretariat its people. */
export async function open(actor: Actor, agencyId: string): Promise<Result<AgencyCard, "notFound">> {
	const agency = await store.byId(agencyId);
	if (!agency || (agency.retiredAt && !may(actor, "person.find"))) return refuse("notFound");
	const places = agency.neighbourhoodIds.length > 0 ? await neighbourhoods.byIds(agency.neighbourhoodIds) : [];
	const card = { agency, neighbourhoods: places.map(({ name }) => name), mayChange: may(actor, "agencies.change") };
	if (!may(actor, "person.find")) return done({ ...card, liaisons: [], former: [] });
	const [active, ever] = await Promise.all([liaisons.activeOf(agencyId), liaisons.everOf(agencyId, 20)]);
	const former = ever.filter(({ until }) => until).slice(0, SHOWN_FORMER);
	const people = await named([...active, ...former].map(({ personId }) => personId));
	return done({
		...card,
		liaisons: active.map(({ id, personId, since }) => ({ id, person: people.get(personId), since })),
		former: former.map(({ personId, since, until }) => ({ person: people.get(personId), since, until: until as Date })),
	});
}

export async function add(
	actor: Actor,
	answers: AgencyAnswers,
	now: Date,
	{ requestId }: { requestId: string },
): Promise<Changed> {
	if (!may(actor, "agencies.change")) return refuse("notAllowed");
	const before = await store.byId(requestId);
	if (before) return done(before);
	const fields = fieldsOf(answers);
	if (!fields.ok) return fields;
	return await write(actor, { id: requestId, createdAt: now, ...fields.value }, "added", now, store.add);
}

/** What it is called, what and where it answers for, from now on. */
export async function change(actor: Actor, agencyId: string, answers: AgencyAnswers, now: Date): Promise<Changed> {
	if (!may(actor, "agencies.change")) return refuse("notAllowed");
	const before = await store.byId(agencyId);
	if (!before) return refuse("notFound");
	const fields = fieldsOf(answers);
	if (!fields.ok) return fields;
	const { phone: _, ...rest } = before;
	return await write(actor, { ...rest, ...fields.value }, "changed", now, store.change);
}

/** Nothing new is referred to it and it sits in no committee any more; its people keep the reports it has. */
export async function retire(actor: Actor, agencyId: string, now: Date): Promise<Changed> {
	return await turn(actor, agencyId, now, true);
}

export async function restore(actor: Actor, agencyId: string, now: Date): Promise<Changed> {
	return await turn(actor, agencyId, now, false);
}

async function turn(actor: Actor, agencyId: string, now: Date, isRetired: boolean): Promise<Changed> {
	if (!may(actor, "agencies.change")) return refuse("notAllowed");
	const agency = await store.byId(agencyId);
	if (!agency) return refuse("notFound");
	if ((agency.retiredAt !== undefined) === isRetired) return done(agency);
	const { retiredAt: _, ...open } = agency;
	const after = isRetired ? { ...open, retiredAt: now } : open;
	return await write(actor, after, isRetired ? "retired" : "restored", now, store.change);
}

async function write(
	actor: Actor,
	agency: Agency,
	what: "added" | "changed" | "retired" | "restored",
	now: Date,
	put: (agency: Agency) => Promise<void>,
): Promise<Changed> {
	try {
		await transaction(async () => {
			await put(agency);
			if (what === "retired") await endSeatsOf({ kind: "agency", id: agency.id }, "agencyRetired", actor, now);
			await audit.add({
				at: now,
				byId: actor.person.id,
				action: `agency.${what}`,
				thing: { kind: "agency", id: agency.id },
			});
		});
	} catch (error) {
		if ((error as { code?: unknown }).code !== 11000) throw error;
		const same = await store.byId(agency.id);
		return what === "added" && same ? done(same) : refuse("nameTaken", { question: "fa" });
	}
	return done(agency);
}

function fieldsOf(
	answers: AgencyAnswers,
): Result<Pick<Agency, "name" | "dimensions" | "neighbourhoodIds" | "phone">, "incomplete"> {
	const fa = agencyNameFa.safeParse(answers.fa);
	if (!fa.success) return refuse("incomplete", { question: "fa" });
	const en = agencyNameEn.safeParse(answers.en);
	if (!en.success) return refuse("incomplete", { question: "en" });
	if (answers.dimensions.length === 0) return refuse("incomplete", { question: "dimensions" });
	const name: Record<PersonLanguage, string> = { fa: fa.data, en: en.data };
	const { phone } = answers;
	return done({
		name,
		dimensions: answers.dimensions,
		neighbourhoodIds: answers.neighbourhoods ?? [],
		...(phone === undefined ? {} : { phone }),
	});
}

/** Makes somebody who was invited a liaison; part of the transaction that is running. */
export async function becomeLiaison(personId: string, agencyId: string, now: Date): Promise<void> {
	await liaisons.add({ id: newId(), personId, agencyId, since: now });
}
