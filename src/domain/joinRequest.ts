/** A wish to join: somebody says that an organization of the register is theirs too, and its director answers. */
import { z } from "zod";
import type { MembershipRole } from "./membership.ts";

export const JOIN_REQUEST_STATES = ["waiting", "approved", "declined", "withdrawn"] as const;
export type JoinRequestState = (typeof JOIN_REQUEST_STATES)[number];

export interface JoinRequest {
	id: string;
	organizationId: string;
	/** Who wishes to join. */
	personId: string;
	state: JoinRequestState;
	/** Who has to decide: the secretariat where there was no director when it was asked or when the director went. */
	decides: "director" | "secretariat";
	/** What they wrote about themselves. */
	words?: string;
	/** What they became, once approved. */
	role?: MembershipRole;
	/** Why it was declined. */
	reason?: string;
	decidedById?: string;
	decidedAt?: Date;
	askedAt: Date;
	/** The draft it was sent from. */
	requestId: string;
}

/** The message is the reason of a refusal. */
export const joinWords = z.string().min(3, "wordsTooShort").max(300, "wordsTooLong");
/** Why a request is declined, a member removed, or a director replaced by the secretariat. */
export const membershipReason = z.string().min(5, "reasonTooShort").max(300, "reasonTooLong");
