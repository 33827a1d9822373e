/** What people do, as the updates it makes, and what they see. */
import type { Update } from "@grammyjs/types";
import { expect, test } from "vitest";
import { aServer, type Served } from "./aServer.ts";

async function arrives({ call, api }: Served): Promise<Update[]> {
	const updates = (await call("getUpdates")).result as Update[];
	await call("getUpdates", { offset: (updates.at(-1)?.update_id ?? 0) + 1 });
	expect(api.pendingUpdates()).toBe(0);
	return updates;
}

test("a command carries its entity, a deep link its payload", async () => {
	const served = await aServer();
	const { sara } = served;
	sara.start("inv_abc-9");
	sara.sends(`/help و @someone و https://example.org/a #پسماند`);
	const [start, help] = await arrives(served);
	expect(start).toMatchObject({
		message: {
			text: "/start inv_abc-9",
			from: { id: sara.id, first_name: "سارا", language_code: "fa", is_bot: false },
			chat: { id: sara.id, type: "private", first_name: "سارا" },
			entities: [{ type: "bot_command", offset: 0, length: 6 }],
		},
	});
	expect(help?.message?.entities?.map(({ type }) => type)).toEqual(["bot_command", "mention", "url", "hashtag"]);
	expect((help?.message?.message_id ?? 0) > (start?.message?.message_id ?? 0)).toBe(true);
	expect(() => sara.start("نه")).toThrow("Telegram passes no such payload on");
});

test("clients send no empty text, cut long ones, and keep strange ones", async () => {
	const served = await aServer();
	const { sara } = served;
	expect(() => sara.sends(" \u200f ")).toThrow("do not send an empty message");
	sara.sends("س".repeat(5000));
	sara.sends("a\u0000b\u202ec\ud800");
	sara.sends("a\u0000\ud800", { raw: true });
	const texts = (await arrives(served)).map(({ message }) => message?.text);
	expect(texts.slice(0, 2).map((text) => text?.length)).toEqual([4096, 904]);
	expect(texts.slice(2)).toEqual(["a b\u202ec\ufffd", "a\u0000\ud800"]);
});

test("a tap carries the message as it stands; only buttons that are there can be tapped", async () => {
	const served = await aServer();
	const { api, sara, call } = served;
	await call("sendMessage", {
		chat_id: sara.id,
		text: "<b>نام</b>؟",
		parse_mode: "HTML",
		reply_markup: { inline_keyboard: [[{ text: "الف", callback_data: "a" }]] },
	});
	const messageId = api.chat(sara.id).last?.messageId ?? 0;
	expect(() => sara.taps(messageId, "b")).toThrow('has no button "b"');
	const tap = sara.taps(messageId, "a");
	sara.taps(messageId, "b", { forged: true });
	sara.deletes(messageId);
	sara.taps(messageId, "a", { forged: true });
	const [real, forged, gone] = await arrives(served);
	expect(real?.callback_query).toMatchObject({
		id: tap.queryId,
		data: "a",
		from: { id: sara.id },
		message: {
			message_id: messageId,
			text: "نام؟",
			entities: [{ type: "bold", offset: 0, length: 3 }],
			reply_markup: { inline_keyboard: [[{ text: "الف", callback_data: "a" }]] },
			from: { is_bot: true },
		},
	});
	expect(forged?.callback_query?.data).toBe("b");
	expect(gone?.callback_query?.message).toEqual({
		chat: expect.objectContaining({ id: sara.id }),
		message_id: messageId,
		date: 0,
	});
	expect(api.unansweredTaps()).toHaveLength(3);
	await call("answerCallbackQuery", { callback_query_id: tap.queryId, text: "باشد", show_alert: true });
	expect(tap.answer).toEqual({ text: "باشد", alert: true, url: undefined });
	expect(api.chat(sara.id).toast).toMatchObject({ text: "باشد", alert: true });
	expect(api.unansweredTaps()).toHaveLength(2);
});

