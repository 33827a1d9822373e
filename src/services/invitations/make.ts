/** Invitations made and managed by who may: by link, or to one member who is asked to become director. */

import type { Agency } from "../../domain/agency.ts";
import {
	type Afterwards,
	INVITATION_DAYS,
	INVITATION_USES,
	type Invitation,
	type InvitationRole,
	type InvitationUses,
	linkMark,
	stateOf,
} from "../../domain/invitation.ts";
import { membershipReason } from "../../domain/joinRequest.ts";
import type { Organization } from "../../domain/organization.ts";
import { leads, may } from "../../domain/permissions.ts";
import type { Actor, Person } from "../../domain/person.ts";
import { newId, newToken } from "../../kit/ids.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as agencies from "../../store/agencies.ts";
import { isDuplicate } from "../../store/duplicateKey.ts";
import * as store from "../../store/invitations.ts";
import * as memberships from "../../store/memberships.ts";
import * as organizations from "../../store/organizations.ts";
import * as people from "../../store/people.ts";
import { transaction } from "../../store/transaction.ts";
import { owe } from "../deliveries.ts";
import { hashOf, note } from "./record.ts";

const DAY_MS = 24 * 3600_000;
/** How long somebody asked in chat may think about it. */
const OFFER_DAYS = 7;

export interface NewInvitation {
	role: InvitationRole;
	organizationId?: string;
	/** Of a liaison. */
	agencyId?: string;
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
	agency?: Agency | undefined;
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

/** Whether the actor may invite to this role: in an organization, in an agency, or without either in the secretariat. */
export async function mayMakeAt(
	actor: Actor,
	role: InvitationRole,
	organizationId: string | undefined,
): Promise<Result<undefined, "notAllowed" | "notApproved">> {
	if (role === "liaison") {
		const agency = await agencies.byId(organizationId ?? "");
		if (!agency || !mayMake(actor, role, undefined)) return refuse("notAllowed");
		return agency.retiredAt ? refuse("notApproved") : done(undefined);
	}
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
	const agency = row.agencyId === undefined ? undefined : await agencies.byId(row.agencyId);
	if (!mayMake(actor, role, organization) || (role === "liaison" && !agency)) return refuse("notAllowed");
	if ((organization && organization.state !== "approved") || agency?.retiredAt) return refuse("notApproved");
	const before = await store.byRequestId(row.requestId);
	if (before)
		return before.byId === actor.person.id ? done({ invitation: before, organization, agency }) : refuse("notAllowed");
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
	if (role === "liaison" && agency) invitation.agencyId = agency.id;
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
		return done({ invitation: other, organization, agency });
	}
	return done({ invitation, organization, agency });
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
	if (role === "liaison") return may(actor, "agencies.change");
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
	const { invitation, organization, agency } = found.value;
	const { tokenHash } = invitation;
	if (tokenHash === undefined || stateOf(invitation, now) !== "open") return refuse("over");
	if (linkMark(invitation) !== mark) return refuse("renewedBefore");
	const token = newToken();
	const won = await transaction(async () => {
		if (!(await store.changeToken(invitationId, tokenHash, hashOf(token)))) return false;
		await note(invitation, "invitationRenewed", actor, now);
		return true;
	});
	return won ? done({ invitation, organization, agency, token }) : refuse("renewedBefore");
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
	agency?: Agency | undefined;
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
	const agency = invitation.agencyId === undefined ? undefined : await agencies.byId(invitation.agencyId);
	const last = invitation.usedBy.slice(-SHOWN_USES);
	const ids = [...last.map(({ personId }) => personId), ...(toPersonId === undefined ? [] : [toPersonId])];
	const known = new Map((await people.byIds(ids)).map((person) => [person.id, person]));
	return done({
		invitation,
		organization,
		agency,
		usedBy: last.map(({ personId, at }) => ({ person: known.get(personId), at })),
		to: known.get(toPersonId ?? ""),
	});
}

/** The last so many uses are named. */
const SHOWN_USES = 20;

/** From which invitation of the page shown a list is turned. */
export interface InvitationEdge {
	after?: string;
	before?: string;
}

interface InvitationPage {
	list: Invitation[];
	/** All there are; 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
}

/** One page of invitations, the newest first: an organization's for members, or those to coordinators. */
export async function list(
	actor: Actor,
	organizationId: string | undefined,
	from: InvitationEdge,
	limit: number,
): Promise<Result<InvitationPage & { organization: Organization | undefined }, "notAllowed">> {
	const role = organizationId === undefined ? "coordinator" : "member";
	const organization = organizationId === undefined ? undefined : await organizations.byId(organizationId);
	if (!mayMake(actor, role, organization)) return refuse("notAllowed");
	const of = organization ? ({ organizationId: organization.id, role } as const) : ({ role } as const);
	return done({ organization, ...(await pageOf(of, from, limit)) });
}

/** The same for an agency's invitations to liaisons. */
export async function listOfAgency(
	actor: Actor,
	agencyId: string,
	from: InvitationEdge,
	limit: number,
): Promise<Result<InvitationPage & { agency: Agency }, "notAllowed" | "notFound">> {
	if (!mayMake(actor, "liaison", undefined)) return refuse("notAllowed");
	const agency = await agencies.byId(agencyId);
	if (!agency) return refuse("notFound");
	return done({ agency, ...(await pageOf({ agencyId, role: "liaison" }, from, limit)) });
}

async function pageOf(
	of: Parameters<typeof store.page>[0],
	from: InvitationEdge,
	limit: number,
): Promise<InvitationPage> {
	const [found, count] = await Promise.all([store.page(of, from, limit + 1), store.count(of)]);
	const isBack = from.before !== undefined;
	return {
		list: isBack ? found.slice(-limit) : found.slice(0, limit),
		count,
		// Whoever turned back came from a page that is still there.
		hasMore: isBack || found.length > limit,
	};
}
