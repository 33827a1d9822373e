/** A postman between Telegram and the bot: carries every update as often, and to whom, a test wants. */
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import { onTestFinished } from "vitest";

/** Brings one letter to one of the bots; resolves to the status it answered. */
export type Carry = (to: number) => Promise<number>;

export interface Postman {
	url: string;
	/** Ports of the bots, in the order in which `carry` counts them. */
	bots: number[];
}

/** `round` carries each letter; Telegram hears of it once that is done. Its last status is Telegram's answer. */
export async function aPostman(round: (carry: Carry) => Promise<number>): Promise<Postman> {
	const postman: Postman = { url: "", bots: [] };
	const server = createServer(async (request, response) => {
		const body = await bodyOf(request);
		const headers = { "content-type": "application/json", ...secretOf(request) };
		const status = await round(async (to) => {
			const answer = await fetch(`http://127.0.0.1:${postman.bots[to]}/telegram`, { method: "POST", headers, body });
			await answer.arrayBuffer();
			return answer.status;
		}).catch(() => 502);
		response.writeHead(status).end();
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	postman.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	onTestFinished(() => {
		server.closeAllConnections();
		server.close();
	});
	return postman;
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	let body = "";
	for await (const piece of request.setEncoding("utf8")) body += piece;
	return body;
}

function secretOf(request: IncomingMessage): Record<string, string> {
	const name = "x-telegram-bot-api-secret-token";
	return { [name]: String(request.headers[name] ?? "") };
}
