/** What is done with organizations: apply, correct, withdraw; approve, ask for more, reject; see where one stands. */
import type { Membership } from "../domain/membership.ts";
import {
	type ApplicationEvent,
	type ApplicationStep,
	decisionReason,
	lastStep,
	ORGANIZATION_ANSWERS,
	type Organization,
	type OrganizationAnswer,
	type OrganizationDetails,
	stateAfter,
} from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import type { Actor } from "../domain/person.ts";
import { changedAnswers, detailsFrom, type RegistrationAnswers } from "../domain/registration.ts";
import { newId } from "../kit/ids.ts";
import { done, type Refusal, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import { nextNumber } from "../store/counters.ts";
import { isDuplicate } from "../store/duplicateKey.ts";
import * as memberships from "../store/memberships.ts";
import * as store from "../store/organizations.ts";
import * as people from "../store/people.ts";
import { transaction } from "../store/transaction.ts";
import { owe } from "./deliveries.ts";
import * as documents from "./documents.ts";
import { unknownOf } from "./lists.ts";
import { codeOf, jalaliYearOf } from "./organizationCodes.ts";

/** More applications at once than this by one person are no register any more. */
const OPEN_APPLICATIONS = 5;

/** Which application a decision is about, as the coordinator saw it. */
export interface Application {
	organizationId: string;
	round: number;
}

/**
 * A director applies for their organization; the coordinators get a card. The same draft sent twice is one application.
 * Refuses `incomplete` with the question whose answer is missing or wrong.
 */
export async function register(
	actor: Actor,
	answers: RegistrationAnswers,
	now: Date,
	draft: { requestId: string },
): Promise<Result<Organization, "notAllowed" | "incomplete" | "tooManyOpen">> {
	if (!may(actor, "organization.register")) return refuse("notAllowed");
	const before = await store.byRequestId(draft.requestId);
	if (before) return before.applicantId === actor.person.id ? done(before) : refuse("notAllowed");
	const details = detailsFrom(answers);
	if (!details.ok) return details;
	const unlisted = await unlistedAnswer(details.value);
	if (unlisted) return refuse("incomplete", { question: unlisted });
	if ((await store.countOpen(actor.person.id)) >= OPEN_APPLICATIONS) return refuse("tooManyOpen");

	const organization: Organization = {
		...details.value,
		id: newId(),
		code: await newCode(now),
		state: "waiting",
		steps: [{ event: "applied", at: now, byId: actor.person.id, round: 1, requestId: draft.requestId }],
		round: 1,
		revision: 1,
		applicantId: actor.person.id,
		requestId: draft.requestId,
		appliedAt: now,
	};
	try {
		await transaction(async () => {
			await store.add(organization);
			await introduceDirector(actor, details.value);
			await tellCoordinators(organization, now);
			await note(organization, "applied", actor, now);
		});
	} catch (error) {
		// The same draft sent by two taps at once: the other one has it.
		const other = isDuplicate(error) ? await store.byRequestId(draft.requestId) : undefined;
		if (!other) throw error;
		return done(other);
	}
	return done(organization);
}

/** An answer that no list the admins keep has, or ever had. */
async function unlistedAnswer(details: OrganizationDetails): Promise<OrganizationAnswer | undefined> {
	const { fields, licensingAuthority } = details;
	if ((await unknownOf("fields", fields)) !== undefined) return "fields";
	if (licensingAuthority === undefined) return undefined;
	return (await unknownOf("authorities", [licensingAuthority])) === undefined ? undefined : "licensingAuthority";
}

/** The applicant answers what was asked, or tries again after a rejection; a new round begins. */
export async function correct(
	actor: Actor,
	input: { organizationId: string; answers: RegistrationAnswers; words?: string; requestId: string },
	now: Date,
): Promise<Result<Organization, "notAllowed" | "incomplete" | "nothingToCorrect" | "changedMeanwhile">> {
	const found = await store.byId(input.organizationId);
	if (!found || !may(actor, "organization.correct", found)) return refuse("notAllowed");
	if (found.steps.some((step) => step.requestId === input.requestId)) return done(found);
	const state = stateAfter(found.state, "corrected");
	if (!state) return refuse("nothingToCorrect");
	const details = detailsFrom(input.answers);
	if (!details.ok) return details;
	const unlisted = await unlistedAnswer(details.value);
	if (unlisted) return refuse("incomplete", { question: unlisted });

	const round = found.round + 1;
	const step: ApplicationStep = {
		event: "corrected",
		at: now,
		byId: actor.person.id,
		round,
		requestId: input.requestId,
	};
	if (input.words) step.words = input.words;
	const { id, code, applicantId, requestId, appliedAt, revision } = found;
	const after: Organization = {
		...details.value,
		...{ id, code, applicantId, requestId, appliedAt },
		state,
		steps: [...found.steps, step],
		round,
		revision: revision + 1,
	};
	const changed = changedAnswers(found, after);
	if (changed.length > 0) step.answers = changed;
	const won = await transaction(async () => {
		if (!(await store.changeAt(found, after))) return false;
		await tellCoordinators(after, now);
		await changeCards(after, found.round, now);
		await note(after, "corrected", actor, now);
		return true;
	});
	return won ? done(after) : refuse("changedMeanwhile");
}

/** The applicant takes the application back. */
export async function withdraw(
	actor: Actor,
	organizationId: string,
	now: Date,
): Promise<Result<Organization, "notAllowed" | "alreadyDecided">> {
	const found = await store.byId(organizationId);
	if (!found || !may(actor, "organization.withdraw", found)) return refuse("notAllowed");
	if (found.state === "withdrawn") return done(found);
	return await close(actor, found, "withdrawn", {}, now);
}

/** The organization becomes part of the register, its applicant becomes its director. The first decision counts. */
export async function approve(actor: Actor, application: Application, now: Date): Promise<Decided> {
	return await decide(actor, application, "approved", {}, now);
}

/** The applicant is asked; they correct the answers named, or answer in words. */
export async function askForMore(
	actor: Actor,
	application: Application & { question: string; answers: OrganizationAnswer[] },
	now: Date,
): Promise<Decided> {
	const words = decisionReason.safeParse(application.question);
	if (!words.success) return refuse("incomplete", { question: "question" });
	const answers = ORGANIZATION_ANSWERS.filter((answer) => application.answers.includes(answer));
	return await decide(actor, application, "askedForMore", { words: words.data, answers }, now);
}

/** The application is refused, with a reason the applicant is told. */
export async function reject(actor: Actor, application: Application & { reason: string }, now: Date): Promise<Decided> {
	const words = decisionReason.safeParse(application.reason);
	if (!words.success) return refuse("incomplete", { question: "reason" });
	return await decide(actor, application, "rejected", { words: words.data }, now);
}

export type Decided = Result<Organization, "notAllowed" | "alreadyDecided" | "changedMeanwhile" | "incomplete">;

async function decide(
	actor: Actor,
	application: Application,
	event: "approved" | "askedForMore" | "rejected",
	more: Pick<ApplicationStep, "words" | "answers">,
	now: Date,
): Promise<Decided> {
	const found = await store.byId(application.organizationId);
	if (!found || !may(actor, "organization.decide", found)) return refuse("notAllowed");
	if (found.round !== application.round) return refuse("changedMeanwhile");
	const last = lastStep(found);
	const again = last?.event === event && last.byId === actor.person.id && last.words === more.words;
	if (again) return done(found);
	return await close(actor, found, event, more, now);
}

/** Ends the round on condition that nobody else ended it first. */
async function close(
	actor: Actor,
	found: Organization,
	event: ApplicationEvent,
	more: Pick<ApplicationStep, "words" | "answers">,
	now: Date,
): Promise<Result<Organization, "alreadyDecided">> {
	const state = stateAfter(found.state, event);
	if (!state) return alreadyDecided(found);
	const step: ApplicationStep = { event, at: now, byId: actor.person.id, round: found.round };
	if (more.words !== undefined) step.words = more.words;
	if (more.answers !== undefined) step.answers = more.answers;
	const after: Organization = { ...found, state, steps: [...found.steps, step], revision: found.revision + 1 };
	const won = await transaction(async () => {
		if (!(await store.changeAt(found, after))) return false;
		if (event === "approved") {
			await memberships.put(directorship(after, now));
			await firstDocument(after, now);
		}
		if (event !== "withdrawn") await tellApplicant(after, event, now);
		await changeCards(after, after.round, now);
		await note(after, event, actor, now);
		return true;
	});
	if (won) return done(after);
	return alreadyDecided((await store.byId(found.id)) ?? found);
}

/** The photo of the license that came with the registration. */
async function firstDocument({ id, applicantId, licenseFile }: Organization, now: Date): Promise<void> {
	if (!licenseFile) return;
	const file = {
		...licenseFile,
		uniqueId: "",
		name: "",
		mime: licenseFile.kind === "photo" ? "image/jpeg" : "",
		bytes: 0,
	};
	await documents.put(
		{ organizationId: id, kind: "license", file, byId: applicantId, requestId: `license:${id}` },
		now,
	);
}

/** Who was first and when, for the sentence that says so. */
function alreadyDecided(organization: Organization): Refusal<"alreadyDecided"> {
	const last = lastStep(organization);
	return refuse("alreadyDecided", {
		event: last?.event ?? organization.state,
		byId: last?.byId ?? "",
		at: last?.at.getTime() ?? 0,
	});
}

function directorship(organization: Organization, now: Date): Membership {
	return {
		id: newId(),
		personId: organization.applicantId,
		organizationId: organization.id,
		role: "director",
		status: "active",
		since: now,
	};
}

/** The applicant speaks for the organization: how they are called is known from now on. */
async function introduceDirector(actor: Actor, details: OrganizationDetails): Promise<void> {
	const { name, title, phone } = details.director;
	if (actor.person.name === undefined) await people.change(actor.person.id, { name, title, phone });
}

async function tellCoordinators(organization: Organization, now: Date): Promise<void> {
	await owe([
		{
			key: cardKey(organization.id, organization.round),
			kind: "organization.applied",
			refs: { organizationId: organization.id, round: organization.round },
			to: { audience: { rule: "role", role: "coordinator" } },
			dueAt: now,
		},
	]);
}

/** Every coordinator's card of a round says what became of it. */
async function changeCards(organization: Organization, round: number, now: Date): Promise<void> {
	const card = cardKey(organization.id, round);
	await owe([
		{
			key: `${card}:edit:${organization.revision}`,
			operation: "edit",
			target: card,
			kind: "organization.applied",
			refs: { organizationId: organization.id, round },
			to: { audience: { rule: "role", role: "coordinator" } },
			dueAt: now,
			urgent: true,
		},
	]);
}

async function tellApplicant(organization: Organization, event: ApplicationEvent, now: Date): Promise<void> {
	await owe([
		{
			key: `organization.${event}:${organization.id}:${organization.revision}`,
			kind: `organization.${event}`,
			refs: { organizationId: organization.id, round: organization.round },
			to: { personId: organization.applicantId },
			dueAt: now,
			urgent: true,
		},
	]);
}

function cardKey(organizationId: string, round: number): string {
	return `organization.applied:${organizationId}:${round}`;
}

async function note(organization: Organization, event: ApplicationEvent, actor: Actor, now: Date): Promise<void> {
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: `organization.${event}`,
		thing: { kind: "organization", id: organization.id },
		details: { code: organization.code, round: organization.round, revision: organization.revision },
	});
}

