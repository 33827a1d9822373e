/** Invitations used: opened by their link or by the one who is asked, accepted once, declined. */
import type { Agency } from "../../domain/agency.ts";
import { type Invitation, stateOf } from "../../domain/invitation.ts";
import type { Organization } from "../../domain/organization.ts";
import { may } from "../../domain/permissions.ts";
import { type Actor, hasRole, type Person, personName, TITLES, type Title } from "../../domain/person.ts";
import { newId } from "../../kit/ids.ts";
import { done, type Refusal, type Result, refuse } from "../../kit/result.ts";
import * as agencies from "../../store/agencies.ts";
import { isDuplicate } from "../../store/duplicateKey.ts";
import * as store from "../../store/invitations.ts";
import * as memberships from "../../store/memberships.ts";
import * as organizations from "../../store/organizations.ts";
import * as people from "../../store/people.ts";
import { transaction } from "../../store/transaction.ts";
import { becomeLiaison } from "../agencies/index.ts";
import { owe } from "../deliveries.ts";
import { becomeDirector } from "../directors.ts";
import { hashOf, note } from "./record.ts";

/** By what somebody shows that an invitation is theirs to use. */
export type Proof =
	| { token: string }
	/** The beginning of the token's hash, as a draft keeps it: no way back to the token. */
	| { proof: string }
	/** Of one that asks this very person. */
	| { invitationId: string };

/** The beginning of a token's hash: enough to find the invitation, and short enough for a button. */
export function proofOf(token: string): string {
	return hashOf(token).slice(0, PROOF_LENGTH);
}

const PROOF_LENGTH = 22;

/** Why an invitation is of no use to somebody. */
export const HURDLES = [
	"unknown",
	"expired",
	"usedUp",
	"revoked",
	"declined",
	"own",
	"usedByYou",
	"alreadyMember",
	"alreadyDirector",
	"alreadyCoordinator",
	"alreadyLiaison",
	"agencyRetired",
	"organizationClosed",
] as const;
export type Hurdle = (typeof HURDLES)[number];

export interface Offered {
	invitation: Invitation;
	organization: Organization | undefined;
	agency?: Agency | undefined;
	by: Person | undefined;
}

/** What an invitation offers, or why it is of no use to this person. */
export async function look(actor: Actor, proof: Proof, now: Date): Promise<Result<Offered, Hurdle>> {
	const invitation = await proven(actor, proof);
	if (!invitation) return refuse("unknown");
	const { organizationId, byId } = invitation;
	const organization = organizationId === undefined ? undefined : await organizations.byId(organizationId);
	const by = await people.byId(byId);
	const agency = await agencyOf(invitation);
	const hurdle = hurdleOf(actor, { invitation, organization, agency, by }, now);
	if (hurdle) return refuse(hurdle, organization ? { name: organization.name } : {});
	return done({ invitation, organization, agency, by });
}

async function agencyOf({ agencyId }: Invitation): Promise<Agency | undefined> {
	return agencyId === undefined ? undefined : await agencies.byId(agencyId);
}

async function proven(actor: Actor, proof: Proof): Promise<Invitation | undefined> {
	if ("token" in proof) return await store.byTokenHash(hashOf(proof.token));
	if ("proof" in proof) return proof.proof.length < PROOF_LENGTH ? undefined : await store.byTokenHash(proof.proof);
	const found = await store.byId(proof.invitationId);
	return found && may(actor, "director.accept", found) ? found : undefined;
}

function hurdleOf(actor: Actor, { invitation, organization, agency, by }: Offered, now: Date): Hurdle | undefined {
	const { role, byId } = invitation;
	if (byId === actor.person.id) return "own";
	const place = actor.memberships.find((one) => one.organizationId === organization?.id);
	if (role === "member" && place) return "alreadyMember";
	if (role === "director" && place?.role === "director") return "alreadyDirector";
	if (role === "coordinator" && hasRole(actor, "coordinator")) return "alreadyCoordinator";
	if (role === "liaison" && actor.agencyIds.includes(invitation.agencyId ?? "")) return "alreadyLiaison";
	if (invitation.usedBy.some(({ personId }) => personId === actor.person.id)) return "usedByYou";
	const state = stateOf(invitation, now);
	if (state !== "open") return state;
	// Who is no admin any more opens no door into the secretariat.
	if (role === "coordinator") return by?.roles.includes("admin") ? undefined : "revoked";
	if (role === "liaison") {
		if (!by?.roles.includes("admin")) return "revoked";
		return agency && !agency.retiredAt ? undefined : "agencyRetired";
	}
	return organization?.state === "approved" ? undefined : "organizationClosed";
}

export interface Introduction {
	name: string;
	title: Title;
	/** E.164; of a director. */
	phone?: string;
}

export type AcceptReason = Hurdle | "incomplete";

