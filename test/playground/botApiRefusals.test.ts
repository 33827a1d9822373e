/** What Telegram refuses, in its own words; each is a violation when a correct program would never send it. */
import { expect, test } from "vitest";
import { aServer } from "./aServer.ts";

const inline = (...rows: unknown[][]) => ({ reply_markup: { inline_keyboard: rows } });
const press = (text: string, callback_data: string) => ({ text, callback_data });

test("the wrong token is unauthorized, in every place", async () => {
	const { api } = await aServer();
	for (const path of ["/bot123:wrong/getMe", "/file/bot123:wrong/photos/file_0.jpg"]) {
		const response = await fetch(api.url + path);
		expect(response.status).toBe(401);
		expect(await response.json()).toEqual({ ok: false, error_code: 401, description: "Unauthorized" });
	}
	expect((await fetch(`${api.url}/`)).status).toBe(404);
	expect(api.violations).toEqual([]);
});

test("an unknown method and an unknown parameter are errors and violations", async () => {
	const { api, refusal, says } = await aServer();
	expect(await refusal("sendDice", {})).toBe("Not Found: method not found");
	expect(await says({ parse_mod: "HTML" })).toBe("Bad Request: unknown parameter specified: parse_mod");
	expect(await says({ parse_mode: "Markdown" })).toBe("Bad Request: unsupported parse_mode");
	expect(await says({ text: 5 })).toMatch(/^Bad Request: wrong parameter text specified/);
	expect(await says({ disable_notification: "yes" })).toMatch(/^Bad Request: wrong parameter disable_notification/);
	expect(await refusal("sendMessage", "[1]")).toBe("Bad Request: can't parse request JSON object");
	expect(await refusal("sendMessage", "{")).toBe("Bad Request: can't parse request JSON object");
	expect(api.violations.map(({ method }) => method)).toEqual(["sendDice", ...Array(6).fill("sendMessage")]);
	expect(api.violations[1]?.parameters).toMatchObject({ parse_mod: "HTML" });
});

test("texts are 1 to 4096 units after their markup is read", async () => {
	const { says } = await aServer();
	expect(await says({ text: "س".repeat(4096) })).toBe("ok");
	expect(await says({ text: "س".repeat(4097) })).toBe("Bad Request: message is too long");
	expect(await says({ text: "😀".repeat(2049) })).toBe("Bad Request: message is too long");
	expect(await says({ text: `<b>${"&lt;".repeat(4096)}</b>`, parse_mode: "HTML" })).toBe("ok");
	for (const text of ["", " \n ", "\u200f\u2068\u2069", "\u200c"]) {
		expect(await says({ text })).toBe("Bad Request: message text is empty");
	}
	expect(await says({ text: "<b> </b>", parse_mode: "HTML" })).toBe("Bad Request: message text is empty");
	expect(await says({ text: "<b>", parse_mode: "HTML" })).toBe(
		`Bad Request: can't parse entities: Can't find end tag corresponding to start tag "b"`,
	);
	expect(await says({ text: undefined })).toBe("Bad Request: message text is empty");
});

test("captions are at most 1024 units", async () => {
	const { sara, refusal } = await aServer();
	const photo = sara.sendsPhoto().photo?.at(-1)?.file_id;
	const sends = (caption: string) => refusal("sendPhoto", { chat_id: sara.id, photo, caption });
	expect(await sends("س".repeat(1024))).toBe("ok");
	expect(await sends("س".repeat(1025))).toBe("Bad Request: message caption is too long");
});

test("half a character and bytes that are no UTF-8 are refused", async () => {
	const { api, sara, says } = await aServer();
	expect(await says({ text: "a\ud83d" })).toBe("Bad Request: strings must be encoded in UTF-8");
	expect(await says(inline([press("\udc00", "x")]))).toBe("Bad Request: strings must be encoded in UTF-8");
	const response = await fetch(`${api.url}/bot${api.token}/sendMessage`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: Buffer.concat([Buffer.from(`{"chat_id":${sara.id},"text":"`), Buffer.from([0xff, 0xfe]), Buffer.from('"}')]),
	});
	expect(await response.json()).toMatchObject({ description: "Bad Request: strings must be encoded in UTF-8" });
	expect(api.violations).toHaveLength(3);
});

