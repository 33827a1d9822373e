/** What coordinators do with the register of organizations: look through it, open one, reach it, suspend it, restore it. */

import { queryWords } from "../domain/finding.ts";
import type { Membership } from "../domain/membership.ts";
import {
	type ApplicationEvent,
	type ApplicationStep,
	decisionReason,
	lastStep,
	type Organization,
	stateAfter,
} from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import { dayAt, LAPSES_WITHIN_DAYS, type RegisterFilter, STATE_GROUPS, staleBefore } from "../domain/register.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import * as memberships from "../store/memberships.ts";
import * as neighbourhoods from "../store/neighbourhoods.ts";
import * as organizations from "../store/organizations.ts";
import * as store from "../store/register.ts";
import { transaction } from "../store/transaction.ts";
import { neighbourhoodNames } from "./cards.ts";
import { endSeatsOf } from "./committees/index.ts";
import { owe } from "./deliveries.ts";
import { named } from "./people.ts";

export interface RegisterPage {
	list: Organization[];
	/** 1001 means more than a thousand. */
	count: number;
	/** Whether there are more in the direction one turned to. */
	hasMore: boolean;
	/** The name of the neighbourhood that is asked for. */
	neighbourhood?: string;
}

/** One page of the organizations that are asked for: by name, or by what a filter is about. */
export async function list(
	actor: Actor,
	filter: RegisterFilter,
	from: { after?: string; before?: string },
	now: Date,
	limit = 6,
): Promise<Result<RegisterPage, "notAllowed">> {
	if (!may(actor, "register.see")) return refuse("notAllowed");
	const finding = findingOf(filter, now);
	// Signs alone are the beginning of nothing.
	const wordless = filter.words !== undefined && finding.words?.length === 0;
	const [found, [neighbourhood]] = await Promise.all([
		wordless ? { list: [], count: 0 } : store.find(finding, from, limit + 1),
		filter.neighbourhoodId === undefined ? [] : neighbourhoods.byIds([filter.neighbourhoodId]),
	]);
	const shown = from.before === undefined ? found.list.slice(0, limit) : found.list.slice(-limit);
	return done({
		list: shown,
		count: found.count,
		hasMore: found.list.length > limit,
		...(neighbourhood ? { neighbourhood: neighbourhood.name } : {}),
	});
}

function findingOf(
	{ states, words, field, neighbourhoodId, license, stale }: RegisterFilter,
	now: Date,
): store.Finding {
	const today = dayAt(now);
	const lapses = license === "lapsed" ? { before: today } : { from: today, before: dayAt(now, LAPSES_WITHIN_DAYS + 1) };
	return {
		states: STATE_GROUPS[states],
		words: queryWords(words ?? ""),
		...(field === undefined ? {} : { field }),
		...(neighbourhoodId === undefined ? {} : { neighbourhoodId }),
		...(license === undefined ? {} : { license: lapses }),
		...(stale ? { unchangedSince: staleBefore(now) } : {}),
	};
}

export interface RegisterCard {
	organization: Organization;
	neighbourhoods: string[];
	/** Its active people, the director included; 1001 means more than a thousand. */
	members: number;
	/** Who suspended it, while it is. */
	suspendedBy: Person | undefined;
	viewer: Actor;
	now: Date;
}

/** One organization as the register has it. */
export async function open(actor: Actor, organizationId: string, now: Date): Promise<Result<RegisterCard, "notFound">> {
	const organization = await inRegister(actor, organizationId);
	if (!organization) return refuse("notFound");
	const last = lastStep(organization);
	const byId = organization.state === "suspended" ? last?.byId : undefined;
	const [places, members, people] = await Promise.all([
		neighbourhoodNames(organization),
		memberships.count(organizationId),
		named([byId]),
	]);
	return done({
		organization,
		neighbourhoods: places,
		members,
		suspendedBy: people.get(byId ?? ""),
		viewer: actor,
		now,
	});
}

export interface Contact {
	organization: Organization;
	/** Whoever speaks for it now; none when nobody does. */
	director: Person | undefined;
}

