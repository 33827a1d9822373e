/** Whether an organization is known already: the same number, the same name, or nearly the same. */
import type { Organization, OrganizationState } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import { normaliseDigits } from "../domain/persian.ts";
import type { Actor } from "../domain/person.ts";
import { ALIKE, likeness, lookupsNeeded, nameKey, ownWords, trigramsOf } from "../domain/similarity.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as store from "../store/organizations.ts";
import { find as findInRegister } from "../store/register.ts";
import * as similar from "../store/similarOrganizations.ts";

/** One that may be the same. */
export interface Match {
	organization: Organization;
	/** What gives it away. */
	by: "registrationNumber" | "nationalId" | "name";
	/** How alike the names are, 0 to 100. */
	percent: number;
}

interface Known {
	name?: string;
	registrationNumber?: string;
	nationalId?: string;
}

/** More than three are no help to anybody. */
const SHOWN = 3;
/** A trigram that so many names have says little: counting stops here. */
const COMMON = 200;
/** Names compared in full; more share too little to be read. */
const CANDIDATES = 1_000;

/** Those of the register, or the person's own, that the answers of a registration seem to mean. */
export async function offered(actor: Actor, answers: Readonly<Record<string, unknown>>): Promise<Match[]> {
	const { name, registrationNumber, nationalId } = answers;
	const known: Known = {
		...(typeof name === "string" ? { name } : {}),
		...(typeof registrationNumber === "string" ? { registrationNumber: plainDigits(registrationNumber) } : {}),
		...(typeof nationalId === "string" ? { nationalId: plainDigits(nationalId) } : {}),
	};
	const matches = await likely(known, ["approved", "waiting", "askedForMore"], undefined);
	return matches.filter(
		({ organization }) => organization.state === "approved" || may(actor, "organization.withdraw", organization),
	);
}

/** Those that an application may be a copy of, for whoever decides. */
export async function ofApplication(organization: Organization): Promise<Match[]> {
	return await likely(organization, ["approved", "waiting", "askedForMore"], organization.id);
}

/** Two organizations side by side, for coordinators. */
export async function compare(
	actor: Actor,
	ids: { organizationId: string; otherId: string },
): Promise<Result<{ organization: Organization; other: Organization; percent: number }, "notAllowed" | "notFound">> {
	if (!may(actor, "organization.seeWaiting")) return refuse("notAllowed");
	const [organization, other] = await Promise.all([store.byId(ids.organizationId), store.byId(ids.otherId)]);
	if (!organization || !other) return refuse("notFound");
	return done({ organization, other, percent: likeness(nameKey(organization.name), nameKey(other.name)) });
}

async function likely(
	known: Known,
	states: readonly OrganizationState[],
	except: string | undefined,
): Promise<Match[]> {
	const key = nameKey(known.name ?? "");
	const numbers = {
		...(known.registrationNumber === undefined ? {} : { registrationNumber: known.registrationNumber }),
		...(known.nationalId === undefined ? {} : { nationalId: known.nationalId }),
	};
	const [same, alike] = await Promise.all([
		similar.sameAs({ ...numbers, ...(key === "" ? {} : { nameKey: key }) }, states, SHOWN + 1),
		alikeIds(key, states),
	]);
	const found = new Map(same.map((one) => [one.id, one]));
	const missing = alike.filter((id) => !found.has(id)).slice(0, SHOWN);
	for (const one of missing.length > 0 ? await store.byIds(missing) : []) found.set(one.id, one);
	return [...found.values()]
		.filter((organization) => organization.id !== except)
		.map((organization) => ({
			organization,
			by: sameNumber(organization, known),
			percent: likeness(key, nameKey(organization.name)),
		}))
		.sort((a, b) => Number(b.by !== "name") - Number(a.by !== "name") || b.percent - a.percent)
		.slice(0, SHOWN);
}

/** Approved organizations whose name has all these words, or is nearly this one. */
export async function named(text: string, limit: number): Promise<Organization[]> {
	const words = ownWords(text).filter((word) => word !== "");
	if (words.length === 0) return [];
	const [having, alike] = await Promise.all([
		findInRegister({ states: ["approved"], words }, {}, limit),
		alikeIds(words.join(""), ["approved"]),
	]);
	const known = new Set(having.list.map(({ id }) => id));
	const others = await store.byIds(alike.filter((id) => !known.has(id)).slice(0, limit));
	return [...having.list, ...others].filter(({ state }) => state === "approved").slice(0, limit);
}

function sameNumber(organization: Organization, { registrationNumber, nationalId }: Known): Match["by"] {
	if (nationalId !== undefined && organization.nationalId === nationalId) return "nationalId";
	if (registrationNumber !== undefined && organization.registrationNumber === registrationNumber)
		return "registrationNumber";
	return "name";
}

/** The most alike first. Looks up only the rarest trigrams, as many as an alike name cannot avoid. */
async function alikeIds(key: string, states: readonly OrganizationState[]): Promise<string[]> {
	const trigrams = trigramsOf(key);
	if (trigrams.length === 0) return [];
	const counts = await similar.countTrigrams(trigrams, COMMON);
	const rarest = [...trigrams].sort((a, b) => (counts.get(a) ?? 0) - (counts.get(b) ?? 0));
	const candidates = await similar.withTrigrams(rarest.slice(0, lookupsNeeded(trigrams.length)), states, CANDIDATES);
	return candidates
		.map((one) => ({ id: one.id, percent: likeness(key, one.nameKey) }))
		.filter(({ percent }) => percent >= ALIKE)
		.sort((a, b) => b.percent - a.percent)
		.map(({ id }) => id);
}

function plainDigits(text: string): string {
	return normaliseDigits(text).replace(/\D/g, "");
}