/** Where each organization of the actor's stands, the newest first. */
export async function mine(actor: Actor): Promise<Organization[]> {
	const [applied, belongs] = await Promise.all([
		store.byApplicant(actor.person.id),
		store.byIds(actor.memberships.map((membership) => membership.organizationId)),
	]);
	return [...new Map([...applied, ...belongs].map((organization) => [organization.id, organization])).values()];
}

/** The organizations the actor belongs to, in the order they came to them. */
export async function placesOf(actor: Actor): Promise<Organization[]> {
	const ids = actor.memberships.map(({ organizationId }) => organizationId);
	const found = new Map((await store.byIds(ids)).map((organization) => [organization.id, organization]));
	return ids.flatMap((id) => found.get(id) ?? []);
}

/** One organization, for those who may see it. */
export async function see(actor: Actor, organizationId: string): Promise<Result<Organization, "notFound">> {
	return visible(actor, await store.byId(organizationId));
}

/** The same for what only few may see (phone numbers, the license): that a coordinator looked is noted. */
export async function seePersonal(
	actor: Actor,
	organizationId: string,
	what: "details" | "license",
	now: Date,
): Promise<Result<Organization, "notFound">> {
	const found = await see(actor, organizationId);
	if (!found.ok || may(actor, "organization.withdraw", found.value)) return found;
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: `organization.seen.${what}`,
		thing: { kind: "organization", id: organizationId },
	});
	return found;
}

