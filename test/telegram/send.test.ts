import { expect, test } from "vitest";
import { lengthOf } from "../../src/telegram/capabilities.ts";
import { classify, MessageFault } from "../../src/telegram/errors.ts";
import { deleteMessage, editMessage, sendMessage, toTelegram } from "../../src/telegram/send.ts";
import { aLine } from "./aLine.ts";

test("a message with buttons, a request and its end arrive as Telegram shows them", async () => {
	const { botApi, api, sara } = await aLine();
	await sendMessage(api, sara.id, {
		text: "<b>سلام</b> &amp; خوش آمدید",
		buttons: [[{ label: "خانه", press: "home" }], [{ label: "سایت", url: "https://example.org/" }]],
	});
	await sendMessage(api, sara.id, {
		text: "شماره؟",
		request: { kind: "contact", label: "ارسال شماره", words: [["بعداً"]], cancel: "انصراف" },
	});
	await sendMessage(api, sara.id, { text: "دریافت شد", requestOver: true });
	const [first, second] = botApi.chat(sara.id).messages.filter((one) => one.from === "bot");
	expect(first).toMatchObject({ text: "سلام & خوش آمدید" });
	expect(first?.inlineKeyboard).toEqual([
		[{ text: "خانه", callback_data: "home" }],
		[{ text: "سایت", url: "https://example.org/" }],
	]);
	expect(second?.replyKeyboard).toEqual([
		[{ text: "ارسال شماره", request_contact: true }],
		[{ text: "بعداً" }],
		[{ text: "انصراف" }],
	]);
	expect(botApi.chat(sara.id).replyKeyboard).toBeUndefined();
	expect(botApi.violations).toEqual([]);
});

test("links are not previewed unless asked for", async () => {
	const { botApi, api, sara } = await aLine();
	await sendMessage(api, sara.id, { text: "https://example.org" });
	await sendMessage(api, sara.id, { text: "https://example.org", preview: true });
	const [off, on] = botApi.ledger.sent();
	expect(off?.parameters.link_preview_options).toEqual({ is_disabled: true });
	expect(on?.parameters.link_preview_options).toBeUndefined();
});

test("a file goes with its text as caption, by its id the second time", async () => {
	const { botApi, api, sara } = await aLine();
	const content = new TextEncoder().encode("گزارش");
	await sendMessage(api, sara.id, {
		text: "<i>گزارش</i>",
		file: { kind: "document", source: { content, name: "r.txt" } },
	});
	const [shown] = botApi.chat(sara.id).messages.filter((one) => one.from === "bot");
	const fileId = shown?.document?.file_id ?? "";
	await sendMessage(api, sara.id, { text: "دوباره", file: { kind: "document", source: { fileId } } });
	expect(botApi.ledger.sent()).toHaveLength(2);
	await editMessage(api, sara.id, shown?.messageId ?? 0, {
		text: "تصحیح",
		file: { kind: "document", source: { fileId } },
	});
	expect(botApi.chat(sara.id).messages.find((one) => one.messageId === shown?.messageId)?.text).toBe("تصحیح");
});

test("a message that shows the same already, or is gone already, is no error", async () => {
	const { botApi, api, sara } = await aLine();
	const message = { text: "سلام", buttons: [[{ label: "خانه", press: "home" }]] };
	const id = await sendMessage(api, sara.id, message);
	await editMessage(api, sara.id, id, message);
	await editMessage(api, sara.id, id, { text: "سلام" });
	expect(botApi.chat(sara.id).messages.at(-1)?.inlineKeyboard ?? []).toEqual([]);
	await deleteMessage(api, sara.id, id);
	await deleteMessage(api, sara.id, id);
	const error = await editMessage(api, sara.id, id, message).catch((caught: unknown) => caught);
	expect(classify(error).reason).toBe("notEditable");
});

test("Telegram counts what is shown, in UTF-16 units", () => {
	expect(lengthOf("<b>سلام</b>")).toBe(4);
	expect(lengthOf("a &lt; b &amp; c &#128512; &#x1F600;")).toBe("a < b & c 😀 😀".length);
});

test.each([
	["a text too long", { text: "ی".repeat(4097) }],
	["a caption too long", { text: "ی".repeat(1025), file: { kind: "photo", source: { fileId: "x" } } }],
	["no text", { text: "" }],
	["a request and buttons", { text: "a", requestOver: true, buttons: [[{ label: "x", press: "x" }]] }],
	["too many buttons", { text: "a", buttons: Array.from({ length: 101 }, () => [{ label: "x", press: "x" }]) }],
	["too wide a row", { text: "a", buttons: [Array.from({ length: 9 }, () => ({ label: "x", press: "x" }))] }],
	["a button without a label", { text: "a", buttons: [[{ label: " ", press: "x" }]] }],
	["a button that carries too much", { text: "a", buttons: [[{ label: "x", press: "پ".repeat(33) }]] }],
] as const)("%s is found before it is sent", (_, message) => {
	expect(() => toTelegram(message as never)).toThrow(MessageFault);
});

test("the longest text fits", async () => {
	const { botApi, api, sara } = await aLine();
	await sendMessage(api, sara.id, { text: `<b>${"&amp;".repeat(4_095)}</b>ی` });
	expect(botApi.ledger.sent()).toHaveLength(1);
});
