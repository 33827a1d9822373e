/** Invitations: made by who may, opened by their link or by the one who is asked, used, declined, revoked. */
import { createHash } from "node:crypto";
import {
	type Afterwards,
	INVITATION_DAYS,
	INVITATION_USES,
	type Invitation,
	type InvitationRole,
	type InvitationUses,
	linkMark,
	stateOf,
} from "../domain/invitation.ts";
import { membershipReason } from "../domain/joinRequest.ts";
import type { Organization } from "../domain/organization.ts";
import { leads, may } from "../domain/permissions.ts";
import { type Actor, hasRole, type Person, personName, TITLES, type Title } from "../domain/person.ts";
import { newId, newToken } from "../kit/ids.ts";
import { done, type Refusal, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import * as store from "../store/invitations.ts";
import * as memberships from "../store/memberships.ts";
import * as organizations from "../store/organizations.ts";
import * as people from "../store/people.ts";
import { transaction } from "../store/transaction.ts";
import { owe } from "./deliveries.ts";
import { becomeDirector } from "./directors.ts";

const DAY_MS = 24 * 3600_000;
/** How long somebody asked in chat may think about it. */
const OFFER_DAYS = 7;

export interface NewInvitation {
	role: InvitationRole;
	organizationId?: string;
	uses: InvitationUses;
	days: number;
	/** Of a change of director. */
	afterwards?: Afterwards;
	reason?: string;
	/** Made twice by the same tap, it is one. */
	requestId: string;
}

/** `token` opens it; it is known only now, for the database keeps its hash. None when the same request made it before. */
export interface Made {
	invitation: Invitation;
	organization: Organization | undefined;
	token?: string;
}

type MakeReason = "notAllowed" | "notApproved" | "incomplete";

/** Makes an invitation by link. A new one to become director takes the place of the one before. */
export async function make(actor: Actor, wanted: NewInvitation, now: Date): Promise<Result<Made, MakeReason>> {
	const uses = Object.hasOwn(INVITATION_USES, wanted.uses) ? INVITATION_USES[wanted.uses] : undefined;
	const days = INVITATION_DAYS.find((one) => one === wanted.days);
	if (uses === undefined || days === undefined) return refuse("incomplete");
	const token = newToken();
	const made = await put(
		actor,
		{ ...wanted, uses: wanted.role === "director" ? 1 : uses, days, tokenHash: hashOf(token) },
		now,
	);
	if (!made.ok) return made;
	return made.value.invitation.tokenHash === hashOf(token) ? done({ ...made.value, token }) : made;
}

/** Whether the actor may invite to this role, in an organization or without one in the secretariat. */
export async function mayMakeAt(
	actor: Actor,
	role: InvitationRole,
	organizationId: string | undefined,
): Promise<Result<undefined, "notAllowed" | "notApproved">> {
	const organization = organizationId === undefined ? undefined : await organizations.byId(organizationId);
	if (!mayMake(actor, role, organization)) return refuse("notAllowed");
	return organization && organization.state !== "approved" ? refuse("notApproved") : done(undefined);
}

/** Asks a member to become director: by the director themselves, or by the secretariat with a reason. */
export async function offerDirectorship(
	actor: Actor,
	wanted: { membershipId: string; afterwards: Afterwards; reason?: string; requestId: string },
	now: Date,
): Promise<Result<Made, MakeReason | "notAMember">> {
	const place = await memberships.byId(wanted.membershipId);
	if (!place) return refuse("notAllowed");
	const { membershipId: _, ...rest } = wanted;
	const offer = { ...rest, role: "director", organizationId: place.organizationId } as const;
	const organization = await organizations.byId(place.organizationId);
	if (!organization || !may(actor, "director.change", organization)) return refuse("notAllowed");
	if (place.status !== "active" || place.role === "director") return refuse("notAMember");
	return await put(actor, { ...offer, uses: 1, days: OFFER_DAYS, toPersonId: place.personId }, now);
}

interface Row extends Omit<NewInvitation, "uses"> {
	uses: number;
	tokenHash?: string;
	toPersonId?: string;
}

async function put(actor: Actor, row: Row, now: Date): Promise<Result<Made, MakeReason>> {
	const { role, organizationId } = row;
	const organization = organizationId === undefined ? undefined : await organizations.byId(organizationId);
	if (!mayMake(actor, role, organization)) return refuse("notAllowed");
	if (organization && organization.state !== "approved") return refuse("notApproved");
	const before = await store.byRequestId(row.requestId);
	if (before)
		return before.byId === actor.person.id ? done({ invitation: before, organization }) : refuse("notAllowed");
	const bySecretariat = role === "director" && organization !== undefined && !leads(actor, organization.id);
	const reason = membershipReason.safeParse(row.reason);
	if (bySecretariat && !reason.success) return refuse("incomplete", { question: "reason" });

	const invitation: Invitation = {
		id: newId(),
		role,
		byId: actor.person.id,
		createdAt: now,
		expiresAt: new Date(now.getTime() + row.days * DAY_MS),
		uses: row.uses,
		left: row.uses,
		usedBy: [],
		requestId: row.requestId,
	};
	if (role !== "coordinator" && organization) invitation.organizationId = organization.id;
	if (row.tokenHash !== undefined) invitation.tokenHash = row.tokenHash;
	if (row.toPersonId !== undefined) invitation.toPersonId = row.toPersonId;
	if (role === "director") invitation.afterwards = bySecretariat ? "leaves" : (row.afterwards ?? "stays");
	if (bySecretariat && reason.success) invitation.reason = reason.data;
	try {
		await transaction(async () => {
			if (organization && role === "director") await store.revokeAll(organization.id, "director", now);
			await store.add(invitation);
			if (invitation.toPersonId !== undefined) await askSuccessor(invitation, invitation.toPersonId, now);
			await note(invitation, role === "director" ? "directorOffered" : "invitationMade", actor, now);
		});
	} catch (error) {
		const other = isDuplicate(error) ? await store.byRequestId(row.requestId) : undefined;
		if (!other) throw error;
		return done({ invitation: other, organization });
	}
	return done({ invitation, organization });
}

async function askSuccessor(invitation: Invitation, personId: string, now: Date): Promise<void> {
	await owe([
		{
			key: `director.offered:${invitation.id}`,
			kind: "director.offered",
			refs: { invitationId: invitation.id },
			to: { personId },
			dueAt: now,
			urgent: true,
		},
	]);
}

function mayMake(actor: Actor, role: InvitationRole, organization: Organization | undefined): boolean {
	if (role === "coordinator") return may(actor, "staff.appoint");
	return may(actor, role === "member" ? "member.invite" : "director.change", organization);
}

/**
 * A new link for an invitation that is open; the one before opens nothing any more. `mark` is of the link that is to be
 * replaced: a second tap replaces no new one.
 */
export async function renewLink(
	actor: Actor,
	invitationId: string,
	mark: string,
	now: Date,
): Promise<Result<Made, "notAllowed" | "over" | "renewedBefore">> {
	const found = await see(actor, invitationId);
	if (!found.ok) return refuse("notAllowed");
	const { invitation, organization } = found.value;
	const { tokenHash } = invitation;
	if (tokenHash === undefined || stateOf(invitation, now) !== "open") return refuse("over");
	if (linkMark(invitation) !== mark) return refuse("renewedBefore");
	const token = newToken();
	const won = await transaction(async () => {
		if (!(await store.changeToken(invitationId, tokenHash, hashOf(token)))) return false;
		await note(invitation, "invitationRenewed", actor, now);
		return true;
	});
	return won ? done({ invitation, organization, token }) : refuse("renewedBefore");
}

/** Nobody gets in by it any more. */
export async function revoke(actor: Actor, invitationId: string, now: Date): Promise<Result<Invitation, "notAllowed">> {
	const found = await see(actor, invitationId);
	if (!found.ok) return refuse("notAllowed");
	const { invitation } = found.value;
	await transaction(async () => {
		if (await store.revoke(invitationId, now)) await note(invitation, "invitationRevoked", actor, now);
	});
	return done({ ...invitation, revokedAt: invitation.revokedAt ?? now });
}

export interface Seen {
	invitation: Invitation;
	organization: Organization | undefined;
	/** Who used it, as far as they are known still. */
	usedBy: { person: Person | undefined; at: Date }[];
	to: Person | undefined;
}

/** One invitation with who used it, for those who may make such. */
export async function see(actor: Actor, invitationId: string): Promise<Result<Seen, "notFound">> {
	const invitation = await store.byId(invitationId);
	if (!invitation) return refuse("notFound");
	const { organizationId, toPersonId } = invitation;
	const organization = organizationId === undefined ? undefined : await organizations.byId(organizationId);
	if (!mayMake(actor, invitation.role, organization)) return refuse("notFound");
	const last = invitation.usedBy.slice(-SHOWN_USES);
	const ids = [...last.map(({ personId }) => personId), ...(toPersonId === undefined ? [] : [toPersonId])];
	const known = new Map((await people.byIds(ids)).map((person) => [person.id, person]));
	return done({
		invitation,
		organization,
		usedBy: last.map(({ personId, at }) => ({ person: known.get(personId), at })),
		to: known.get(toPersonId ?? ""),
	});
}

/** The last so many uses are named. */
const SHOWN_USES = 20;

/** One page of invitations, the newest first: an organization's for members, or those to coordinators. */
export async function list(
	actor: Actor,
	organizationId: string | undefined,
	beforeId: string | undefined,
	limit: number,
): Promise<Result<{ organization: Organization | undefined; list: Invitation[]; hasMore: boolean }, "notAllowed">> {
	const role = organizationId === undefined ? "coordinator" : "member";
	const organization = organizationId === undefined ? undefined : await organizations.byId(organizationId);
	if (!mayMake(actor, role, organization)) return refuse("notAllowed");
	const of = organization ? ({ organizationId: organization.id, role } as const) : ({ role } as const);
	const found = await store.page(of, beforeId, limit + 1);
	return done({ organization, list: found.slice(0, limit), hasMore: found.length > limit });
}

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
	"organizationClosed",
] as const;
export type Hurdle = (typeof HURDLES)[number];