test("buttons carry a label and 1 to 64 bytes", async () => {
	const { says } = await aServer();
	expect(await says(inline([press("x", "س".repeat(32))]))).toBe("ok");
	expect(await says(inline([press("x", "س".repeat(33))]))).toBe("Bad Request: BUTTON_DATA_INVALID");
	expect(await says(inline([press("x", "")]))).toBe("Bad Request: BUTTON_DATA_INVALID");
	expect(await says(inline([press(" ", "x")]))).toBe("Bad Request: BUTTON_TEXT_INVALID");
	expect(await says(inline([{ text: "x" }]))).toBe("Bad Request: object expected as reply markup");
	expect(await says(inline([{ text: "x", url: "ht tp" }]))).toMatch(/Wrong HTTP URL$/);
	const row = (count: number) => Array.from({ length: count }, (_, n) => press("x", String(n)));
	expect(await says(inline(row(8)))).toBe("ok");
	expect(await says(inline(row(9)))).toBe("Bad Request: too many buttons in a row of the keyboard");
	expect(await says(inline(...Array.from({ length: 12 }, () => row(8)), row(4)))).toBe("ok");
	expect(await says(inline(...Array.from({ length: 12 }, () => row(8)), row(5)))).toBe(
		"Bad Request: reply markup is too long",
	);
});

test("a message has one kind of keyboard, and an edited one only an inline one", async () => {
	const { api, sara, call, says, refusal } = await aServer();
	const keyboard = { keyboard: [[{ text: "شماره", request_contact: true }]] };
	expect(await says({ reply_markup: { ...keyboard, inline_keyboard: [] } })).toBe(
		"Bad Request: object expected as reply markup",
	);
	expect(await says({ reply_markup: { keyboard: [[""]] } })).toBe("Bad Request: text buttons must be non-empty");
	const { message_id } = (await call("sendMessage", { chat_id: sara.id, text: "سلام" })).result;
	const edits = (reply_markup: unknown) =>
		refusal("editMessageText", { chat_id: sara.id, message_id, text: "بدرود", reply_markup });
	expect(await edits(keyboard)).toBe("Bad Request: inline keyboard expected");
	const before = api.violations.length;
	const asked = (await call("sendMessage", { chat_id: sara.id, text: "شماره؟", reply_markup: keyboard })).result as {
		message_id: number;
	};
	expect(await refusal("editMessageText", { chat_id: sara.id, message_id: asked.message_id, text: "x" })).toBe(
		"Bad Request: message can't be edited",
	);
	expect(api.violations).toHaveLength(before + 1);
});

test("the contact of a person is asked for in private chats only", async () => {
	const { api, sara, refusal } = await aServer();
	const group = api.group({ title: "کمیته", members: [sara] });
	group.addBot();
	const reply_markup = { keyboard: [[{ text: "شماره", request_contact: true }]] };
	expect(await refusal("sendMessage", { chat_id: group.id, text: "?", reply_markup })).toBe(
		"Bad Request: phone number can be requested in private chats only",
	);
});

test("what can befall a correct program is refused but is no violation", async () => {
	const { api, sara, call, refusal, says } = await aServer();
	expect(await refusal("sendMessage", { chat_id: 42, text: "x" })).toBe("Bad Request: chat not found");
	expect(await refusal("sendMessage", { chat_id: "@nobody_here", text: "x" })).toBe("Bad Request: chat not found");
	const stranger = api.person({ firstName: "امید" });
	expect(await refusal("sendMessage", { chat_id: stranger.id, text: "x" })).toBe(
		"Forbidden: bot can't initiate conversation with a user",
	);
	const { message_id } = (await call("sendMessage", { chat_id: sara.id, text: "<b>x</b>", parse_mode: "HTML" })).result;
	const edits = (parameters: object) => refusal("editMessageText", { chat_id: sara.id, message_id, ...parameters });
	expect(await edits({ text: "<strong>x</strong>", parse_mode: "HTML" })).toBe(
		"Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message",
	);
	expect(await edits({ text: "x" })).toBe("ok");
	expect(await edits({ text: "y", message_id: 9999 })).toBe("Bad Request: message to edit not found");
	sara.deletes(message_id);
	expect(await edits({ text: "y" })).toBe("Bad Request: message to edit not found");
	expect(await refusal("deleteMessage", { chat_id: sara.id, message_id })).toBe(
		"Bad Request: message to delete not found",
	);
	expect(await says({ reply_parameters: { message_id } })).toBe("Bad Request: message to be replied not found");
	expect(await says({ reply_parameters: { message_id, allow_sending_without_reply: true } })).toBe("ok");
	expect(await refusal("copyMessage", { chat_id: sara.id, from_chat_id: sara.id, message_id })).toBe(
		"Bad Request: message to copy not found",
	);
	expect(await refusal("answerCallbackQuery", { callback_query_id: "1" })).toBe(
		"Bad Request: query is too old and response timeout expired or query ID is invalid",
	);
	sara.blocks();
	expect(await says({})).toBe("Forbidden: bot was blocked by the user");
	expect(api.violations).toEqual([]);
});

