import { GrammyError } from "grammy";
import { expect, test } from "vitest";
import { classify, MessageFault, TransportError } from "../../src/telegram/errors.ts";

const said = (error_code: number, description: string, parameters = {}) =>
	classify(new GrammyError("x", { ok: false, error_code, description, parameters }, "sendMessage", {}));

test.each([
	[403, "Forbidden: bot was blocked by the user", "rejected", "blocked"],
	[403, "Forbidden: user is deactivated", "rejected", "blocked"],
	[403, "Forbidden: bot can't initiate conversation with a user", "rejected", "blocked"],
	[403, "Forbidden: bot was kicked from the group chat", "rejected", "removed"],
	[403, "Forbidden: bot was kicked from the supergroup chat", "rejected", "removed"],
	[403, "Forbidden: bot is not a member of the supergroup chat", "rejected", "removed"],
	[400, "Bad Request: not enough rights to send text messages to the chat", "rejected", "removed"],
	[400, "Bad Request: chat not found", "rejected", "chatNotFound"],
	[400, "Bad Request: message to edit not found", "rejected", "notEditable"],
	[400, "Bad Request: message can't be edited", "rejected", "notEditable"],
	[400, "Bad Request: message to delete not found", "rejected", "notEditable"],
	[400, "Bad Request: can't parse entities: Unexpected end tag at byte offset 3", "rejected", "malformed"],
	[400, "Bad Request: BUTTON_DATA_INVALID", "rejected", "malformed"],
	[413, "Request Entity Too Large", "rejected", "tooLarge"],
	[401, "Unauthorized", "notSent", "unauthorized"],
	[409, "Conflict: terminated by other getUpdates request", "notSent", "conflict"],
	[500, "Internal Server Error", "ambiguous", "serverError"],
	[502, "Bad Gateway", "ambiguous", "serverError"],
] as const)("%i %s means %s, %s", (code, description, errorClass, reason) => {
	expect(said(code, description)).toEqual({ class: errorClass, reason });
});

test("what is not modified, too old, migrated or flooded says so", () => {
	const same =
		"Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message";
	expect(said(400, same).reason).toBe("notModified");
	const old = "Bad Request: query is too old and response timeout expired or query ID is invalid";
	expect(said(400, old).reason).toBe("queryTooOld");
	expect(said(400, "Bad Request: group chat was upgraded", { migrate_to_chat_id: -100123 })).toEqual({
		class: "rejected",
		reason: "migrated",
		migrateTo: -100123,
	});
	expect(said(429, "Too Many Requests: retry after 7", { retry_after: 7 })).toEqual({
		class: "notSent",
		reason: "flood",
		retryAfter: 7,
	});
	expect(said(400, "Bad Request: there is no text in the message to edit")).toEqual({
		class: "rejected",
		reason: "notEditable",
	});
});

test("what we would not send is rejected, what we do not know may have arrived", () => {
	expect(classify(new MessageFault("long"))).toEqual({ class: "rejected", reason: "malformed" });
	expect(classify(new TransportError("notSent", "refused", "x"))).toEqual({ class: "notSent", reason: "refused" });
	expect(classify(new TypeError("x"))).toEqual({ class: "ambiguous", reason: "unknown" });
});
