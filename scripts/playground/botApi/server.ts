/** The server's door: HTTP in, one call played, Telegram's kind of answer out, everything written down. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { Call, type Door, type Given } from "./call.ts";
import { COUNTED, calls, type Request } from "./calls.ts";
import type { Fault } from "./faults.ts";
import { type MethodName, methodNamed } from "./methods.ts";
import { Refused } from "./refusal.ts";
import type { World } from "./world.ts";

/** Telegram takes files of 50 MB; a request is a little more. */
const BODY_BYTES = 52 * 1024 * 1024;

export function createDoor(door: Door): Server {
	const calling = `/bot${door.token}/`;
	const file = `/file/bot${door.token}/`;
	return createServer({ keepAliveTimeout: 60_000, requestTimeout: 0 }, (request, response) => {
		const url = request.url ?? "";
		if (url.startsWith(calling)) {
			readBody(request, response, (body) => answer(door, request, response, url.slice(calling.length), body));
		} else if (url.startsWith(file)) sendFile(door, url.slice(file.length), response);
		else if (/^\/(file\/)?bot[^/]*\//.test(url)) refuse(response, new Refused(401, "Unauthorized", false));
		else refuse(response, new Refused(404, "Not Found", false));
	});
}

function readBody(request: IncomingMessage, response: ServerResponse, done: (body: Buffer) => void): void {
	const chunks: Buffer[] = [];
	let size = 0;
	request.on("data", (chunk: Buffer) => {
		size += chunk.length;
		if (size <= BODY_BYTES) chunks.push(chunk);
	});
	request.on("end", () => {
		if (size > BODY_BYTES) refuse(response, new Refused(413, "Request Entity Too Large", true));
		else done(chunks.length === 1 ? (chunks[0] as Buffer) : Buffer.concat(chunks));
	});
}

function sendFile({ world }: Door, path: string, response: ServerResponse): void {
	const file = world.files.byPath(path);
	if (!file) {
		refuse(response, new Refused(404, "Not Found", false));
		return;
	}
	response.writeHead(200, { "content-type": "application/octet-stream", "content-length": file.bytes.length });
	response.end(file.bytes);
}

async function answer(
	door: Door,
	request: IncomingMessage,
	response: ServerResponse,
	path: string,
	body: Buffer,
): Promise<void> {
	const cut = path.indexOf("?");
	const written = cut < 0 ? path : path.slice(0, cut);
	const call = new Call(door, written);
	try {
		const method = methodNamed(written);
		if (!method) throw new Refused(404, "Not Found: method not found", true);
		call.method = method;
		const uploads = call.read(request, body, cut < 0 ? "" : path.slice(cut + 1));
		const fault = call.meet();
		if (fault?.kind === "latency") await new Promise((resolve) => setTimeout(resolve, fault.delayMs));
		if (fault && !fault.accepted) return playFault(response, fault, call);
		const checked = call.check(method);
		const onGone = (gone: () => void) => response.on("close", () => response.writableFinished || gone());
		const result = await play(door.world, method, checked, { uploads, onGone });
		call.accepted(result);
		if (fault && fault.kind !== "latency") return playFault(response, fault, call, result);
		call.end({ kind: "accepted" });
		respond(response, 200, `{"ok":true,"result":${JSON.stringify(result)}}`);
	} catch (error) {
		if (!(error instanceof Refused)) {
			const description = `the server itself failed: ${error instanceof Error ? error.stack : error}`;
			door.violated({ method: call.method, description, parameters: call.given });
			call.end({ kind: "refused", code: 500, description });
			refuse(response, new Refused(500, "Internal Server Error", false));
			return;
		}
		if (error.violation) door.violated({ method: call.method, description: error.description, parameters: call.given });
		call.end({ kind: "refused", code: error.code, description: error.description });
		refuse(response, error);
	}
}

function play(world: World, method: MethodName, parameters: Given, request: Request): unknown {
	if (world.limiter.on && COUNTED.has(method)) world.limiter.check();
	return calls[method](world, parameters as never, request);
}

function playFault(response: ServerResponse, fault: Fault, call: Call, result?: unknown): void {
	call.end({ kind: "fault", fault: fault.kind, accepted: fault.accepted });
	switch (fault.kind) {
		case "429": {
			const error = new Refused(429, `Too Many Requests: retry after ${fault.retryAfter}`, false, {
				retry_after: fault.retryAfter,
			});
			refuse(response, error);
			return;
		}
		case "500":
			refuse(response, new Refused(500, "Internal Server Error", false));
			return;
		case "502": {
			const page =
				"<html>\r\n<head><title>502 Bad Gateway</title></head>\r\n<body><h1>502 Bad Gateway</h1></body>\r\n</html>";
			response.writeHead(502, { "content-type": "text/html" });
			response.end(page);
			return;
		}
		case "empty":
			respond(response, 200, "");
			return;
		case "truncated": {
			const whole = `{"ok":true,"result":${JSON.stringify(result ?? true)}}`;
			respond(response, 200, whole.slice(0, Math.floor(whole.length / 2)));
			return;
		}
		case "hang":
			return;
		default:
			response.socket?.destroy();
	}
}

function refuse(response: ServerResponse, { code, description, parameters }: Refused): void {
	const body = { ok: false, error_code: code, description, ...(parameters ? { parameters } : {}) };
	if (parameters?.retry_after) response.setHeader("retry-after", parameters.retry_after);
	respond(response, code, JSON.stringify(body));
}

function respond(response: ServerResponse, status: number, body: string): void {
	if (response.destroyed) return;
	response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
	response.end(body);
}