test("nobody else's message is edited, no caption where there is none", async () => {
	const { api, sara, call, refusal } = await aServer();
	const hers = sara.sends("سلام");
	expect(await refusal("editMessageText", { chat_id: sara.id, message_id: hers.message_id, text: "x" })).toBe(
		"Bad Request: message can't be edited",
	);
	const photo = sara.sendsPhoto().photo?.at(-1)?.file_id;
	const shown = (await call("sendPhoto", { chat_id: sara.id, photo, caption: "الف" })).result as { message_id: number };
	const text = (await call("sendMessage", { chat_id: sara.id, text: "x" })).result as { message_id: number };
	const at = (message: { message_id: number }) => ({ chat_id: sara.id, message_id: message.message_id });
	expect(await refusal("editMessageText", { ...at(shown), text: "x" })).toBe(
		"Bad Request: there is no text in the message to edit",
	);
	expect(await refusal("editMessageCaption", { ...at(text), caption: "x" })).toBe(
		"Bad Request: there is no caption in the message to edit",
	);
	expect(await refusal("editMessageCaption", { ...at(shown), caption: "ب" })).toBe("ok");
	expect(api.chat(sara.id).messages.find(({ messageId }) => messageId === shown.message_id)).toMatchObject({
		text: "ب",
		edited: true,
	});
	expect(api.violations).toHaveLength(3);
});

test("albums hold 2 to 10", async () => {
	const { sara, refusal } = await aServer();
	const media = sara.sendsPhoto().photo?.at(-1)?.file_id;
	const sends = (count: number) =>
		refusal("sendMediaGroup", {
			chat_id: sara.id,
			media: Array.from({ length: count }, () => ({ type: "photo", media })),
		});
	expect(await sends(1)).toBe("Bad Request: an album holds 2-10 media");
	expect(await sends(2)).toBe("ok");
	expect(await sends(10)).toBe("ok");
	expect(await sends(11)).toBe("Bad Request: an album holds 2-10 media");
	const mixed = [
		{ type: "photo", media },
		{ type: "document", media },
	];
	expect(await refusal("sendMediaGroup", { chat_id: sara.id, media: mixed })).toMatch(
		/^Bad Request: wrong parameter media/,
	);
});

test("files are known by their identifier, of the right kind and size", async () => {
	const { api, sara, refusal } = await aServer();
	const send = (photo: string) => refusal("sendPhoto", { chat_id: sara.id, photo });
	expect(await send("made-up")).toBe("Bad Request: wrong file identifier/HTTP URL specified");
	expect(await send("attach://nothing")).toBe("Bad Request: wrong file identifier/HTTP URL specified");
	const voice = sara.sendsVoice(3).voice?.file_id ?? "";
	expect(await send(voice)).toBe("Bad Request: type of file mismatch");
	const upload = async (field: string, method: string, bytes: Uint8Array) => {
		const form = new FormData();
		form.set("chat_id", String(sara.id));
		form.set(field, new Blob([Buffer.from(bytes)]), "file.bin");
		const response = await fetch(`${api.url}/bot${api.token}/${method}`, { method: "POST", body: form });
		return ((await response.json()) as { description?: string }).description ?? "ok";
	};
	expect(await upload("photo", "sendPhoto", Buffer.from("no picture"))).toBe("Bad Request: IMAGE_PROCESS_FAILED");
	expect(await upload("photo", "sendPhoto", Buffer.alloc(10 * 1024 * 1024 + 1))).toMatch(/is too big for a photo/);
	expect(await upload("document", "sendDocument", Buffer.alloc(0))).toBe("Bad Request: file must be non-empty");
	expect(await upload("document", "sendDocument", Buffer.alloc(20 * 1024 * 1024 + 1))).toBe("ok");
	const big = api.chat(sara.id).last?.document?.file_id;
	expect(await refusal("getFile", { file_id: big })).toBe("Bad Request: file is too big");
	expect(await refusal("getFile", { file_id: "made-up" })).toBe("Bad Request: invalid file_id");
	expect(await upload("document", "sendDocument", Buffer.alloc(51 * 1024 * 1024))).toBe("Request Entity Too Large");
});

