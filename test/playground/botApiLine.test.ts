/** Flood control, a bad line, and the ledger that judges them. */
import { Bot, HttpError } from "grammy";
import { expect, test } from "vitest";
import { aServer, type Served } from "./aServer.ts";

/** A limiter whose time is moved by hand. */
async function limited(options: object = {}) {
	let now = 1000;
	const served = await aServer();
	served.api.limiter.switchOn({ perSecond: 3, chatBurst: 100, clock: () => now, ...options });
	return {
		served,
		pass: (milliseconds: number) => {
			now += milliseconds;
		},
	};
}

test("never more than the limit in any second, wherever the second begins", async () => {
	const { served, pass } = await limited();
	const { says } = served;
	for (const wait of [0, 400, 400]) {
		pass(wait);
		expect(await says({})).toBe("ok");
	}
	pass(199);
	const answer = await served.call("sendMessage", { chat_id: served.sara.id, text: "x" });
	expect(answer).toEqual({
		ok: false,
		error_code: 429,
		description: "Too Many Requests: retry after 1",
		parameters: { retry_after: 1 },
	});
	pass(1000);
	expect(await says({})).toBe("ok");
	expect(served.api.violations).toEqual([]);
	expect(served.api.ledger.counts.tooManyRequests).toBe(1);
});

test("the penalty is real: who goes on flooding is never let through", async () => {
	const { served, pass } = await limited();
	const { says, api } = served;
	for (let i = 0; i < 3; i++) await says({});
	for (let i = 0; i < 50; i++) {
		expect(await says({})).toBe("Too Many Requests: retry after 1");
		pass(100);
	}
	pass(899);
	expect(await says({})).toBe("Too Many Requests: retry after 1");
	pass(1000);
	expect(await says({})).toBe("ok");
	expect(await served.refusal("getMe")).toBe("ok");
	expect(api.ledger.sent()).toHaveLength(4);
});

test("one message a second to a chat after a burst, twenty a minute to a group, a penalty for all", async () => {
	const { served, pass } = await limited({ perSecond: 1000, chatBurst: 3, groupPerMinute: 5 });
	const { api, sara, says, refusal } = served;
	const omid = api.person({ firstName: "امید" });
	omid.start();
	for (let i = 0; i < 3; i++) expect(await says({})).toBe("ok");
	expect(await says({})).toBe("Too Many Requests: retry after 1");
	expect(await refusal("sendMessage", { chat_id: omid.id, text: "x" })).toBe("Too Many Requests: retry after 1");
	pass(1000);
	expect(await says({})).toBe("ok");
	const group = api.group({ title: "کمیته", members: [sara] });
	group.addBot();
	for (let i = 0; i < 5; i++) expect(await refusal("sendMessage", { chat_id: group.id, text: "x" })).toBe("ok");
	expect(await refusal("sendMessage", { chat_id: group.id, text: "x" })).toBe("Too Many Requests: retry after 60");
});

test("an edit counts overall but not against its chat; a paid broadcast has its own limit", async () => {
	const { served } = await limited({ perSecond: 4, chatBurst: 1 });
	const { sara, call, refusal, says } = served;
	const { message_id } = (await call("sendMessage", { chat_id: sara.id, text: "۰" })).result;
	const edits = (text: string) => refusal("editMessageText", { chat_id: sara.id, message_id, text });
	for (const text of ["۱", "۲", "۳"]) expect(await edits(text)).toBe("ok");
	expect(await edits("۴")).toBe("Too Many Requests: retry after 1");
	served.api.limiter.switchOn({ perSecond: 1, chatBurst: 100, clock: () => 0 });
	for (let i = 0; i < 5; i++) expect(await says({ allow_paid_broadcast: true })).toBe("ok");
	served.api.limiter.switchOff();
	for (let i = 0; i < 5; i++) expect(await says({})).toBe("ok");
});

const raw = async ({ api, sara }: Served, text = "سلام") =>
	fetch(`${api.url}/bot${api.token}/sendMessage`, {
		method: "POST",
		headers: { "content-type": "application/json" },
		body: JSON.stringify({ chat_id: sara.id, text }),
		signal: AbortSignal.timeout(200),
	});

