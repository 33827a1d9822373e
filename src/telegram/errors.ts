/** What each error of the Bot API means: whether a message was refused, never left, or may have arrived all the same. */
import { GrammyError, HttpError } from "grammy";

/**
 * `rejected`: Telegram answered no, and would again. `notSent`: it certainly did nothing, try later.
 * `ambiguous`: it may have done it; trying again may do it twice.
 */
export type ErrorClass = "rejected" | "notSent" | "ambiguous";

export type ErrorReason =
	/** The person blocked the bot, left Telegram or never pressed Start. */
	| "blocked"
	/** The bot was removed from the group. */
	| "removed"
	| "chatNotFound"
	| "notModified"
	/** The message to change is gone, too old, or of another kind. */
	| "notEditable"
	/** A tap was answered too late. */
	| "queryTooOld"
	/** The group became a supergroup; see `migrateTo`. */
	| "migrated"
	/** Telegram cannot make sense of what we sent: a fault of ours. */
	| "malformed"
	| "tooLarge"
	| "flood"
	/** The token is wrong or was revoked. */
	| "unauthorized"
	/** Somebody else fetches updates with the same token. */
	| "conflict"
	| "refused"
	| "timeout"
	| "aborted"
	| "broken"
	| "serverError"
	| "garbage"
	| "unknown";

export interface Classified {
	class: ErrorClass;
	reason: ErrorReason;
	/** Seconds to wait. */
	retryAfter?: number;
	/** The chat's new id. */
	migrateTo?: number;
}

/** A call that got no answer that can be read. Never holds the token: its message is ours, and it has no cause. */
export class TransportError extends Error {
	override name = "TransportError";
	readonly class: ErrorClass;
	readonly reason: ErrorReason;
	/** Seconds to wait. */
	readonly retryAfter: number | undefined;

	constructor(errorClass: ErrorClass, reason: ErrorReason, message: string, retryAfter?: number) {
		super(message);
		this.class = errorClass;
		this.reason = reason;
		this.retryAfter = retryAfter;
	}
}

/** A message that Telegram would refuse, found before it was sent: a fault of the view that made it. */
export class MessageFault extends Error {
	override name = "MessageFault";
}

/** What `error`, thrown by a call of the API, means. */
export function classify(error: unknown): Classified {
	if (error instanceof GrammyError) return answered(error);
	if (error instanceof MessageFault) return { class: "rejected", reason: "malformed" };
	const cause = error instanceof HttpError ? error.error : error;
	if (cause instanceof TransportError) {
		return {
			class: cause.class,
			reason: cause.reason,
			...(cause.retryAfter !== undefined && { retryAfter: cause.retryAfter }),
		};
	}
	return { class: "ambiguous", reason: "unknown" };
}

/** Telegram's words for a 400 that is about the chat or the message, not about how we wrote it. */
const SAYINGS: [RegExp, ErrorReason][] = [
	[/message is not modified/i, "notModified"],
	[
		/message to (edit|delete|be edited) not found|message can't be (edited|deleted)|no (text|caption|media) in the message to edit|MESSAGE_ID_INVALID/i,
		"notEditable",
	],
	[/query is too old|query ID is invalid|QUERY_ID_INVALID/i, "queryTooOld"],
	[/chat not found|PEER_ID_INVALID|user not found/i, "chatNotFound"],
	[/USER_IS_BLOCKED|USER_IS_DEACTIVATED|INPUT_USER_DEACTIVATED/, "blocked"],
	[/have no rights|not enough rights|CHAT_WRITE_FORBIDDEN|need administrator rights|TOPIC_CLOSED/i, "removed"],
	[/file is too big|too large/i, "tooLarge"],
];

function answered({ error_code: code, description, parameters }: GrammyError): Classified {
	if (parameters.migrate_to_chat_id !== undefined) {
		return { class: "rejected", reason: "migrated", migrateTo: parameters.migrate_to_chat_id };
	}
	if (code === 429) return { class: "notSent", reason: "flood", retryAfter: parameters.retry_after ?? 1 };
	if (code === 401 || code === 404) return { class: "notSent", reason: "unauthorized" };
	if (code === 409) return { class: "notSent", reason: "conflict" };
	if (code >= 500) return { class: "ambiguous", reason: "serverError" };
	if (code === 413) return { class: "rejected", reason: "tooLarge" };
	for (const [saying, reason] of SAYINGS) if (saying.test(description)) return { class: "rejected", reason };
	if (code === 403) {
		return {
			class: "rejected",
			reason: /kicked|not a member|group|channel/i.test(description) ? "removed" : "blocked",
		};
	}
	return { class: "rejected", reason: "malformed" };
}
