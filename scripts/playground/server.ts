/** The playground's web page: serves its files, tells it what happens as it happens, takes what people do. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import { z } from "zod";
import type { BotApi } from "./botApi/index.ts";
import { deed, play } from "./deeds.ts";
import { createFeed } from "./feed.ts";
import type { WhoIs } from "./people.ts";
import type { Place } from "./places.ts";
import { listen } from "./ports.ts";
import { serveFile } from "./staticFiles.ts";

/** How far a press on the page's clock goes. */
export type ClockStep = "hour" | "day" | "due";

export interface PageOptions {
	botApi: BotApi;
	whoIs: WhoIs;
	places: readonly Place[];
	timeZone: string;
	now: () => Date;
	/** Whether the clock goes on by itself. */
	runs: boolean;
	/** Moves the clock and plays what falls due; false when nothing is due any more. */
	moveClock(step: ClockStep): Promise<boolean>;
	/** Phones that are open when the page is seen first. */
	first?: ReadonlySet<number>;
	/** The port to begin with; 0 takes any. */
	port?: number;
}

export interface Page {
	url: string;
	port: number;
	/** Tells the page that people or their roles may have changed. */
	refresh(): void;
	stop(): Promise<void>;
}

const pageDeed = z.discriminatedUnion("do", [
	z.strictObject({ do: z.literal("moveClock"), by: z.enum(["hour", "day", "due"]) }),
	z.strictObject({
		do: z.literal("addPerson"),
		firstName: z.string().trim().min(1).max(64),
		lastName: z.string().trim().max(64).optional(),
		language: z.enum(["fa", "en"]),
	}),
	z.strictObject({
		do: z.literal("addGroup"),
		title: z.string().trim().min(1).max(128),
		members: z.array(z.int()).min(1),
		bot: z.boolean(),
	}),
]);

type PageDeed = z.infer<typeof pageDeed>;
const anyDeed = z.discriminatedUnion("do", [pageDeed, deed]);
const isOfPage = (asked: z.infer<typeof anyDeed>): asked is PageDeed => !("person" in asked);

/** A photo of 20 MB in base64 and some more. */
const BODY_BYTES = 30 * 1024 * 1024;

export async function startPage(options: PageOptions): Promise<Page> {
	const { botApi } = options;
	const feed = createFeed(options);
	const server = createServer((request, response) => {
		answer(request, response).catch((error: unknown) => {
			if (!response.headersSent) json(response, 500, { ok: false, error: sentence(error) });
			else response.destroy();
		});
	});

	async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
		const { pathname } = new URL(request.url ?? "/", "http://page");
		// Only this machine's own browser may speak here, not a page of somebody else's that guessed the address.
		if (!isOwnHost(request)) return json(response, 403, { ok: false, error: "this page is served to 127.0.0.1 only" });
		if (request.method === "GET" && pathname === "/events") return await feed.listen(response);
		if (request.method === "POST" && pathname === "/act") return await act(request, response);
		if (request.method !== "GET") return json(response, 405, { ok: false, error: "only GET, and POST to /act" });
		if (pathname.startsWith("/file/")) return sentFile(botApi, decodeURIComponent(pathname.slice(6)), response);
		await serveFile(pathname, response);
	}

	async function act(request: IncomingMessage, response: ServerResponse): Promise<void> {
		if (!request.headers["content-type"]?.startsWith("application/json")) {
			return json(response, 415, { ok: false, error: "JSON is expected" });
		}
		const asked = anyDeed.safeParse(parsed(await bodyOf(request)));
		if (!asked.success) return json(response, 400, { ok: false, error: z.prettifyError(asked.error) });
		try {
			const outcome = isOfPage(asked.data) ? await playOnPage(asked.data) : play(botApi, asked.data);
			json(response, 200, { ok: true, ...outcome });
		} catch (error) {
			json(response, 200, { ok: false, error: sentence(error) });
		}
		feed.refresh();
	}

	async function playOnPage(asked: PageDeed): Promise<object> {
		if (asked.do === "moveClock") {
			const moved = await options.moveClock(asked.by);
			feed.tellClock();
			return moved ? {} : { nothingDue: true };
		}
		if (asked.do === "addPerson") {
			const { firstName, lastName, language } = asked;
			const person = botApi.person({ firstName, ...(lastName ? { lastName } : {}), languageCode: language });
			await feed.refreshNow();
			return { person: person.id };
		}
		const members = botApi.people.filter(({ id }) => asked.members.includes(id));
		const group = botApi.group({ title: asked.title, members });
		if (asked.bot) group.addBot();
		await feed.refreshNow();
		return { group: group.id };
	}

	const port = await listen(server, options.port ?? 0);
	return {
		url: `http://127.0.0.1:${port}/`,
		port,
		refresh: () => feed.refresh(),
		async stop() {
			feed.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function isOwnHost({ headers }: IncomingMessage): boolean {
	const name = headers.host?.replace(/:\d+$/, "");
	if (name !== "127.0.0.1" && name !== "localhost") return false;
	return headers.origin === undefined || headers.origin === `http://${headers.host}`;
}

function sentFile(botApi: BotApi, fileId: string, response: ServerResponse): void {
	const file = botApi.file(fileId);
	if (!file) {
		json(response, 404, { ok: false, error: "there is no such file" });
		return;
	}
	// Only pictures are shown; anything else is saved, so that a sent page cannot run here.
	const picture = /^image\/(jpeg|png|webp|gif)$/.test(file.mime);
	response.writeHead(200, {
		"content-type": picture ? file.mime : "application/octet-stream",
		"x-content-type-options": "nosniff",
		// After --fresh another picture has the same id.
		"cache-control": "no-store",
		...(picture ? {} : { "content-disposition": "attachment" }),
	});
	response.end(file.bytes);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
	const pieces: Buffer[] = [];
	let size = 0;
	for await (const piece of request as AsyncIterable<Buffer>) {
		size += piece.length;
		if (size > BODY_BYTES) throw new Error("that is too big: 20 MB at most");
		pieces.push(piece);
	}
	return Buffer.concat(pieces).toString("utf8");
}

/** What is no JSON is no deed either. */
function parsed(body: string): unknown {
	try {
		return JSON.parse(body);
	} catch {
		return undefined;
	}
}

function json(response: ServerResponse, status: number, body: object): void {
	response.writeHead(status, { "content-type": "application/json; charset=utf-8" });
	response.end(JSON.stringify(body));
}

function sentence(error: unknown): string {
	return error instanceof Error ? error.message : String(error);
}