test("the reply keyboard shares contact and place, and goes away when removed", async () => {
	const served = await aServer();
	const { api, sara, call } = served;
	const keyboard = [
		[{ text: "شمارهٔ من", request_contact: true }],
		[{ text: "جای من", request_location: true }, { text: "بعداً" }],
	];
	await call("sendMessage", { chat_id: sara.id, text: "؟", reply_markup: { keyboard, resize_keyboard: true } });
	expect(api.chat(sara.id).replyKeyboard?.rows).toEqual(keyboard);
	sara.pressesReplyButton("شمارهٔ من");
	sara.pressesReplyButton("جای من", { place: { latitude: 36.3, longitude: 50 } });
	sara.pressesReplyButton("بعداً");
	sara.sharesContact({ own: false, phone: "+989121112233" });
	expect(() => sara.pressesReplyButton("نیست")).toThrow("there is no reply button");
	const [own, place, text, other] = (await arrives(served)).map(({ message }) => message);
	expect(own).toMatchObject({
		contact: { user_id: sara.id, phone_number: sara.phone },
		reply_to_message: { text: "؟" },
	});
	expect(place?.location).toEqual({ latitude: 36.3, longitude: 50 });
	expect(text?.text).toBe("بعداً");
	expect(other?.contact).toEqual({ phone_number: "+989121112233", first_name: "دوست" });
	await call("sendMessage", { chat_id: sara.id, text: "دریافت شد", reply_markup: { remove_keyboard: true } });
	expect(api.chat(sara.id).replyKeyboard).toBeUndefined();
	expect(api.violations).toEqual([]);
});

test("photos, albums, voices, files, stickers and polls come as Telegram sends them", async () => {
	const served = await aServer();
	const { api, sara } = served;
	sara.sendsPhoto(undefined, { caption: "زباله" });
	sara.sendsAlbum(3);
	sara.sendsVoice(7);
	sara.sendsDocument(Buffer.from("سند"), "پروانه.pdf", "application/pdf");
	sara.sendsSticker();
	sara.sendsPoll();
	sara.sendsVideo(4);
	const [photo, ...rest] = (await arrives(served)).map(({ message }) => message);
	expect(photo).toMatchObject({
		caption: "زباله",
		photo: [
			{ width: 90, height: 90 },
			{ width: 96, height: 96 },
		],
	});
	const album = rest.slice(0, 3).map((message) => message?.media_group_id);
	expect(new Set(album).size).toBe(1);
	expect(album[0]).toBeDefined();
	expect(rest[3]?.voice).toMatchObject({ duration: 7, mime_type: "audio/ogg" });
	expect(rest[4]?.document).toMatchObject({ file_name: "پروانه.pdf", mime_type: "application/pdf", file_size: 6 });
	expect(rest[5]?.sticker?.type).toBe("regular");
	expect(rest[6]?.poll?.question).toBe("?");
	expect(api.chat(sara.id).messages.map(({ kind }) => kind)).toEqual([
		"text",
		"photo",
		"photo",
		"photo",
		"photo",
		"voice",
		"document",
		"sticker",
		"poll",
		"video",
	]);
});

test("edits, replies, forwards and old dates are what they are", async () => {
	const served = await aServer();
	const { sara } = served;
	const first = sara.sends("اول");
	sara.edits(first.message_id, "دوم");
	sara.sends("پاسخ", { replyTo: first.message_id, date: new Date("2026-01-01T00:00:00Z") });
	sara.forwards({ chatId: sara.id, messageId: first.message_id });
	const [, edited, reply, forward] = await arrives(served);
	expect(edited?.edited_message).toMatchObject({
		message_id: first.message_id,
		text: "دوم",
		edit_date: expect.any(Number),
	});
	expect(reply?.message).toMatchObject({ reply_to_message: { text: "دوم" }, date: 1767225600 });
	expect(forward?.message).toMatchObject({
		text: "دوم",
		forward_origin: { type: "user", sender_user: { id: sara.id } },
	});
});

test("blocking and coming back are told", async () => {
	const served = await aServer();
	const { sara, says } = served;
	sara.blocks();
	expect(await says({})).toBe("Forbidden: bot was blocked by the user");
	sara.start();
	const statuses = (await arrives(served)).map(
		({ my_chat_member, message }) => my_chat_member?.new_chat_member.status ?? message?.text,
	);
	expect(statuses).toEqual(["kicked", "member", "/start"]);
	expect(await says({})).toBe("ok");
});

