/** What a use case answers: done with a value, or a refusal whose reason is a text key. Faults are exceptions, never results. */
export type Result<T, Reason extends string = string> = Done<T> | Refusal<Reason>;

export interface Done<T> {
	ok: true;
	value: T;
}

export interface Refusal<Reason extends string = string> {
	ok: false;
	reason: Reason;
	/** What the sentence about the reason mentions. */
	values?: Record<string, string | number>;
}

export function done<T>(value: T): Done<T> {
	return { ok: true, value };
}

export function refuse<Reason extends string>(
	reason: Reason,
	values?: Record<string, string | number>,
): Refusal<Reason> {
	return values === undefined ? { ok: false, reason } : { ok: false, reason, values };
}
