/** A request for contact: somebody asks an organization to get in touch; numbers pass only when it agrees. */
import { z } from "zod";

export const CONTACT_REQUEST_STATES = ["waiting", "accepted", "declined"] as const;
export type ContactRequestState = (typeof CONTACT_REQUEST_STATES)[number];

export interface ContactRequest {
	id: string;
	organizationId: string;
	/** Who asks. */
	byId: string;
	/** What about, in their words. */
	about: string;
	state: ContactRequestState;
	askedAt: Date;
	answeredById?: string;
	answeredAt?: Date;
}

/** So many in a day: enough for somebody who looks for help, too few for advertising. */
export const CONTACT_REQUESTS_A_DAY = 10;

/** The message is the reason of a refusal. */
export const contactAbout = z.string().min(5, "aboutTooShort").max(400, "aboutTooLong");
