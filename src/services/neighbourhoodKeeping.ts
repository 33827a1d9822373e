/** Keeping the neighbourhoods and their facilitation offices: admins add, rename, complete and retire them. */
import {
	type FacilitationOffice,
	isInProvince,
	type Neighbourhood,
	neighbourhoodName,
	officeWords,
	otherNames,
	type Place,
} from "../domain/neighbourhood.ts";
import { may } from "../domain/permissions.ts";
import { type Actor, fullName } from "../domain/person.ts";
import { newId } from "../kit/ids.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import * as offices from "../store/facilitationOffices.ts";
import * as store from "../store/neighbourhoods.ts";
import { transaction } from "../store/transaction.ts";

export interface NeighbourhoodsPage {
	list: Neighbourhood[];
	count: number;
	/** Counted from 1. */
	page: number;
	query: string;
}

/** One page of all neighbourhoods, retired ones too, for those who keep them. */
export async function page(
	actor: Actor,
	query: string,
	page: number,
	perPage: number,
): Promise<Result<NeighbourhoodsPage, "notAllowed">> {
	if (!may(actor, "neighbourhoods.change")) return refuse("notAllowed");
	const found = await store.find(query, (page - 1) * perPage, perPage, { retired: true });
	return done({ ...found, page, query });
}

export interface NeighbourhoodCard {
	neighbourhood: Neighbourhood;
	office: FacilitationOffice | undefined;
	mayChange: boolean;
}

/** A neighbourhood with its office, for everybody. */
export async function open(actor: Actor, id: string): Promise<Result<NeighbourhoodCard, "notFound">> {
	const neighbourhood = await store.byId(id);
	const mayChange = may(actor, "neighbourhoods.change");
	if (!neighbourhood || (neighbourhood.retiredAt && !mayChange)) return refuse("notFound");
	return done({ neighbourhood, office: await offices.ofNeighbourhood(id), mayChange });
}

export interface NeighbourhoodAnswers {
	name: string;
	city: string;
	/** Several, with commas between them. */
	otherNames?: string | undefined;
	centre?: Place | undefined;
	isMarginalised: boolean;
	population?: number | undefined;
}

type Changed = Result<Neighbourhood, "notAllowed" | "notFound" | "incomplete" | "nameTaken">;

export async function add(
	actor: Actor,
	answers: NeighbourhoodAnswers,
	now: Date,
	{ requestId }: { requestId: string },
): Promise<Changed> {
	if (!may(actor, "neighbourhoods.change")) return refuse("notAllowed");
	const before = await store.byId(requestId);
	if (before) return done(before);
	const fields = fieldsOf(answers);
	if (!fields.ok) return fields;
	return await write(actor, { id: requestId, ...fields.value }, "added", now, store.add);
}

export async function change(actor: Actor, id: string, answers: NeighbourhoodAnswers, now: Date): Promise<Changed> {
	if (!may(actor, "neighbourhoods.change")) return refuse("notAllowed");
	const before = await store.byId(id);
	if (!before) return refuse("notFound");
	const fields = fieldsOf(answers);
	if (!fields.ok) return fields;
	const { outline, retiredAt, centre, isCentreRough } = before;
	const sameCentre = JSON.stringify(centre) === JSON.stringify(fields.value.centre);
	const after: Neighbourhood = {
		id,
		...fields.value,
		...(outline ? { outline } : {}),
		...(retiredAt ? { retiredAt } : {}),
		...(isCentreRough && sameCentre ? { isCentreRough } : {}),
	};
	return await write(actor, after, "changed", now, store.change);
}

/** Not offered any more; where it is used it is still read. */
export async function retire(actor: Actor, id: string, now: Date): Promise<Changed> {
	return await turn(actor, id, now, true);
}

export async function restore(actor: Actor, id: string, now: Date): Promise<Changed> {
	return await turn(actor, id, now, false);
}