test("only known chat actions, answers of 200 letters, commands and names of their length", async () => {
	const { api, sara, refusal } = await aServer();
	expect(await refusal("sendChatAction", { chat_id: sara.id, action: "typing" })).toBe("ok");
	expect(api.chat(sara.id).chatAction).toBe("typing");
	expect(await refusal("sendChatAction", { chat_id: sara.id, action: "dancing" })).toBe(
		"Bad Request: wrong parameter action in request",
	);
	expect(await refusal("answerCallbackQuery", { callback_query_id: "1", text: "x".repeat(201) })).toBe(
		"Bad Request: MESSAGE_TOO_LONG",
	);
	const commands = (command: string, description: string) =>
		refusal("setMyCommands", { commands: [{ command, description }] });
	expect(await commands("start", "شروع")).toBe("ok");
	expect(await commands("Start", "شروع")).toBe("Bad Request: BOT_COMMAND_INVALID");
	expect(await commands("x".repeat(33), "شروع")).toBe("Bad Request: BOT_COMMAND_INVALID");
	expect(await commands("start", "")).toBe("Bad Request: BOT_COMMAND_DESCRIPTION_INVALID");
	expect(await commands("start", "x".repeat(257))).toBe("Bad Request: BOT_COMMAND_DESCRIPTION_INVALID");
	const many = Array.from({ length: 101 }, (_, n) => ({ command: `c${n}`, description: "x" }));
	expect(await refusal("setMyCommands", { commands: many })).toBe("Bad Request: BOT_COMMANDS_TOO_MUCH");
	expect(await refusal("setMyName", { name: "x".repeat(65) })).toBe("Bad Request: bot name is too long");
	expect(await refusal("setMyDescription", { description: "x".repeat(513) })).toBe(
		"Bad Request: bot description is too long",
	);
	expect(await refusal("setMyShortDescription", { short_description: "x".repeat(121) })).toBe(
		"Bad Request: bot shortDescription is too long",
	);
});

test("a deep link whose payload Telegram would drop is noted", async () => {
	const { api, says } = await aServer();
	const link = (payload: string) => ({
		text: `<a href="https://t.me/${api.username}?start=${payload}">x</a>`,
		parse_mode: "HTML",
	});
	expect(await says(link("abc_-9"))).toBe("ok");
	expect(api.violations).toEqual([]);
	expect(await says(link("a".repeat(65)))).toBe("ok");
	expect(await says(inline([{ text: "x", url: `https://t.me/${api.username}?start=a.b` }]))).toBe("ok");
	expect(api.violations.map(({ method }) => method)).toEqual(["link", "link"]);
});

test("forms and addresses are read like JSON", async () => {
	const { api, sara } = await aServer();
	const body = new URLSearchParams({
		chat_id: String(sara.id),
		text: "123",
		reply_markup: JSON.stringify({ inline_keyboard: [[press("x", "y")]] }),
	});
	await fetch(`${api.url}/bot${api.token}/sendMessage`, { method: "POST", body });
	expect(api.chat(sara.id).last).toMatchObject({ text: "123", inlineKeyboard: [[{ callback_data: "y" }]] });
	await fetch(`${api.url}/bot${api.token}/sendmessage?chat_id=${sara.id}&text=${encodeURIComponent("سلام")}`);
	expect(api.chat(sara.id).last?.text).toBe("سلام");
	expect(api.violations).toEqual([]);
});
