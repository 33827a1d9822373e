/** Claiming an imported organization: with the code on paper at once, with its number when a coordinator agrees. */
import { type Claim, claimCodeHash, claimKey, readClaimKey, WRONG_CODES_A_DAY } from "../domain/claim.ts";
import type { Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import { type Actor, type Person, personName, TITLES, type Title } from "../domain/person.ts";
import { newId } from "../kit/ids.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import * as store from "../store/claims.ts";
import * as invitations from "../store/invitations.ts";
import * as memberships from "../store/memberships.ts";
import * as organizations from "../store/organizations.ts";
import * as people from "../store/people.ts";
import * as similar from "../store/similarOrganizations.ts";
import { transaction } from "../store/transaction.ts";
import { owe } from "./deliveries.ts";
import { passToDirector } from "./joinRequests/index.ts";
import { getToKnow } from "./people.ts";

const DAY_MS = 24 * 3600_000;
/** Who waits for more organizations than this is looking around. */
const OPEN_CLAIMS = 3;

export interface ClaimAnswers {
	/** A code or a registration number. */
	key: string;
	directorName: string;
	directorTitle: Title;
	phone: string;
}

/** `claimed`: the person is its director from now on. `asked`: the secretariat decides. */
export type Claimed = { state: "claimed" | "asked"; organization: Organization };

type ClaimReason =
	| "notAllowed"
	| "incomplete"
	| "wrongCode"
	| "tooManyGuesses"
	| "numberNotFound"
	| "alreadyClaimed"
	| "severalWithNumber"
	| "tooManyOpen";

/** The same draft sent twice is one claim. A wrong key asks for the key again. */
export async function claim(
	actor: Actor,
	answers: ClaimAnswers,
	now: Date,
	draft: { requestId: string },
): Promise<Result<Claimed, ClaimReason>> {
	if (!may(actor, "claim.ask")) return refuse("notAllowed");
	const key = claimKey.safeParse(answers.key);
	if (!key.success) return refuse("incomplete", { question: "key" });
	const name = personName.safeParse(answers.directorName);
	if (!name.success) return refuse("incomplete", { question: "directorName" });
	if (!TITLES.includes(answers.directorTitle)) return refuse("incomplete", { question: "directorTitle" });
	if (!/^\+\d{8,15}$/.test(answers.phone)) return refuse("incomplete", { question: "phone" });
	const director = { name: name.data, title: answers.directorTitle, phone: answers.phone };
	const typed = readClaimKey(key.data);
	const sent = await store.byRequestId(draft.requestId);
	if (sent) return await again(actor, sent);
	return "code" in typed
		? await claimWithCode(actor, typed.code, director, now, draft)
		: await askWithNumber(actor, typed.registrationNumber, director, now, draft);
}

async function again(actor: Actor, { personId, organizationId, state }: Claim): Promise<Result<Claimed, ClaimReason>> {
	const organization = await organizations.byId(organizationId);
	if (!organization || personId !== actor.person.id) return refuse("notAllowed");
	return done({ state: state === "waiting" ? "asked" : "claimed", organization });
}

async function claimWithCode(
	actor: Actor,
	code: string,
	director: Claim["director"],
	now: Date,
	{ requestId }: { requestId: string },
): Promise<Result<Claimed, ClaimReason>> {
	const personId = actor.person.id;
	const today = now.toISOString().slice(0, 10);
	if ((await store.guesses(personId, today)) >= WRONG_CODES_A_DAY) return refuse("tooManyGuesses");
	const hash = claimCodeHash(code);
	const organizationId = await store.organizationByHash(hash, now);
	const organization = organizationId === undefined ? undefined : await organizations.byId(organizationId);
	if (!organization?.unclaimed) {
		const guessed = await store.countGuess(personId, today, new Date(now.getTime() + DAY_MS));
		return guessed > WRONG_CODES_A_DAY ? refuse("tooManyGuesses") : refuse("wrongCode", { question: "key" });
	}
	const won = await transaction(async () => {
		if (!(await store.useCode(organization.id, hash))) return false;
		if (!(await becomeDirector(actor.person, organization, director, now, { byId: personId, how: "code" })))
			return false;
		const decided = { askedAt: now, decidedAt: now, decidedById: personId };
		const claimed: Claim = {
			id: newId(),
			organizationId: organization.id,
			personId,
			state: "approved",
			director,
			requestId,
			...decided,
		};
		await store.add(claimed);
		return true;
	});
	return won ? done({ state: "claimed", organization }) : refuse("wrongCode", { question: "key" });
}

async function askWithNumber(
	actor: Actor,
	registrationNumber: string,
	director: Claim["director"],
	now: Date,
	{ requestId }: { requestId: string },
): Promise<Result<Claimed, ClaimReason>> {
	const [organization, another] = await similar.sameAs({ registrationNumber }, ["approved"], 2);
	if (!organization) return refuse("numberNotFound", { question: "key" });
	if (another) return refuse("severalWithNumber", { question: "key" });
	if (!organization.unclaimed) return refuse("alreadyClaimed", { question: "key" });
	const waiting = await store.waitingOf(actor.person.id);
	if (waiting.some(({ organizationId }) => organizationId === organization.id))
		return done({ state: "asked", organization });
	if (waiting.length >= OPEN_CLAIMS) return refuse("tooManyOpen");
	const asked: Claim = {
		id: newId(),
		organizationId: organization.id,
		personId: actor.person.id,
		state: "waiting",
		director,
		requestId,
		askedAt: now,
	};
	await transaction(async () => {
		await store.add(asked);
		await getToKnow(actor.person, director);
		await owe([
			{
				key: cardKey(asked.id),
				kind: "claim.asked",
				refs: { claimId: asked.id },
				to: { audience: { rule: "role", role: "coordinator" } },
				dueAt: now,
			},
		]);
		await note("claim.asked", actor.person.id, organization.id, now, { claimId: asked.id });
	});
	return done({ state: "asked", organization });
}

/** A coordinator lets somebody speak for the organization, or does not. The first decision counts. */
export async function decide(
	actor: Actor,
	claimId: string,
	decision: "approved" | "rejected",
	now: Date,
): Promise<Result<Claim, "notAllowed" | "alreadyDecided" | "alreadyClaimed">> {
	const asked = await store.byId(claimId);
	const organization = asked && (await organizations.byId(asked.organizationId));
	if (!asked || !organization || !may(actor, "claim.decide", organization)) return refuse("notAllowed");
	// Nobody decides on a claim of their own.
	if (asked.personId === actor.person.id) return refuse("notAllowed");
	if (asked.state === decision && asked.decidedById === actor.person.id) return done(asked);
	if (asked.state !== "waiting") return refuse("alreadyDecided");
	if (decision === "approved" && !organization.unclaimed) return refuse("alreadyClaimed");
	const person = await people.byId(asked.personId);
	if (decision === "approved" && !person) return refuse("alreadyDecided");
	const won = await transaction(async () => {
		const set = { state: decision, decidedAt: now, decidedById: actor.person.id };
		if (!(await store.decide(claimId, set))) return false;
		if (decision === "approved" && person) {
			const how = { byId: actor.person.id, how: "approval" } as const;
			if (!(await becomeDirector(person, organization, asked.director, now, how))) throw new Error("claimed meanwhile");
		}
		await tellDecided(asked, now);
		await note(`claim.${decision}`, actor.person.id, organization.id, now, { claimId });
		return true;
	});
	const after = await store.byId(claimId);
	return won && after ? done(after) : refuse("alreadyDecided");
}

/** Part of a transaction. False when somebody speaks for it already. */
async function becomeDirector(
	person: Person,
	organization: Organization,
	director: Claim["director"],
	now: Date,
	{ byId, how }: { byId: string; how: "code" | "approval" },
): Promise<boolean> {
	if (await memberships.directorOf(organization.id)) return false;
	const before = await memberships.placeOf(person.id, organization.id);
	if (before) await memberships.end(before.id, now);
	await memberships.add({
		id: newId(),
		personId: person.id,
		organizationId: organization.id,
		role: "director",
		status: "active",
		since: now,
	});
	await organizations.setDirector(organization.id, person.id, director);
	await getToKnow(person, director);
	await store.removeCode(organization.id);
	await invitations.revokeAll(organization.id, "director", now);
	await passToDirector(organization.id, person.id, now);
	await note("organization.claimed", byId, organization.id, now, { personId: person.id, how });
	// Who else asked is told, and the cards say so.
	for (const other of await store.waitingFor(organization.id)) {
		if (other.personId === person.id && how === "approval") continue;
		await store.decide(other.id, { state: "rejected", decidedAt: now, decidedById: byId });
		await tellDecided(other, now);
	}
	return true;
}

/** The cards of all coordinators change; the claimant is told. */
async function tellDecided({ id, personId }: Claim, now: Date): Promise<void> {
	await owe([
		{
			key: `${cardKey(id)}:edit`,
			operation: "edit",
			target: cardKey(id),
			kind: "claim.asked",
			refs: { claimId: id },
			to: { audience: { rule: "role", role: "coordinator" } },
			dueAt: now,
			urgent: true,
		},
		{
			key: `claim.decided:${id}`,
			kind: "claim.decided",
			refs: { claimId: id },
			to: { personId },
			dueAt: now,
			urgent: true,
		},
	]);
}

function cardKey(claimId: string): string {
	return `claim.asked:${claimId}`;
}

export interface ClaimCard {
	claim: Claim;
	organization: Organization;
	decidedBy: Person | undefined;
}

/** A claim with what its card needs; undefined when it is gone. */
export async function cardOf(claimId: string): Promise<ClaimCard | undefined> {
	const found = await store.byId(claimId);
	const organization = found && (await organizations.byId(found.organizationId));
	if (!found || !organization) return undefined;
	const decidedBy = found.decidedById === undefined ? undefined : await people.byId(found.decidedById);
	return { claim: found, organization, decidedBy };
}

async function note(
	action: string,
	byId: string,
	organizationId: string,
	now: Date,
	details: Record<string, string>,
): Promise<void> {
	await audit.add({ at: now, byId, action, thing: { kind: "organization", id: organizationId }, details });
}
