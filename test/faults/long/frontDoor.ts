/** What stands before several bots in webhook mode: hands each of Telegram's letters to one that is alive, in turn. */
import { once } from "node:events";
import { createServer, type IncomingMessage } from "node:http";
import type { AddressInfo } from "node:net";
import type { Bot } from "./aBot.ts";

export const WEBHOOK_SECRET = "only-the-front-door-knows";
const SECRET_HEADER = "x-telegram-bot-api-secret-token";

export interface FrontDoor {
	/** For WEBHOOK_URL. */
	url: string;
	/** Who serves, in turn; to be filled and changed as it goes. */
	bots: Bot[];
	close(): Promise<void>;
}

export async function aFrontDoor(): Promise<FrontDoor> {
	const door: FrontDoor = { url: "", bots: [], close };
	let turn = 0;
	const server = createServer(async (request, response) => {
		const body = await bodyOf(request);
		const headers = { "content-type": "application/json", [SECRET_HEADER]: String(request.headers[SECRET_HEADER]) };
		const first = turn++;
		const serving = door.bots.filter((bot) => bot.isAlive);
		for (let next = 0; next < serving.length; next++) {
			const port = serving[(first + next) % serving.length]?.port;
			try {
				const answer = await fetch(`http://127.0.0.1:${port}/telegram`, { method: "POST", headers, body });
				const said = await answer.text();
				response.writeHead(answer.status).end(said);
				return;
			} catch {
				// Nobody opens there: the next one is asked.
			}
		}
		response.writeHead(502).end();
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	door.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
	return door;

	async function close(): Promise<void> {
		server.closeAllConnections();
		server.close();
	}
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	let body = "";
	for await (const piece of request.setEncoding("utf8")) body += piece;
	return body;
}
