import { createServer as createHttpServer, request as httpRequest } from "node:http";
import { type AddressInfo, connect, createServer, type Socket } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { classify } from "../../src/telegram/errors.ts";
import { asBulk } from "../../src/telegram/transport.ts";
import { aLine } from "./aLine.ts";

/** A name that no resolver knows: only the proxy can make something of it. */
const HOST = "telegram.invalid";

interface Proxy {
	url: string;
	/** What it was asked to reach. */
	asked: string[];
	/** Where it leads, whatever it is asked for. */
	leadTo(url: string): void;
}

async function listening(server: ReturnType<typeof createServer>): Promise<number> {
	const sockets = new Set<Socket>();
	server.on("connection", (socket: Socket) => sockets.add(socket));
	await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", () => resolve()));
	onTestFinished(() => {
		for (const socket of sockets) socket.destroy();
		server.close();
	});
	return (server.address() as AddressInfo).port;
}

/** Speaks SOCKS5 without a password, and counts names only: an address would be one that was looked up by the client. */
async function aSocksProxy(): Promise<Proxy> {
	const asked: string[] = [];
	let target = 0;
	const server = createServer((client) => {
		client.on("error", () => undefined);
		client.once("data", () => {
			client.write(Buffer.from([5, 0]));
			client.once("data", (request: Buffer) => {
				const kind = request[3];
				const length = request[4] ?? 0;
				asked.push(kind === 3 ? request.subarray(5, 5 + length).toString() : `address kind ${kind}`);
				const upstream = connect(target, "127.0.0.1", () => {
					client.write(Buffer.from([5, 0, 0, 1, 0, 0, 0, 0, 0, 0]));
					client.pipe(upstream).pipe(client);
				});
				upstream.on("error", () => client.destroy());
			});
		});
	});
	const port = await listening(server);
	return {
		url: `socks5h://127.0.0.1:${port}`,
		asked,
		leadTo: (url) => {
			target = Number(new URL(url).port);
		},
	};
}

async function anHttpProxy(): Promise<Proxy> {
	const asked: string[] = [];
	let target = "";
	const server = createHttpServer((incoming, outgoing) => {
		const url = new URL(incoming.url ?? "");
		asked.push(url.hostname);
		const upstream = httpRequest(
			new URL(url.pathname, target),
			{ method: incoming.method ?? "POST", headers: incoming.headers },
			(answer) => {
				outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
				answer.pipe(outgoing);
			},
		);
		incoming.pipe(upstream);
	});
	server.on("connect", (incoming, socket: Socket) => {
		asked.push(incoming.url ?? "");
		socket.end("HTTP/1.1 502 Bad Gateway\r\n\r\n");
	});
	const port = await listening(server);
	return {
		url: `http://user:pass@127.0.0.1:${port}`,
		asked,
		leadTo: (url) => {
			target = url;
		},
	};
}

test("a socks5h proxy is handed Telegram's name, not an address", async () => {
	const proxy = await aSocksProxy();
	const { botApi, api, sara } = await aLine({ proxy: proxy.url, root: `http://${HOST}:8081` });
	proxy.leadTo(botApi.url);
	await api.sendMessage(sara.id, "سلام");
	expect(botApi.ledger.sent()).toHaveLength(1);
	expect(new Set(proxy.asked)).toEqual(new Set([HOST]));
});

test("an http proxy is handed Telegram's name, not an address", async () => {
	const proxy = await anHttpProxy();
	const { botApi, api, sara } = await aLine({ proxy: proxy.url, root: `http://${HOST}:8081` });
	proxy.leadTo(botApi.url);
	await api.sendMessage(sara.id, "سلام");
	expect(botApi.ledger.sent()).toHaveLength(1);
	expect(new Set(proxy.asked)).toEqual(new Set([HOST]));
});

test("a proxy that cannot reach Telegram: certainly not sent, and its password is in no error", async () => {
	const proxy = await anHttpProxy();
	const { api, sara } = await aLine({ proxy: proxy.url, root: `https://${HOST}` });
	const error = await asBulk(() => api.sendMessage(sara.id, "سلام")).catch((caught: Error) => caught);
	expect(classify(error)).toEqual({ class: "notSent", reason: "refused" });
	expect(proxy.asked).toEqual([`${HOST}:443`]);
	expect(JSON.stringify(error) + String(error)).not.toContain("pass@");
});

test("a proxy that is not there: certainly not sent", async () => {
	for (const proxy of ["socks5h://127.0.0.1:1", "http://127.0.0.1:1"]) {
		const { api, sara } = await aLine({ proxy, root: `https://${HOST}` });
		const error = await asBulk(() => api.sendMessage(sara.id, "سلام")).catch((caught: Error) => caught);
		expect(classify(error)).toEqual({ class: "notSent", reason: "refused" });
	}
});
