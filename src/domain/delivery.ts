/** A delivery: one message owed, to one chat or to all whom a rule chooses. The outbox of everything sent unasked. */
import type { AudienceRule } from "./audience.ts";
import type { Role } from "./person.ts";

/** A rule that chooses people when the delivery is due, so that those who joined late are included. */
export type Audience =
	/** Everybody with the role; for coordinators the admins while there is none. */
	| { rule: "role"; role: Role }
	| { rule: "people"; personIds: string[] }
	/** Whose digest comes at a time, see domain/digest. */
	| { rule: "digest"; time: string }
	/** By what people are, see services/audiences. */
	| { rule: "audience"; audience: AudienceRule }
	/** Whoever is invited to a meeting, runs it, or came, see services/meetings/invitees. */
	| { rule: "meeting"; meetingId: string; who: "invited" | "runners" | "attended" };

export type Recipient = { personId: string } | { chatId: number } | { audience: Audience };

export type DeliveryState =
	| "pending"
	| "sending"
	| "sent"
	| "failed"
	| "unreachable"
	| "cancelled"
	| "skipped"
	| "unknown";

/** What a use case writes down to be sent, in the same transaction as the change that causes it. */
export interface NewDelivery {
	/** Unique and deterministic ("reminder:<meeting>:<rev>:<person>:24h"): writing it twice owes it once. */
	key: string;
	operation?: "send" | "edit" | "delete";
	/** For an edit or a delete: the key of the delivery it changes; of one to many, every copy. */
	target?: string;
	/** Names the view, see jobs/kinds.ts. */
	kind: string;
	/** What the view loads when it is sent. */
	refs: Record<string, string | number>;
	to: Recipient;
	dueAt: Date;
	/** Urgent: an answer to what one did, the last reminder, a meeting moved or cancelled within 24 h. Sent in quiet hours too. */
	urgent?: boolean;
	/** Worth nothing after this moment: sent before it, even in quiet hours, or skipped. */
	notAfter?: Date;
}
