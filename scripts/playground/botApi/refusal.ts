/** How Telegram says no: its codes and its own sentences. */

export interface RefusalParameters {
	retry_after?: number;
	migrate_to_chat_id?: number;
}

/** Thrown where a call is played; the server answers it as Telegram does. */
export class Refused extends Error {
	readonly code: number;
	readonly description: string;
	readonly parameters: RefusalParameters | undefined;
	/** The call itself was malformed, which a correct program never sends. */
	readonly violation: boolean;

	constructor(code: number, description: string, violation: boolean, parameters?: RefusalParameters) {
		super(description);
		this.code = code;
		this.description = description;
		this.violation = violation;
		this.parameters = parameters;
	}
}

/** 400 for what a correct program never sends. */
export function malformed(what: string): Refused {
	return new Refused(400, `Bad Request: ${what}`, true);
}

/** 400 for what can happen to a correct program: a chat that is not there, a message that was deleted. */
export function badRequest(what: string, parameters?: RefusalParameters): Refused {
	return new Refused(400, `Bad Request: ${what}`, false, parameters);
}

export function forbidden(what: string): Refused {
	return new Refused(403, `Forbidden: ${what}`, false);
}

export function conflict(what: string): Refused {
	return new Refused(409, `Conflict: ${what}`, false);
}

export function tooManyRequests(retryAfterSeconds: number): Refused {
	return new Refused(429, `Too Many Requests: retry after ${retryAfterSeconds}`, false, {
		retry_after: retryAfterSeconds,
	});
}
