/** P14: the webhook is closed to all but Telegram, and what it takes is stored before it is confirmed. */

import { once } from "node:events";
import { connect, createServer } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { aGate } from "../support/gate.ts";
import { aDatabaseUri } from "../support/mongod.ts";
import { aTown, type Town } from "../support/town.ts";

const SECRET = "a-secret_of-the-webhook";

async function aWebhookTown(env: Record<string, string> = {}): Promise<Town> {
	const port = await freePort();
	return await aTown({
		pace: { requestMs: 500 },
		env: { WEBHOOK_URL: `http://127.0.0.1:${port}`, WEBHOOK_SECRET: SECRET, PORT: String(port), ...env },
	});
}

async function freePort(): Promise<number> {
	const server = createServer().listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as { port: number };
	server.close();
	await once(server, "close");
	return port;
}

const update = (id: number, text = "سلام") => ({
	update_id: id,
	message: {
		message_id: id,
		date: 1_790_000_000,
		from: { id: 77, is_bot: false, first_name: "سارا", language_code: "fa" },
		chat: { id: 77, type: "private", first_name: "سارا" },
		text,
	},
});

function post(town: Town, body: string, headers: Record<string, string> = {}): Promise<Response> {
	return fetch(`http://127.0.0.1:${town.dabir.port}/telegram`, {
		method: "POST",
		headers: { "content-type": "application/json", ...headers },
		body,
	});
}

/** What comes back for a request of which only this much is sent, until the line is cut. */
async function answerTo(town: Town, rest: string): Promise<string> {
	const socket = connect(town.dabir.port, "127.0.0.1");
	await once(socket, "connect");
	let answer = "";
	socket.setEncoding("utf8").on("data", (text) => {
		answer += text;
		if (answer.includes("\r\n\r\n")) socket.end();
	});
	socket.on("error", () => undefined);
	socket.write(`POST /telegram HTTP/1.1\r\nHost: x\r\nX-Telegram-Bot-Api-Secret-Token: ${SECRET}\r\n${rest}`);
	await once(socket, "close");
	return answer;
}

const secret = { "x-telegram-bot-api-secret-token": SECRET };

test("Telegram itself is heard through the webhook, and answered", async () => {
	const town = await aWebhookTown();
	const sara = town.newcomer("سارا");
	await sara.does((client) => client.start());
	expect(sara.sees).toContain("دبیر");
	expect(town.botApi.violations).toEqual([]);
});

test("without the right secret nothing is taken", async () => {
	const town = await aWebhookTown();
	const calls = town.botApi.ledger.entries.length;
	for (const headers of [
		{},
		{ "x-telegram-bot-api-secret-token": "" },
		{ "x-telegram-bot-api-secret-token": `${SECRET}x` },
	]) {
		expect((await post(town, JSON.stringify(update(1)), headers as Record<string, string>)).status).toBe(401);
	}
	await town.settles();
	expect(town.botApi.ledger.entries.length).toBe(calls);
});

test("a body that is too big, or no update at all, has no effect", async () => {
	const town = await aWebhookTown();
	const calls = town.botApi.ledger.entries.length;
	const head = await answerTo(town, `Content-Length: 300000\r\n\r\n`);
	expect(head).toContain("413");
	for (const body of ["", "{", "[]", "null", '{"update_id":"1"}', '{"hello":1}']) {
		expect((await post(town, body, secret)).status).toBe(400);
	}
	await town.settles();
	expect(town.botApi.ledger.entries.length).toBe(calls);
});

test("a body that trickles in is cut", async () => {
	const town = await aWebhookTown();
	const startedAt = performance.now();
	const head = await answerTo(town, "Content-Length: 100\r\n\r\n{");
	expect(head).not.toContain("200");
	expect(performance.now() - startedAt).toBeLessThan(3_000);
});

test("updates are acknowledged within a second, 99 of 100", async () => {
	const town = await aWebhookTown();
	const took: number[] = [];
	for (let round = 0; round < 10; round++) {
		await Promise.all(
			Array.from({ length: 10 }, async (_, index) => {
				const startedAt = performance.now();
				const response = await post(town, JSON.stringify(update(1_000 + round * 10 + index)), secret);
				took.push(performance.now() - startedAt);
				expect(response.status).toBe(200);
			}),
		);
	}
	expect(took.toSorted((a, b) => a - b)[Math.floor(took.length * 0.99) - 1]).toBeLessThan(1_000);
});

test("while the database is away Telegram is asked to come again, and then it is heard once", {
	timeout: 60_000,
}, async () => {
	const gate = await aGate(aDatabaseUri());
	onTestFinished(gate.stop);
	const town = await aWebhookTown({ MONGODB_URI: gate.uri, LOG_LEVEL: "silent" });
	const sara = town.newcomer("سارا");
	gate.shut();
	expect((await post(town, JSON.stringify(update(1)), secret)).status).toBe(503);
	sara.client.start();
	gate.open();
	await town.settles();
	expect(sara.screen).toHaveLength(1);
});