test("in a group the bot hears what is meant for it, writes there, and is thrown out", async () => {
	const served = await aServer();
	const { api, sara, call, refusal } = served;
	const omid = api.person({ firstName: "امید" });
	const group = api.group({ title: "کمیته", members: [sara, omid] });
	const write = () => refusal("sendMessage", { chat_id: group.id, text: "سلام" });
	expect(await write()).toBe("Forbidden: bot is not a member of the group chat");
	group.addBot();
	expect(await write()).toBe("ok");
	const botMessage = api.chat(group.id).lastFromBot?.messageId ?? 0;
	omid.sends("گپ", { in: group });
	omid.sends("/link", { in: group });
	omid.sends(`/link@${api.username}`, { in: group });
	omid.sends("/link@another_bot", { in: group });
	omid.sends("پاسخ", { in: group, replyTo: botMessage });
	const [added, joined, ...heard] = await arrives(served);
	expect(added?.my_chat_member).toMatchObject({
		chat: { type: "group", title: "کمیته" },
		new_chat_member: { status: "member" },
	});
	expect(joined?.message?.new_chat_members?.[0]?.username).toBe(api.username);
	expect(heard.map(({ message }) => message?.text)).toEqual(["/link", `/link@${api.username}`, "پاسخ"]);
	expect((await call("getChatMemberCount", { chat_id: group.id })).result).toBe(3);
	expect((await call("getChatMember", { chat_id: group.id, user_id: omid.id })).result).toMatchObject({
		status: "member",
	});
	expect((await call("getChat", { chat_id: group.id })).result).toMatchObject({ title: "کمیته", type: "group" });
	expect(await refusal("sendMessage", { chat_id: omid.id, text: "x" })).toBe(
		"Forbidden: bot can't initiate conversation with a user",
	);
	group.removeBot();
	expect(await write()).toBe("Forbidden: bot was kicked from the group chat");
	expect((await arrives(served)).at(-1)?.my_chat_member?.new_chat_member.status).toBe("kicked");
	expect(api.violations).toEqual([]);
});

test("a group that becomes a supergroup says so, and its old number answers where it went", async () => {
	const served = await aServer();
	const { api, sara, call, refusal } = served;
	const group = api.group({ title: "کمیته", members: [sara] });
	group.addBot();
	const old = group.id;
	await arrives(served);
	group.upgradeToSupergroup();
	expect(group.id).toBeLessThan(-1_000_000_000_000);
	expect(await call("sendMessage", { chat_id: old, text: "x" })).toEqual({
		ok: false,
		error_code: 400,
		description: "Bad Request: group chat was upgraded to a supergroup chat",
		parameters: { migrate_to_chat_id: group.id },
	});
	expect(await refusal("sendMessage", { chat_id: group.id, text: "x" })).toBe("ok");
	const told = (await arrives(served)).map(
		({ message }) => message?.migrate_to_chat_id ?? message?.migrate_from_chat_id,
	);
	expect(told).toEqual([group.id, old]);
	expect(api.violations).toEqual([]);
});