async function turn(actor: Actor, id: string, now: Date, isRetired: boolean): Promise<Changed> {
	if (!may(actor, "neighbourhoods.change")) return refuse("notAllowed");
	const before = await store.byId(id);
	if (!before) return refuse("notFound");
	if ((before.retiredAt !== undefined) === isRetired) return done(before);
	const { retiredAt: _, ...offered } = before;
	const after = isRetired ? { ...offered, retiredAt: now } : offered;
	return await write(actor, after, isRetired ? "retired" : "restored", now, store.change);
}

async function write(
	actor: Actor,
	neighbourhood: Neighbourhood,
	what: "added" | "changed" | "retired" | "restored",
	now: Date,
	put: (neighbourhood: Neighbourhood) => Promise<void>,
): Promise<Changed> {
	try {
		await transaction(async () => {
			await put(neighbourhood);
			await note(actor, neighbourhood.id, what, now);
		});
	} catch (error) {
		if ((error as { code?: unknown }).code !== 11000) throw error;
		const same = await store.byId(neighbourhood.id);
		return what === "added" && same ? done(same) : refuse("nameTaken", { question: "name" });
	}
	return done(neighbourhood);
}

async function note(actor: Actor, id: string, what: string, now: Date): Promise<void> {
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: `neighbourhood.${what}`,
		thing: { kind: "neighbourhood", id },
	});
}

function fieldsOf(
	answers: NeighbourhoodAnswers,
): Result<Omit<Neighbourhood, "id" | "outline" | "retiredAt" | "isCentreRough">, "incomplete"> {
	const name = neighbourhoodName.safeParse(answers.name);
	if (!name.success) return refuse("incomplete", { question: "name" });
	const city = neighbourhoodName.safeParse(answers.city);
	if (!city.success) return refuse("incomplete", { question: "city" });
	const others = otherNames.safeParse(answers.otherNames ?? "");
	if (!others.success) return refuse("incomplete", { question: "otherNames" });
	const { centre, isMarginalised, population } = answers;
	if (centre && !isInProvince(centre)) return refuse("incomplete", { question: "centre" });
	return done({
		name: name.data,
		city: city.data,
		otherNames: others.data,
		isMarginalised,
		...(centre ? { centre } : {}),
		...(population === undefined ? {} : { population }),
	});
}

export interface OfficeAnswers {
	name: string;
	address?: string | undefined;
	hours?: string | undefined;
	/** E.164 */
	phone?: string | undefined;
	facilitator?: string | undefined;
}

/** The office that stands in a neighbourhood, as it is now; of an office that has others too, for all of them. */
export async function setOffice(
	actor: Actor,
	neighbourhoodId: string,
	answers: OfficeAnswers,
	now: Date,
): Promise<Result<NeighbourhoodCard, "notAllowed" | "notFound" | "incomplete">> {
	if (!may(actor, "neighbourhoods.change")) return refuse("notAllowed");
	const neighbourhood = await store.byId(neighbourhoodId);
	if (!neighbourhood) return refuse("notFound");
	const name = officeWords.safeParse(answers.name);
	if (!name.success) return refuse("incomplete", { question: "name" });
	if (answers.facilitator !== undefined && !fullName.safeParse(answers.facilitator).success)
		return refuse("incomplete", { question: "facilitator" });
	const here = await offices.ofNeighbourhood(neighbourhoodId);
	const named = here?.name === name.data ? here : await offices.byName(name.data);
	const { address, hours, phone, facilitator } = answers;
	const office: FacilitationOffice = {
		id: named?.id ?? here?.id ?? newId(),
		name: name.data,
		neighbourhoodIds: [...new Set([...((named ?? here)?.neighbourhoodIds ?? []), neighbourhoodId])],
		...(address === undefined ? {} : { address }),
		...(hours === undefined ? {} : { hours }),
		...(phone === undefined ? {} : { phone }),
		...(facilitator === undefined ? {} : { facilitator }),
	};
	await transaction(async () => {
		if (here && here.id !== office.id) {
			await offices.put({
				...here,
				neighbourhoodIds: here.neighbourhoodIds.filter((one) => one !== neighbourhoodId),
			});
		}
		await offices.put(office);
		await note(actor, neighbourhoodId, "officeChanged", now);
	});
	return done({ neighbourhood, office, mayChange: true });
}