/** Takes the place that is offered. Of all who try a single-use link at once, one gets in. */
export async function accept(
	actor: Actor,
	proof: Proof,
	introduction: Introduction | undefined,
	now: Date,
): Promise<Result<Offered, AcceptReason>> {
	const invitation = await proven(actor, proof);
	if (invitation && hasTaken(actor, invitation)) {
		const { organizationId = "" } = invitation;
		return done({
			invitation,
			organization: await organizations.byId(organizationId),
			agency: await agencyOf(invitation),
			by: await people.byId(invitation.byId),
		});
	}
	const found = await look(actor, proof, now);
	if (!found.ok) return found;
	const { organization } = found.value;
	const known = introduced(actor, found.value.invitation, introduction);
	if (!known.ok) return known;
	try {
		const used = await transaction(async () => {
			const counted = await store.useOnce(found.value.invitation.id, actor.person.id, now);
			if (!counted) return undefined;
			await people.change(actor.person.id, known.value);
			await takePlace(actor, counted, organization, known.value, now);
			return counted;
		});
		if (used) return done({ ...found.value, invitation: used });
	} catch (error) {
		// Somebody else took the place, or the same person by another way.
		if (!isDuplicate(error)) throw error;
	}
	return await tooLate(actor, proof, now);
}

async function tooLate(actor: Actor, proof: Proof, now: Date): Promise<Refusal<Hurdle>> {
	const found = await look(actor, proof, now);
	return found.ok ? refuse("usedUp") : found;
}

/** The same tap again: the place is theirs by this invitation. */
function hasTaken(actor: Actor, { role, organizationId, agencyId = "", usedBy }: Invitation): boolean {
	if (!usedBy.some(({ personId }) => personId === actor.person.id)) return false;
	if (role === "coordinator") return hasRole(actor, "coordinator");
	if (role === "liaison") return actor.agencyIds.includes(agencyId);
	const place = actor.memberships.find((one) => one.organizationId === organizationId);
	return place !== undefined && (role === "member" || place.role === "director");
}

function introduced(
	actor: Actor,
	{ role }: Invitation,
	introduction: Introduction | undefined,
): Result<{ name: string; title: Title; phone?: string }, "incomplete"> {
	const given = { ...actor.person, ...introduction };
	const name = personName.safeParse(given.name);
	if (!name.success) return refuse("incomplete", { question: "name" });
	const { title = "none", phone } = given;
	if (!TITLES.includes(title)) return refuse("incomplete", { question: "title" });
	if (role === "director" && !/^\+\d{8,15}$/.test(phone ?? "")) return refuse("incomplete", { question: "phone" });
	return done({ name: name.data, title, ...(phone === undefined ? {} : { phone }) });
}

async function takePlace(
	actor: Actor,
	invitation: Invitation,
	organization: Organization | undefined,
	known: { name: string; title: Title; phone?: string },
	now: Date,
): Promise<void> {
	const personId = actor.person.id;
	if (invitation.role === "coordinator") {
		await people.addRole(personId, "coordinator");
		await tellInviter(invitation, invitation.byId, personId, now);
		await note(invitation, "invitationUsed", actor, now);
		return;
	}
	if (invitation.role === "liaison" && invitation.agencyId !== undefined) {
		await becomeLiaison(personId, invitation.agencyId, now);
		await tellInviter(invitation, invitation.byId, personId, now);
		await note(invitation, "invitationUsed", actor, now);
		return;
	}
	if (!organization) throw new Error(`invitation ${invitation.id} leads nowhere`);
	if (invitation.role === "director") {
		return await becomeDirector(actor, invitation, { organization, phone: known.phone ?? "", ...named(known) }, now);
	}
	await memberships.add({
		id: newId(),
		personId,
		organizationId: organization.id,
		role: "member",
		status: "active",
		since: now,
	});
	const director = await memberships.directorOf(organization.id);
	await tellInviter(invitation, director?.personId ?? invitation.byId, personId, now);
	await note(invitation, "invitationUsed", actor, now);
}

function named({ name, title }: { name: string; title: Title }): { name: string; title: Title } {
	return { name, title };
}

async function tellInviter(invitation: Invitation, whom: string, personId: string, now: Date): Promise<void> {
	await owe([
		{
			key: `invitation.used:${invitation.id}:${personId}`,
			kind: "invitation.used",
			refs: { invitationId: invitation.id, personId },
			to: { personId: whom },
			dueAt: now,
		},
	]);
}

/** The one who was asked in chat says no; whoever asked is told. */
export async function decline(actor: Actor, invitationId: string, now: Date): Promise<Result<Offered, Hurdle>> {
	const invitation = await proven(actor, { invitationId });
	if (!invitation) return refuse("unknown");
	const [organization, by] = [
		await organizations.byId(invitation.organizationId ?? ""),
		await people.byId(invitation.byId),
	];
	if (invitation.declinedAt) return done({ invitation, organization, by });
	const won = await transaction(async () => {
		if (!(await store.decline(invitationId, now))) return false;
		await owe([
			{
				key: `director.declined:${invitationId}`,
				kind: "director.declined",
				refs: { invitationId },
				to: { personId: invitation.byId },
				dueAt: now,
				urgent: true,
			},
		]);
		await note(invitation, "directorDeclined", actor, now);
		return true;
	});
	if (!won) return await tooLate(actor, { invitationId }, now);
	return done({ invitation: { ...invitation, declinedAt: now }, organization, by });
}

/** For a delivery: an invitation as it stands. */
export async function invitationOf(invitationId: string): Promise<Offered | undefined> {
	const invitation = await store.byId(invitationId);
	if (!invitation) return undefined;
	const { organizationId, byId } = invitation;
	const organization = organizationId === undefined ? undefined : await organizations.byId(organizationId);
	return { invitation, organization, agency: await agencyOf(invitation), by: await people.byId(byId) };
}

/** Whether somebody may still take what it offers. */
export function isOpen({ invitation, organization }: Offered, now: Date): boolean {
	return stateOf(invitation, now) === "open" && organization?.state === "approved";
}
