/** Changes of a profile that others rely on: asked for, decided by a coordinator, taken back; the old answer stands until then. */
import type { SentFile } from "../domain/document.ts";
import { decisionReason, type Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import {
	type ProfileAnswer,
	type ProfileAnswers,
	type ProfileChange,
	profileAnswers,
	whatDiffers,
	withAnswers,
} from "../domain/profile.ts";
import { newId } from "../kit/ids.ts";
import { done, type Refusal, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import * as memberships from "../store/memberships.ts";
import * as organizations from "../store/organizations.ts";
import * as people from "../store/people.ts";
import * as store from "../store/profileChanges.ts";
import * as similar from "../store/similarOrganizations.ts";
import { transaction } from "../store/transaction.ts";
import { owe } from "./deliveries.ts";
import * as documents from "./documents.ts";

/** No change: what was given is what stands already. */
export type Changed = { organization: Organization; change: ProfileChange | undefined };

export type Unchanged = "notAllowed" | "suspended" | "incomplete" | "changedMeanwhile";

export function pick(answers: ProfileAnswers, which: (answer: ProfileAnswer) => boolean): ProfileAnswers {
	return Object.fromEntries(Object.entries(answers).filter(([name]) => which(name as ProfileAnswer)));
}

export function newChange(
	actor: Actor,
	organization: Organization,
	answers: ProfileAnswer[],
	now: Date,
	requestId: string,
): ProfileChange {
	return {
		id: newId(),
		organizationId: organization.id,
		byId: actor.person.id,
		at: now,
		requestId,
		state: "waiting",
		answers,
	};
}

/** A newer change takes the place of the one that waits, and carries what that one asked for. */
export async function propose(
	actor: Actor,
	organization: Organization,
	given: ProfileAnswers,
	now: Date,
	requestId: string,
): Promise<Result<Changed, Unchanged>> {
	const waiting = await store.waitingOf(organization.id);
	const wanted = whatDiffers(organization, { ...waiting?.after, ...given });
	const names = Object.keys(wanted) as ProfileAnswer[];
	if (!waiting && names.length === 0) return done({ organization, change: undefined });
	const checked = withAnswers(organization, wanted);
	if (!checked.ok) return checked;
	if (waiting) await endWaiting(waiting, names.length === 0 ? "withdrawn" : "replaced", actor, now);
	// The answers are again what they were: there is nothing to approve any more.
	if (waiting && names.length === 0) return done({ organization, change: { ...waiting, state: "withdrawn" } });
	const before = pick(profileAnswers(organization), (name) => names.includes(name));
	const change = { ...newChange(actor, organization, names, now, requestId), before, after: wanted };
	await store.add(change);
	await owe([cardOf(change, now)]);
	await note("profile.changeProposed", actor.person.id, organization.id, now, { changeId: change.id });
	return done({ organization, change });
}

async function endWaiting(
	change: ProfileChange,
	state: "withdrawn" | "replaced",
	actor: Actor,
	now: Date,
): Promise<boolean> {
	if (!(await store.end(change.id, { state, decidedAt: now, decidedById: actor.person.id }))) return false;
	await owe([cardEdit(change, state, now)]);
	await note(`profile.change.${state}`, actor.person.id, change.organizationId, now, { changeId: change.id });
	return true;
}

export type Decided = Result<
	{ organization: Organization; change: ProfileChange },
	"notAllowed" | "alreadyDecided" | "changedMeanwhile" | "incomplete"
>;

/** What the director asked for holds from now on. The first decision counts. */
export async function approve(actor: Actor, changeId: string, now: Date): Promise<Decided> {
	return await transaction(async () => {
		const found = await forDecision(actor, changeId, "approved");
		if (!found.ok || found.value.change.state !== "waiting") return found;
		const { organization, change } = found.value;
		const wanted = change.after ?? {};
		const changed = withAnswers(organization, wanted);
		if (!changed.ok) return changed;
		const after = { ...changed.value, revision: organization.revision + 1, confirmedAt: now };
		if (!(await organizations.changeAt(organization, after))) return refuse("changedMeanwhile");
		const decision = { decidedAt: now, decidedById: actor.person.id, revision: after.revision };
		const ended = await store.end(changeId, { state: "approved", ...decision });
		if (!ended) throw new Error("a change that waits was decided inside our own transaction");
		await takePapers(after, change, now);
		await tell(ended, "approved", actor, now);
		return done({ organization: after, change: ended });
	});
}

/** A license that was approved becomes a document; who is not registered any more has none. */
async function takePapers(organization: Organization, change: ProfileChange, now: Date): Promise<void> {
	const file = change.after?.license as SentFile | undefined;
	if (organization.licenseFile === undefined) await documents.removeLicense(organization.id);
	else if (file) {
		const { byId, requestId } = change;
		await documents.put({ organizationId: organization.id, kind: "license", file, byId, requestId }, now);
	}
}

/** The old answers go on standing; the director is told why. */
export async function reject(actor: Actor, input: { changeId: string; reason: string }, now: Date): Promise<Decided> {
	const reason = decisionReason.safeParse(input.reason);
	if (!reason.success) return refuse("incomplete", { question: "reason" });
	return await transaction(async () => {
		const found = await forDecision(actor, input.changeId, "rejected", reason.data);
		if (!found.ok || found.value.change.state !== "waiting") return found;
		const decision = { decidedAt: now, decidedById: actor.person.id, reason: reason.data };
		const ended = await store.end(input.changeId, { state: "rejected", ...decision });
		if (!ended) throw new Error("a change that waits was decided inside our own transaction");
		await tell(ended, "rejected", actor, now);
		return done({ organization: found.value.organization, change: ended });
	});
}

/** The change while it waits, or as the actor has decided it themselves in the same way. */
async function forDecision(
	actor: Actor,
	changeId: string,
	state: "approved" | "rejected",
	reason?: string,
): Promise<Decided> {
	const change = await store.byId(changeId);
	const organization = change && (await organizations.byId(change.organizationId));
	if (!change || !organization || !may(actor, "profileChange.decide", organization)) return refuse("notAllowed");
	const again = change.state === state && change.decidedById === actor.person.id && change.reason === reason;
	if (change.state === "waiting" || again) return done({ organization, change });
	return isOver(change);
}

/** What is told about a change that does not wait any more. */
export function isOver(change: ProfileChange): Refusal<"alreadyDecided" | "changedMeanwhile"> {
	if (change.state === "withdrawn" || change.state === "replaced") return refuse("changedMeanwhile");
	return refuse("alreadyDecided", { byId: change.decidedById ?? "" });
}

async function tell(change: ProfileChange, event: "approved" | "rejected", actor: Actor, now: Date): Promise<void> {
	const { id, organizationId, byId } = change;
	const director = await memberships.directorOf(organizationId);
	await owe([
		cardEdit(change, event, now),
		{
			key: `profile.${event}:${id}`,
			kind: `profile.${event}`,
			refs: { changeId: id },
			to: { personId: director?.personId ?? byId },
			dueAt: now,
			urgent: true,
		},
	]);
	await note(`profile.change.${event}`, actor.person.id, organizationId, now, { changeId: id });
}

/** The director takes back what waits. */
export async function withdrawChange(
	actor: Actor,
	changeId: string,
	now: Date,
): Promise<Result<Changed, "notAllowed" | "alreadyDecided" | "changedMeanwhile">> {
	const change = await store.byId(changeId);
	const organization = change && (await organizations.byId(change.organizationId));
	if (!change || !organization || !may(actor, "profile.edit", organization)) return refuse("notAllowed");
	if (change.state === "withdrawn") return done({ organization, change });
	if (change.state === "waiting" && (await transaction(() => endWaiting(change, "withdrawn", actor, now))))
		return done({ organization, change: { ...change, state: "withdrawn" } });
	return isOver((await store.byId(changeId)) ?? change);
}

export interface ChangeCard {
	change: ProfileChange;
	organization: Organization;
	/** Who asked for it. */
	by: Person | undefined;
	decidedBy: Person | undefined;
	/** Others of the register that have the number or the id asked for. */
	sameAs: Organization[];
	viewer: Actor;
}

/** One change, for coordinators and for the director. */
export async function seeChange(actor: Actor, changeId: string): Promise<Result<ChangeCard, "notFound">> {
	const card = await changeCard(changeId, actor);
	return card && may(actor, "document.see", card.organization) ? done(card) : refuse("notFound");
}

/** The same for the license it asks for; that a coordinator looked is noted. */
export async function seeNewLicense(
	actor: Actor,
	changeId: string,
	now: Date,
): Promise<Result<ChangeCard, "notFound">> {
	const found = await seeChange(actor, changeId);
	if (found.ok && !may(actor, "profile.edit", found.value.organization))
		await note("organization.seen.license", actor.person.id, found.value.organization.id, now, { changeId });
	return found;
}

/** The card of a change as it stands, for a handler and for a delivery. */
export async function changeCard(changeId: string, viewer: Actor): Promise<ChangeCard | undefined> {
	const change = await store.byId(changeId);
	const organization = change && (await organizations.byId(change.organizationId));
	if (!change || !organization) return undefined;
	const [by, decidedBy, sameAs] = await Promise.all([
		people.byId(change.byId),
		change.decidedById === undefined ? undefined : people.byId(change.decidedById),
		change.state === "waiting" ? othersWith(organization, change) : [],
	]);
	return { change, organization, by, decidedBy, sameAs, viewer };
}

async function othersWith(organization: Organization, { after }: ProfileChange): Promise<Organization[]> {
	const asked: { registrationNumber?: string; nationalId?: string } = {};
	if (typeof after?.registrationNumber === "string") asked.registrationNumber = after.registrationNumber;
	if (typeof after?.nationalId === "string") asked.nationalId = after.nationalId;
	const found = await similar.sameAs(asked, ["approved", "suspended", "waiting"], 4);
	return found.filter(({ id }) => id !== organization.id).slice(0, 3);
}

export interface From {
	after?: string;
	before?: string;
}

export interface ChangesPage {
	list: { change: ProfileChange; organization: Organization }[];
	/** 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
}

/** One page of the changes that wait for a decision, the oldest first. */
export async function waitingChanges(actor: Actor, from: From, limit = 6): Promise<Result<ChangesPage, "notAllowed">> {
	if (!may(actor, "organization.seeWaiting")) return refuse("notAllowed");
	const [found, count] = await Promise.all([store.waiting(from, limit + 1), store.count({ state: "waiting" })]);
	const page = from.before === undefined ? found.slice(0, limit) : found.slice(-limit);
	const known = new Map(
		(await organizations.byIds(page.map(({ organizationId }) => organizationId))).map((one) => [one.id, one]),
	);
	const list = page.flatMap((change) => {
		const organization = known.get(change.organizationId);
		return organization ? [{ change, organization }] : [];
	});
	return done({ list, count, hasMore: from.before !== undefined || found.length > limit });
}

/** How many wait; 1001 means more than a thousand. */
export async function countWaiting(): Promise<number> {
	return await store.count({ state: "waiting" });
}

/** What a person asked for and what they wrote about it goes with them. Part of the transaction that is running. */
export async function forgetPerson(personId: string, now: Date): Promise<void> {
	const waiting = await store.waitingBy(personId);
	await store.removeOf(personId);
	await owe(
		waiting.map((id) => ({
			key: `${cardKey(id)}:forgotten`,
			operation: "delete" as const,
			target: cardKey(id),
			kind: "forgotten",
			refs: {},
			to: OFFICE,
			dueAt: now,
			urgent: true,
		})),
	);
}

const OFFICE = { audience: { rule: "role", role: "coordinator" } } as const;
const cardKey = (changeId: string) => `profile.change:${changeId}`;

function cardOf({ id }: ProfileChange, now: Date) {
	return { key: cardKey(id), kind: "profile.change", refs: { changeId: id }, to: OFFICE, dueAt: now };
}

/** Every coordinator's card says what became of it. */
function cardEdit(change: ProfileChange, event: string, now: Date) {
	const { key, ...card } = cardOf(change, now);
	return { ...card, key: `${key}:edit:${event}`, operation: "edit" as const, target: key, urgent: true };
}

export async function note(
	action: string,
	byId: string,
	organizationId: string,
	now: Date,
	details?: Record<string, string>,
): Promise<void> {
	const line = { at: now, byId, action, thing: { kind: "organization", id: organizationId } };
	await audit.add(details ? { ...line, details } : line);
}
