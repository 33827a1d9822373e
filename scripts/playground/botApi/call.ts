/** One request on its way: what it gives, what it meets, what the ledger will say of it. */
import { isUtf8 } from "node:buffer";
import type { IncomingMessage } from "node:http";
import type { Fault, Faults } from "./faults.ts";
import type { UploadedFile, Uploads } from "./files.ts";
import type { Ledger, Outcome, Violation } from "./ledger.ts";
import { explain, FILE_PARAMETERS, fromForm, type MethodName, methods } from "./methods.ts";
import { readMultipart } from "./multipart.ts";
import { malformed } from "./refusal.ts";
import type { World } from "./world.ts";

export type Given = Record<string, unknown>;

/** What a request passes through. */
export interface Door {
	world: World;
	token: string;
	ledger: Ledger;
	faults: Faults;
	violated(violation: Violation): void;
	/** "light" leaves the table of methods aside: for measuring, never for tests of what Dabir says. */
	checks: "strict" | "light";
}

const NO_FILES: Uploads = new Map();

export class Call {
	readonly door: Door;
	method: string;
	given: Given = {};
	#messageIds: number[] = [];
	readonly #sequence: number;
	readonly #at = Date.now();

	constructor(door: Door, method: string) {
		this.door = door;
		this.method = method;
		this.#sequence = door.ledger.next();
	}

	get #chatId(): number | undefined {
		const { chat_id } = this.given;
		return typeof chat_id === "number" || typeof chat_id === "string" ? Number(chat_id) : undefined;
	}

	/** Parameters from the address, JSON, a form or a multipart request. */
	read(request: IncomingMessage, body: Buffer, query: string): Uploads {
		if (query !== "") this.#readForm(new URLSearchParams(query));
		if (body.length === 0) return NO_FILES;
		const type = request.headers["content-type"] ?? "";
		if (type.startsWith("multipart/form-data")) return this.#readMultipart(body, type);
		if (!isUtf8(body)) throw malformed("strings must be encoded in UTF-8");
		const text = body.toString("utf8");
		if (type.startsWith("application/x-www-form-urlencoded")) this.#readForm(new URLSearchParams(text));
		else if (type.startsWith("application/json")) this.#readJson(text);
		else throw malformed(`unsupported Content-Type: ${type}`);
		return NO_FILES;
	}

	#readJson(text: string): void {
		let parsed: unknown;
		try {
			parsed = JSON.parse(text);
		} catch {
			throw malformed("can't parse request JSON object");
		}
		if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) {
			throw malformed("can't parse request JSON object");
		}
		Object.assign(this.given, parsed);
		// Only an escape can smuggle half a character through.
		if (text.includes("\\u") && !wellFormed(parsed)) throw malformed("strings must be encoded in UTF-8");
	}

	#readForm(form: Iterable<[string, string]>): void {
		for (const [name, value] of form) this.given[name] = fromForm(name, value);
	}

	#readMultipart(body: Buffer, type: string): Uploads {
		const { fields, files } = readMultipart(body, type);
		this.#readForm(fields);
		for (const name of files.keys()) if (FILE_PARAMETERS.has(name)) this.given[name] ??= `attach://${name}`;
		if (!wellFormed(this.given)) throw malformed("strings must be encoded in UTF-8");
		return files as Map<string, UploadedFile>;
	}

	meet(): Fault | undefined {
		const { faults } = this.door;
		if (!faults.active) return undefined;
		return faults.meet({
			sequence: this.#sequence,
			method: this.method,
			chatId: this.#chatId,
			parameters: this.given,
		});
	}

	check(method: MethodName): Given {
		if (this.door.checks === "light") return this.given;
		const result = methods[method].safeParse(this.given);
		if (!result.success) throw malformed(explain(result.error, this.given));
		return result.data as Given;
	}

	accepted(result: unknown): void {
		this.#messageIds = (Array.isArray(result) ? result : [result]).flatMap((one) =>
			typeof one?.message_id === "number" ? [one.message_id] : [],
		);
	}

	end(outcome: Outcome): void {
		const entry = {
			sequence: this.#sequence,
			at: this.#at,
			time: this.door.world.now(),
			method: this.method,
			parameters: this.given,
			chatId: this.#chatId,
			outcome,
			messageIds: this.#messageIds,
		};
		this.door.ledger.record(entry);
		if (this.door.world.events.heard("call")) this.door.world.events.emit({ type: "call", entry });
	}
}

function wellFormed(value: unknown): boolean {
	if (typeof value === "string") return value.isWellFormed();
	if (typeof value !== "object" || value === null) return true;
	return Object.values(value).every(wellFormed);
}