/** Opens an organization by the code a person typed, in any digits and case. */
export async function byCode(actor: Actor, code: string): Promise<Result<Organization, "notFound">> {
	return visible(actor, await store.byCode(code.trim().toUpperCase()));
}

/** What one may not see does not exist for them. */
function visible(actor: Actor, organization: Organization | undefined): Result<Organization, "notFound"> {
	return organization && may(actor, "organization.see", organization) ? done(organization) : refuse("notFound");
}

export interface WaitingPage {
	list: Organization[];
	/** All that wait; 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
}

/** One page of the applications that wait for a decision, the oldest first. */
export async function waiting(
	actor: Actor,
	from: { after?: string; before?: string },
	limit = 6,
): Promise<Result<WaitingPage, "notAllowed">> {
	if (!may(actor, "organization.seeWaiting")) return refuse("notAllowed");
	const [found, count] = await Promise.all([store.page("waiting", from, limit + 1), store.count("waiting")]);
	const list = from.before === undefined ? found.slice(0, limit) : found.slice(-limit);
	return done({ list, count, hasMore: found.length > limit });
}

/** "O-1405-0042" */
async function newCode(now: Date): Promise<string> {
	const year = jalaliYearOf(now);
	return codeOf(year, await nextNumber(`O-${year}`));
}
