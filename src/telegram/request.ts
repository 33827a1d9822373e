/** One request to Telegram within its time limit: an answer of the Bot API, or a fault that knows whether it may have arrived. */
import { type Dispatcher, request } from "undici";
import { TransportError } from "./errors.ts";

export interface Request {
	method: string;
	url: string;
	contentType: string | undefined;
	body: string | Buffer | undefined;
	limitMs: number;
	signal: AbortSignal;
}

export interface Answer {
	ok: boolean;
	error_code?: number;
	description?: string;
	parameters?: { retry_after?: number };
}

/** One request within its time limit; every fault becomes a TransportError that knows whether it may have arrived. */
export async function send(call: Request, dispatcher: Dispatcher, token: string): Promise<Answer | TransportError> {
	const { method } = call;
	const abort = new AbortController();
	const onAbort = () => abort.abort();
	let late = false;
	const timer = setTimeout(() => {
		late = true;
		abort.abort();
	}, call.limitMs);
	if (call.signal.aborted) abort.abort();
	else call.signal.addEventListener("abort", onAbort, { once: true });
	try {
		const response = await request(call.url, {
			dispatcher,
			method: "POST",
			...(call.contentType !== undefined && { headers: { "content-type": call.contentType } }),
			...(call.body !== undefined && { body: call.body }),
			signal: abort.signal,
			headersTimeout: 0,
			bodyTimeout: 0,
		});
		return read(method, response.statusCode, await response.body.text());
	} catch (error) {
		if (late) return new TransportError("ambiguous", "timeout", `${method}: no answer within ${call.limitMs} ms`);
		if (call.signal.aborted) return new TransportError("ambiguous", "aborted", `${method}: given up`);
		return broken(method, error, token);
	} finally {
		clearTimeout(timer);
		call.signal.removeEventListener("abort", onAbort);
	}
}

/** A file's bytes. Throws a TransportError that says whether it is worth trying again. */
export async function fetchFile(
	url: string,
	limitMs: number,
	dispatcher: Dispatcher,
	token: string,
): Promise<Uint8Array> {
	try {
		const response = await request(url, { dispatcher, signal: AbortSignal.timeout(limitMs) });
		if (response.statusCode === 200) return new Uint8Array(await response.body.arrayBuffer());
		await response.body.dump();
		const gone = response.statusCode >= 400 && response.statusCode < 500;
		const told = `download: status ${response.statusCode}`;
		throw gone ? new TransportError("rejected", "malformed", told) : new TransportError("notSent", "serverError", told);
	} catch (error) {
		throw error instanceof TransportError ? error : broken("download", error, token);
	}
}

function read(method: string, status: number, text: string): Answer | TransportError {
	try {
		const answer = JSON.parse(text) as Answer;
		if (typeof answer.ok === "boolean") return answer;
	} catch {
		// Said below: what came is no answer of the Bot API.
	}
	if (status >= 400 && status < 500) {
		const reason = status === 413 ? "tooLarge" : "malformed";
		return new TransportError("rejected", reason, `${method}: status ${status} without an answer of the Bot API`);
	}
	const reason = status >= 500 ? "serverError" : "garbage";
	return new TransportError("ambiguous", reason, `${method}: status ${status} without an answer of the Bot API`);
}

/** Faults that happen before anything of a request leaves. */
const NEVER_LEFT = new Set(
	"ECONNREFUSED ENOTFOUND EAI_AGAIN EHOSTUNREACH ENETUNREACH ENETDOWN EADDRNOTAVAIL UND_ERR_CONNECT_TIMEOUT UND_ERR_SOCKS5 UND_ERR_PRX_TLS CERT_HAS_EXPIRED DEPTH_ZERO_SELF_SIGNED_CERT SELF_SIGNED_CERT_IN_CHAIN UNABLE_TO_VERIFY_LEAF_SIGNATURE ERR_TLS_CERT_ALTNAME_INVALID".split(
		" ",
	),
);

function broken(method: string, error: unknown, token: string): TransportError {
	const { code, message, errors } = error as { code?: string; message?: string; errors?: { code?: string }[] };
	const codes = [code, ...(errors ?? []).map((one) => one.code)].filter((one) => one !== undefined);
	const neverLeft =
		codes.some((one) => NEVER_LEFT.has(one) || one.startsWith("UND_ERR_SOCKS5")) ||
		/before secure TLS connection|HTTP Tunneling|proxy/i.test(message ?? "");
	const told = `${method}: ${codes[0] ?? ""} ${message ?? ""}`.trim().replaceAll(token, "<token>");
	return neverLeft ? new TransportError("notSent", "refused", told) : new TransportError("ambiguous", "broken", told);
}
