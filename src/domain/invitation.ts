/** An invitation: whoever has its link, or the one it names, may take a place; it is counted, expires and can be revoked. */

/** What somebody becomes by it. */
export const INVITATION_ROLES = ["member", "director", "coordinator", "liaison"] as const;
export type InvitationRole = (typeof INVITATION_ROLES)[number];

/** How many may use one link; "unlimited" is a number no organization reaches. */
export const INVITATION_USES = { one: 1, five: 5, twenty: 20, unlimited: 1_000 } as const;
export type InvitationUses = keyof typeof INVITATION_USES;
/** Days it stays good. */
export const INVITATION_DAYS = [1, 7, 30] as const;

export interface Invitation {
	id: string;
	role: InvitationRole;
	/** None for a coordinator: that place is in the secretariat; none for a liaison. */
	organizationId?: string;
	/** Of a liaison. */
	agencyId?: string;
	/** SHA-256 of the link's token; none when it is for one person who is asked in chat. */
	tokenHash?: string;
	/** The one who is asked. */
	toPersonId?: string;
	byId: string;
	createdAt: Date;
	expiresAt: Date;
	/** How many may use it. */
	uses: number;
	/** How many more. */
	left: number;
	usedBy: InvitationUse[];
	/** Of a change of director: what the present one does afterwards. */
	afterwards?: Afterwards;
	/** Of a change of director by the secretariat: why. */
	reason?: string;
	revokedAt?: Date;
	/** The one who was asked said no. */
	declinedAt?: Date;
	/** The request it was made by: made twice, it is one. */
	requestId: string;
}

export interface InvitationUse {
	personId: string;
	at: Date;
}

/** What becomes of a director who hands over: stays as a member, or goes. */
export const AFTERWARDS = ["stays", "leaves"] as const;
export type Afterwards = (typeof AFTERWARDS)[number];

export const INVITATION_STATES = ["open", "usedUp", "expired", "revoked", "declined"] as const;
export type InvitationState = (typeof INVITATION_STATES)[number];

export function stateOf(invitation: Invitation, now: Date): InvitationState {
	if (invitation.declinedAt) return "declined";
	if (invitation.revokedAt) return "revoked";
	if (invitation.left <= 0) return "usedUp";
	return invitation.expiresAt <= now ? "expired" : "open";
}

/** By which link an invitation is known to whoever manages it: a few letters of its token's hash. */
export function linkMark({ tokenHash = "" }: Invitation): string {
	return tokenHash.slice(0, 8);
}

/** A link's token as `newToken()` makes it. */
const TOKEN = /^[A-Za-z0-9_-]{22}$/;

/** The token somebody pasted: a link of this bot, or the bare token. */
export function tokenIn(text: string): string | undefined {
	const trimmed = text.trim();
	const [, payload] = /[?&]start=([A-Za-z0-9_-]+)(?:[&#\s]|$)/.exec(trimmed) ?? [];
	const token = payload ?? trimmed;
	return TOKEN.test(token) ? token : undefined;
}