/** How the organization is reached; that a coordinator looked is noted. */
export async function contact(actor: Actor, organizationId: string, now: Date): Promise<Result<Contact, "notFound">> {
	const organization = await inRegister(actor, organizationId);
	if (!organization) return refuse("notFound");
	const place = await memberships.directorOf(organizationId);
	const people = await named([place?.personId]);
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: "organization.seen.contact",
		thing: { kind: "organization", id: organizationId },
	});
	return done({ organization, director: people.get(place?.personId ?? "") });
}

export interface History {
	organization: Organization;
	/** The newest first. */
	steps: ApplicationStep[];
	/** Who was its director, the newest first. */
	directors: Membership[];
	people: ReadonlyMap<string, Person>;
}

/** More of it than this does not fit one screen. */
const SHOWN = 8;

/** What was decided about the organization and who spoke for it. */
export async function history(actor: Actor, organizationId: string): Promise<Result<History, "notFound">> {
	const organization = await inRegister(actor, organizationId);
	if (!organization) return refuse("notFound");
	const steps = organization.steps.slice(-SHOWN).reverse();
	const [director, former] = await Promise.all([
		memberships.directorOf(organizationId),
		memberships.formerDirectors(organizationId, SHOWN),
	]);
	const directors = director ? [director, ...former] : former;
	const people = await named([...steps.map(({ byId }) => byId), ...directors.map(({ personId }) => personId)]);
	return done({ organization, steps, directors, people });
}

export type Changed = Result<Organization, "notAllowed" | "incomplete" | "alreadyDone" | "changedMeanwhile">;

/** An approved organization is set out of the register for a reason its director is told. */
export async function suspend(
	actor: Actor,
	input: { organizationId: string; reason: string },
	now: Date,
): Promise<Changed> {
	const words = decisionReason.safeParse(input.reason);
	if (!words.success) return refuse("incomplete", { question: "reason" });
	return await change(actor, input.organizationId, "suspended", now, words.data);
}

/** A suspended organization is part of the register again. */
export async function restore(actor: Actor, organizationId: string, now: Date): Promise<Changed> {
	return await change(actor, organizationId, "restored", now);
}

async function change(
	actor: Actor,
	organizationId: string,
	event: Extract<ApplicationEvent, "suspended" | "restored">,
	now: Date,
	words?: string,
): Promise<Changed> {
	const found = await organizations.byId(organizationId);
	if (!found || !may(actor, "organization.suspend", found)) return refuse("notAllowed");
	const state = stateAfter(found.state, event);
	if (!state) {
		const last = lastStep(found);
		const again = last?.event === event && last.byId === actor.person.id && last.words === words;
		return again ? done(found) : refuse("alreadyDone");
	}
	const step: ApplicationStep = { event, at: now, byId: actor.person.id, round: found.round };
	if (words !== undefined) step.words = words;
	const after: Organization = { ...found, state, steps: [...found.steps, step], revision: found.revision + 1 };
	const director = await memberships.directorOf(organizationId);
	const won = await transaction(async () => {
		if (!(await organizations.changeAt(found, after))) return false;
		if (event === "suspended") await endSeatsOf({ kind: "organization", id: organizationId }, "suspended", actor, now);
		await audit.add({
			at: now,
			byId: actor.person.id,
			action: `organization.${event}`,
			thing: { kind: "organization", id: organizationId },
			details: { code: after.code, revision: after.revision },
		});
		if (director) {
			await owe([
				{
					key: `organization.${event}:${organizationId}:${after.revision}`,
					kind: `organization.${event}`,
					refs: { organizationId, revision: after.revision },
					to: { personId: director.personId },
					dueAt: now,
					urgent: true,
				},
			]);
		}
		return true;
	});
	return won ? done(after) : refuse("changedMeanwhile");
}

/** What a coordinator may open here; for anybody else it does not exist. */
async function inRegister(actor: Actor, organizationId: string): Promise<Organization | undefined> {
	if (!may(actor, "register.see")) return undefined;
	const organization = await organizations.byId(organizationId);
	return may(actor, "organization.see", organization) ? organization : undefined;
}