export interface Offered {
	invitation: Invitation;
	organization: Organization | undefined;
	by: Person | undefined;
}

/** What an invitation offers, or why it is of no use to this person. */
export async function look(actor: Actor, proof: Proof, now: Date): Promise<Result<Offered, Hurdle>> {
	const invitation = await proven(actor, proof);
	if (!invitation) return refuse("unknown");
	const { organizationId, byId } = invitation;
	const organization = organizationId === undefined ? undefined : await organizations.byId(organizationId);
	const by = await people.byId(byId);
	const hurdle = hurdleOf(actor, { invitation, organization, by }, now);
	if (hurdle) return refuse(hurdle, organization ? { name: organization.name } : {});
	return done({ invitation, organization, by });
}

async function proven(actor: Actor, proof: Proof): Promise<Invitation | undefined> {
	if ("token" in proof) return await store.byTokenHash(hashOf(proof.token));
	if ("proof" in proof) return proof.proof.length < PROOF_LENGTH ? undefined : await store.byTokenHash(proof.proof);
	const found = await store.byId(proof.invitationId);
	return found && may(actor, "director.accept", found) ? found : undefined;
}

function hurdleOf(actor: Actor, { invitation, organization, by }: Offered, now: Date): Hurdle | undefined {
	const { role, byId } = invitation;
	if (byId === actor.person.id) return "own";
	const place = actor.memberships.find((one) => one.organizationId === organization?.id);
	if (role === "member" && place) return "alreadyMember";
	if (role === "director" && place?.role === "director") return "alreadyDirector";
	if (role === "coordinator" && hasRole(actor, "coordinator")) return "alreadyCoordinator";
	if (invitation.usedBy.some(({ personId }) => personId === actor.person.id)) return "usedByYou";
	const state = stateOf(invitation, now);
	if (state !== "open") return state;
	// Who is no admin any more opens no door into the secretariat.
	if (role === "coordinator") return by?.roles.includes("admin") ? undefined : "revoked";
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
function hasTaken(actor: Actor, { role, organizationId, usedBy }: Invitation): boolean {
	if (!usedBy.some(({ personId }) => personId === actor.person.id)) return false;
	if (role === "coordinator") return hasRole(actor, "coordinator");
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
	return { invitation, organization, by: await people.byId(byId) };
}

/** Whether somebody may still take what it offers. */
export function isOpen({ invitation, organization }: Offered, now: Date): boolean {
	return stateOf(invitation, now) === "open" && organization?.state === "approved";
}

function hashOf(token: string): string {
	return createHash("sha256").update(token).digest("base64url");
}

async function note(invitation: Invitation, event: string, actor: Actor, now: Date): Promise<void> {
	const { id, role, organizationId, toPersonId, reason } = invitation;
	const staff = role === "coordinator";
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: staff ? `staff.${event}` : `organization.${event}`,
		thing: { kind: staff ? "invitation" : "organization", id: organizationId ?? id },
		details: {
			invitationId: id,
			role,
			...(toPersonId === undefined ? {} : { toPersonId }),
			...(reason === undefined ? {} : { reason }),
		},
	});
}

function isDuplicate(error: unknown): boolean {
	return (error as { code?: unknown }).code === 11000;
}