test("copies, forwards, pins, reactions, places and albums are shown", async () => {
	const { api, sara, call } = await aServer();
	const photo = sara.sendsPhoto(undefined, { caption: "الف" });
	const from = { chat_id: sara.id, from_chat_id: sara.id, message_id: photo.message_id };
	await call("copyMessage", { ...from, caption: "<b>ب</b>", parse_mode: "HTML" });
	expect(api.chat(sara.id).last).toMatchObject({ text: "ب", from: "bot", forwarded: false, kind: "photo" });
	await call("forwardMessage", from);
	expect(api.chat(sara.id).last).toMatchObject({ text: "الف", from: "bot", forwarded: true });
	const messageId = api.chat(sara.id).last?.messageId;
	await call("pinChatMessage", { chat_id: sara.id, message_id: messageId });
	await call("setMessageReaction", {
		chat_id: sara.id,
		message_id: messageId,
		reaction: [{ type: "emoji", emoji: "👍" }],
	});
	expect(api.chat(sara.id).last).toMatchObject({ pinned: true, reactions: ["👍"] });
	await call("sendVenue", { chat_id: sara.id, latitude: 36.2, longitude: 50, title: "دفتر", address: "هادی‌آباد" });
	expect(api.chat(sara.id).last).toMatchObject({ kind: "venue", location: { latitude: 36.2 } });
	await call("sendContact", { chat_id: sara.id, phone_number: "+98", first_name: "دبیر" });
	const copies = (await call("copyMessages", { ...from, message_id: undefined, message_ids: [photo.message_id, 1] }))
		.result;
	expect(copies).toHaveLength(1);
	const file = photo.photo?.[0]?.file_id;
	await call("sendMediaGroup", {
		chat_id: sara.id,
		media: [
			{ type: "photo", media: file, caption: "ج" },
			{ type: "photo", media: file },
		],
	});
	const [one, two] = api.chat(sara.id).messages.slice(-2);
	expect(one?.mediaGroupId).toBe(two?.mediaGroupId);
	await call("editMessageMedia", {
		chat_id: sara.id,
		message_id: one?.messageId,
		media: { type: "photo", media: file, caption: "د" },
	});
	expect(api.chat(sara.id).messages.at(-2)).toMatchObject({ text: "د", edited: true });
	await call("deleteMessages", { chat_id: sara.id, message_ids: [one?.messageId, two?.messageId] });
	expect(api.chat(sara.id).last?.kind).toBe("photo");
	expect(api.violations).toEqual([]);
});

test("a link to a person's number mentions whom the bot knows, and nobody else", async () => {
	const { api, sara, says } = await aServer();
	const text = `<a href="tg://user?id=${sara.id}">سارا</a> و <a href="tg://user?id=5">او</a>`;
	expect(await says({ text, parse_mode: "HTML" })).toBe("ok");
	expect(api.chat(sara.id).last?.entities).toEqual([
		{ type: "text_mention", offset: 0, length: 4, user: expect.objectContaining({ id: sara.id }) },
	]);
	expect(api.chat(sara.id).last?.text).toBe("سارا و او");
});

test("a message older than 48 hours stays", async () => {
	let now = new Date("2026-11-24T06:30:00Z");
	const { sara, call, refusal } = await aServer({ now: () => now });
	const { message_id } = (await call("sendMessage", { chat_id: sara.id, text: "x" })).result;
	now = new Date(now.getTime() + 49 * 3_600_000);
	expect(await refusal("deleteMessage", { chat_id: sara.id, message_id })).toBe(
		"Bad Request: message can't be deleted for everyone",
	);
	expect(await refusal("editMessageText", { chat_id: sara.id, message_id, text: "y" })).toBe("ok");
});

test("commands and descriptions are kept per scope and language", async () => {
	const { api, sara, call } = await aServer();
	const list = (description: string) => [{ command: "start", description }];
	await call("setMyCommands", { commands: list("everybody") });
	await call("setMyCommands", { commands: list("همه"), language_code: "fa" });
	await call("setMyCommands", { commands: list("سارا"), scope: { type: "chat", chat_id: sara.id } });
	const seen = (language: string, chatId = 5) =>
		api.profile.commandsFor({ chatId, userId: chatId, group: false, language });
	expect([seen("en"), seen("fa"), seen("fa", sara.id)]).toEqual([list("everybody"), list("همه"), list("سارا")]);
	expect((await call("getMyCommands", { language_code: "fa" })).result).toEqual(list("همه"));
	await call("deleteMyCommands", { scope: { type: "chat", chat_id: sara.id } });
	expect(seen("fa", sara.id)).toEqual(list("همه"));
	await call("setMyName", { name: "دبیر", language_code: "fa" });
	expect((await call("getMyName", { language_code: "fa" })).result).toEqual({ name: "دبیر" });
	await call("setMyShortDescription", { short_description: "کوتاه" });
	expect((await call("getMyShortDescription", { language_code: "en" })).result).toEqual({ short_description: "کوتاه" });
	await call("setChatMenuButton", { menu_button: { type: "commands" } });
	expect(api.violations).toEqual([]);
});