test("each fault looks as it does on a bad day, and the ledger knows what arrived", async () => {
	const served = await aServer();
	const { api, sara } = served;
	const meets = (kind: Parameters<typeof api.faults.add>[0]["kind"]) => {
		api.faults.clear();
		api.faults.add({ kind, times: 1, method: "sendMessage", retryAfter: 7 });
		return raw(served, kind);
	};
	const tooMany = await meets("429");
	expect([tooMany.status, await tooMany.json()]).toEqual([
		429,
		{ ok: false, error_code: 429, description: "Too Many Requests: retry after 7", parameters: { retry_after: 7 } },
	]);
	expect((await meets("500")).status).toBe(500);
	const gateway = await meets("502");
	expect([gateway.status, await gateway.text()]).toEqual([502, expect.stringContaining("<html>")]);
	expect(await (await meets("empty")).text()).toBe("");
	await expect((await meets("truncated")).json()).rejects.toThrow(SyntaxError);
	await expect(meets("hang")).rejects.toThrow(/timeout/i);
	await expect(meets("dropBefore")).rejects.toThrow("fetch failed");
	await expect(meets("dropAfter")).rejects.toThrow("fetch failed");
	expect(api.ledger.accepted().map(({ parameters }) => parameters.text)).toEqual(["empty", "truncated", "dropAfter"]);
	expect(api.chat(sara.id).messages.map(({ text }) => text)).toEqual(["/start", "empty", "truncated", "dropAfter"]);
	expect(api.ledger.entries().map(({ outcome }) => outcome.kind)).toEqual(Array(8).fill("fault"));
	expect(api.violations).toEqual([]);
});

test("a fault can be the nth of a chat, delayed, or by a chance that repeats with its seed", async () => {
	const served = await aServer();
	const { api, sara, says } = served;
	const off = api.faults.add({ kind: "500", chatId: sara.id, nth: 2 });
	expect([await says({}), await says({}), await says({})]).toEqual(["ok", "Internal Server Error", "ok"]);
	off();
	api.faults.add({ kind: "latency", delayMs: 60, times: 1 });
	const before = performance.now();
	expect(await says({})).toBe("ok");
	expect(performance.now() - before).toBeGreaterThan(55);
	api.faults.clear();
	api.faults.add({ kind: "500", probability: 0.3 });
	const rolls = async () => {
		api.faults.seed(42);
		const all: string[] = [];
		for (let i = 0; i < 40; i++) all.push(await says({}));
		return all;
	};
	const once = await rolls();
	expect(once.filter((answer) => answer !== "ok").length).toBeGreaterThan(4);
	expect(await rolls()).toEqual(once);
});

test("grammY meets a dropped line as an error of the network", async () => {
	const { api, sara } = await aServer();
	const bot = new Bot(api.token, { client: { apiRoot: api.url } });
	api.faults.add({ kind: "dropAfter", times: 1 });
	await expect(bot.api.sendMessage(sara.id, "سلام")).rejects.toThrow(HttpError);
	expect(api.chat(sara.id).last?.text).toBe("سلام");
});

test("the ledger tells who got what, in order, and forgets what it need not keep", async () => {
	const served = await aServer({ ledgerLimit: 3 });
	const { api, sara, call } = served;
	await call("getMe");
	const { message_id } = (await call("sendMessage", { chat_id: sara.id, text: "۱" })).result;
	await call("editMessageText", { chat_id: sara.id, message_id, text: "۲" });
	await call("sendMessage", { chat_id: 42, text: "۳" });
	expect(api.ledger.entries().map(({ method, outcome }) => [method, outcome.kind])).toEqual([
		["sendMessage", "accepted"],
		["editMessageText", "accepted"],
		["sendMessage", "refused"],
	]);
	expect(api.ledger.accepted({ chatId: sara.id }).map(({ messageIds }) => messageIds)).toEqual([
		[message_id],
		[message_id],
	]);
	expect(api.ledger.sent()).toHaveLength(1);
	const [first, second] = api.ledger.entries();
	expect((second?.sequence ?? 0) - (first?.sequence ?? 0)).toBe(1);
	const none = await aServer({ ledgerLimit: 0 });
	await none.says({});
	expect(none.api.ledger.entries()).toEqual([]);
	expect(none.api.ledger.counts.accepted).toBeGreaterThan(0);
});

test("for measuring, any chat exists and nothing is kept", async () => {
	const { api, call, refusal } = await aServer({ chats: { implicit: true }, ledgerLimit: 0, checks: "light" });
	const first = (await call("sendMessage", { chat_id: 990_000_001, text: "<b>x</b>", parse_mode: "HTML" })).result as {
		message_id: number;
	};
	expect(first).toMatchObject({ chat: { id: 990_000_001, type: "private" }, text: "x", entities: [{ type: "bold" }] });
	const edits = (message_id: number) => refusal("editMessageText", { chat_id: 990_000_001, message_id, text: "y" });
	expect(await edits(first.message_id)).toBe("ok");
	expect(await edits(first.message_id + 1)).toBe("Bad Request: message to edit not found");
	expect(await refusal("deleteMessage", { chat_id: 990_000_001, message_id: first.message_id })).toBe("ok");
	expect(await refusal("sendMessage", { chat_id: -5, text: "x" })).toBe("Bad Request: chat not found");
	expect(() => api.chat(990_000_001)).toThrow("there is no chat");
});
