/** How updates reach the bot: long polls under Telegram's rules, or a webhook that is come back to. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { Update } from "@grammyjs/types";
import { Bot, webhookCallback } from "grammy";
import { expect, onTestFinished, test } from "vitest";
import { clockAt } from "../../src/kit/clock.ts";
import { aServer, type Served } from "./aServer.ts";

const START = new Date("2026-11-24T06:30:00Z");

function textsOf(updates: Update[]): (string | undefined)[] {
	return updates.map((update) => update.message?.text ?? update.callback_query?.data);
}

async function polls({ call }: Served, parameters: object = {}): Promise<Update[]> {
	const answer = await call("getUpdates", parameters);
	if (!answer.ok) throw new Error(answer.description);
	return answer.result;
}

test("an update comes again until a higher offset confirms it", async () => {
	const served = await aServer();
	const { api, sara } = served;
	for (const text of ["یک", "دو", "سه"]) sara.sends(text);
	const first = await polls(served, { limit: 2 });
	expect(textsOf(first)).toEqual(["یک", "دو"]);
	expect(textsOf(await polls(served))).toEqual(["یک", "دو", "سه"]);
	expect(api.pendingUpdates()).toBe(3);
	const offset = (first[1]?.update_id ?? 0) + 1;
	expect(textsOf(await polls(served, { offset }))).toEqual(["سه"]);
	expect(api.pendingUpdates()).toBe(1);
});

test("a negative offset forgets all but the last", async () => {
	const served = await aServer();
	for (const text of ["یک", "دو", "سه"]) served.sara.sends(text);
	expect(textsOf(await polls(served, { offset: -1 }))).toEqual(["سه"]);
	expect(served.api.pendingUpdates()).toBe(1);
});

test("a long poll ends when something comes, and empty when nothing does", async () => {
	const served = await aServer();
	expect(await polls(served, { timeout: 1 })).toEqual([]);
	const waiting = polls(served, { timeout: 30 });
	await served.call("getMe");
	served.sara.sends("سلام");
	served.sara.sends("بدرود");
	expect(textsOf(await waiting)).toEqual(["سلام", "بدرود"]);
});

test("a second poll ends the first with a conflict", async () => {
	const served = await aServer();
	const first = served.call("getUpdates", { timeout: 30 });
	await served.call("getMe");
	const second = served.call("getUpdates", { timeout: 30 });
	expect(await first).toEqual({
		ok: false,
		error_code: 409,
		description: "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
	});
	served.sara.sends("سلام");
	expect((await second).ok).toBe(true);
	expect(served.api.violations).toEqual([]);
});

test("a poll whose line broke loses nothing", async () => {
	const served = await aServer();
	const { api } = served;
	const breaking = new AbortController();
	const broken = fetch(`${api.url}/bot${api.token}/getUpdates?timeout=30`, { signal: breaking.signal });
	await served.call("getMe");
	breaking.abort();
	await expect(broken).rejects.toThrow();
	await api.next((event) => event.type === "call" && event.entry.method === "getUpdates");
	served.sara.sends("سلام");
	expect(textsOf(await polls(served))).toEqual(["سلام"]);
});

test("only kinds that were asked for come, and the last request is remembered", async () => {
	const served = await aServer();
	const { api, sara } = served;
	await polls(served, { allowed_updates: ["callback_query"] });
	sara.sends("سلام");
	await polls(served);
	sara.sends("سلام");
	expect(api.pendingUpdates()).toBe(0);
	await polls(served, { allowed_updates: [] });
	sara.sends("سلام");
	expect(api.pendingUpdates()).toBe(1);
	expect(await served.refusal("getUpdates", { allowed_updates: ["mesage"] })).toMatch(/^Bad Request: wrong parameter/);
	expect(await served.refusal("getUpdates", { limit: 101 })).toMatch(/^Bad Request: wrong parameter limit/);
});

test("a tap is kept 150 seconds, a message a day", async () => {
	const clock = clockAt(START);
	const served = await aServer({ now: clock.now });
	const { api, sara, call } = served;
	await call("sendMessage", {
		chat_id: sara.id,
		text: "?",
		reply_markup: { inline_keyboard: [[{ text: "x", callback_data: "y" }]] },
	});
	const tap = sara.taps(api.chat(sara.id).last?.messageId ?? 0, "y");
	sara.sends("سلام");
	const answers = () => served.refusal("answerCallbackQuery", { callback_query_id: tap.queryId });
	clock.moveTo(new Date(START.getTime() + 149_000));
	expect(await answers()).toBe("ok");
	expect(await answers()).toBe("ok");
	expect(api.pendingUpdates()).toBe(2);
	clock.moveTo(new Date(START.getTime() + 151_000));
	expect(await answers()).toMatch(/query is too old/);
	expect(textsOf(await polls(served))).toEqual(["سلام"]);
	clock.moveTo(new Date(START.getTime() + 86_401_000));
	expect(api.pendingUpdates()).toBe(0);
});

test("an update can come twice, out of order, or with a number that began anew", async () => {
	const served = await aServer();
	const { api, sara } = served;
	api.updates.repeatNext();
	sara.sends("یک");
	const twice = await polls(served);
	expect(textsOf(twice)).toEqual(["یک", "یک"]);
	const offset = (twice[0]?.update_id ?? 0) + 1;
	expect(await polls(served, { offset })).toEqual([]);
	api.updates.repeat(twice[0] as Update);
	expect(textsOf(await polls(served, { offset }))).toEqual(["یک"]);

	api.updates.hold();
	sara.sends("دو");
	sara.sends("سه");
	expect(await polls(served, { offset })).toEqual([]);
	api.updates.release((held) => held.toReversed());
	expect(textsOf(await polls(served, { offset }))).toEqual(["سه", "دو"]);
	expect(await polls(served, { offset: offset + 2 })).toEqual([]);

	api.updates.numberFrom(17);
	sara.sends("چهار");
	const anew = await polls(served, { offset: offset + 2 });
	expect(anew.map(({ update_id }) => update_id)).toEqual([17]);
});

/** A place the webhook can reach, that answers as it is told. */
async function aHook(answers: (body: Update, secret: string | undefined) => number | Promise<number>) {
	const seen: Update[] = [];
	const server = createServer(async (request, response) => {
		const chunks: Buffer[] = [];
		for await (const chunk of request) chunks.push(chunk as Buffer);
		const update = JSON.parse(Buffer.concat(chunks).toString()) as Update;
		const status = await answers(update, request.headers["x-telegram-bot-api-secret-token"] as string | undefined);
		if (status === 200) seen.push(update);
		response.writeHead(status).end();
	});
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/telegram`, seen };
}

test("a webhook gets each update with the secret, and no poll beside it", async () => {
	const served = await aServer();
	const { api, sara, call, refusal } = served;
	const secrets: (string | undefined)[] = [];
	const hook = await aHook((_, secret) => {
		secrets.push(secret);
		return 200;
	});
	sara.sends("پیش از آن");
	expect(await refusal("setWebhook", { url: hook.url, secret_token: "راز" })).toBe(
		"Bad Request: secret token contains unallowed characters",
	);
	expect(await refusal("setWebhook", { url: "http://example.org/x" })).toBe(
		"Bad Request: bad webhook: An HTTPS URL must be provided for webhook",
	);
	await call("setWebhook", { url: hook.url, secret_token: "s3cret-_" });
	await api.next((event) => event.type === "updateConfirmed");
	sara.sends("پس از آن");
	await api.next((event) => event.type === "updateConfirmed");
	expect(textsOf(hook.seen)).toEqual(["پیش از آن", "پس از آن"]);
	expect(secrets).toEqual(["s3cret-_", "s3cret-_"]);
	expect(await refusal("getUpdates")).toBe(
		"Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
	);
	expect((await call("getWebhookInfo")).result).toMatchObject({ url: hook.url, pending_update_count: 0 });
	await call("deleteWebhook");
	expect(await refusal("getUpdates")).toBe("ok");
});

test("what a webhook did not take comes again, in order, while other chats go on", async () => {
	const served = await aServer({ webhook: { firstWaitMs: 5, longestWaitMs: 20 } });
	const { api, sara, call } = served;
	const omid = api.person({ firstName: "امید" });
	let refusals = 3;
	const hook = await aHook((update) => (update.message?.from?.id === sara.id && refusals-- > 0 ? 500 : 200));
	await call("setWebhook", { url: hook.url });
	const confirmed: Promise<unknown>[] = [];
	sara.sends("یک");
	sara.sends("دو");
	omid.start();
	await api.next((event) => event.type === "updateConfirmed");
	expect(textsOf(hook.seen)).toEqual(["/start"]);
	expect((await call("getWebhookInfo")).result).toMatchObject({
		pending_update_count: 2,
		last_error_message: "Wrong response from the webhook: 500 Internal Server Error",
	});
	confirmed.push(api.next((event) => event.type === "updateConfirmed" && api.pendingUpdates() === 0));
	await Promise.all(confirmed);
	expect(textsOf(hook.seen)).toEqual(["/start", "یک", "دو"]);
	expect(api.webhookPosts()).toBe(6);
});

test("a chat's messages wait for each other, a tap of the same person does not wait for them", async () => {
	const served = await aServer();
	const { api, sara, call } = served;
	const keyboard = { inline_keyboard: [[{ text: "x", callback_data: "تپ" }]] };
	await call("sendMessage", { chat_id: sara.id, text: "?", reply_markup: keyboard });
	let open = () => {};
	const gate = new Promise<void>((resolve) => {
		open = resolve;
	});
	const arrived: (string | undefined)[] = [];
	const hook = await aHook(async (update) => {
		arrived.push(...textsOf([update]));
		if (update.message) await gate;
		return 200;
	});
	await call("setWebhook", { url: hook.url });
	sara.sends("یک");
	sara.sends("دو");
	sara.taps(api.chat(sara.id).messages.find(({ inlineKeyboard }) => inlineKeyboard.length > 0)?.messageId ?? 0, "تپ");
	await api.next((event) => event.type === "updateConfirmed");
	expect(arrived.toSorted()).toEqual(["تپ", "یک"].toSorted());
	open();
	await api.next((event) => event.type === "updateConfirmed" && api.pendingUpdates() === 0);
	expect(arrived.at(-1)).toBe("دو");
});

test("a webhook that does not answer in time is come back to", async () => {
	const served = await aServer({ webhook: { timeLimitMs: 50, firstWaitMs: 5 } });
	const { api, sara, call } = served;
	let first = true;
	const hook = await aHook((): number | Promise<number> => {
		if (!first) return 200;
		first = false;
		return new Promise(() => {});
	});
	await call("setWebhook", { url: hook.url });
	sara.sends("یک");
	await api.next((event) => event.type === "updateConfirmed");
	expect(textsOf(hook.seen)).toEqual(["یک"]);
	expect((await call("getWebhookInfo")).result).toMatchObject({ last_error_message: "Read timeout expired" });
});

test("grammY's own webhook is understood", async () => {
	const served = await aServer();
	const { api, sara } = served;
	const bot = new Bot(api.token, { client: { apiRoot: api.url } });
	bot.on("message:text", (context) => context.reply(`«${context.message.text}»`));
	const server = createServer(webhookCallback(bot, "http", { secretToken: "secret" }));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
	await bot.api.setWebhook(url, { secret_token: "secret" });
	sara.sends("سلام");
	await api.next((event) => event.type === "updateConfirmed");
	expect(api.chat(sara.id).last?.text).toBe("«سلام»");
	expect(api.violations).toEqual([]);
});
