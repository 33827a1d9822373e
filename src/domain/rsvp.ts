/** An answer to an invitation: one for each organization or agency, the last one counts. */
import type { SeatHolder } from "./committee.ts";

export const ANSWERS = ["self", "delegate", "declined", "undecided"] as const;
export type Answer = (typeof ANSWERS)[number];

export interface Rsvp {
	meetingId: string;
	holder: SeatHolder;
	answer: Answer;
	/** Who answered. */
	personId: string;
	/** Whom they send, in their words. */
	delegateName?: string;
	at: Date;
}

/** A holder as one word that fits into a button: "o" or "a" and the id. */
export function holderKey({ kind, id }: SeatHolder): string {
	return `${kind === "organization" ? "o" : "a"}${id}`;
}

export function holderFrom(key: string): SeatHolder | undefined {
	const kind = key.startsWith("o") ? "organization" : key.startsWith("a") ? "agency" : undefined;
	return kind && key.length > 1 ? { kind, id: key.slice(1) } : undefined;
}

export interface Forecast {
	/** Organizations and agencies that are invited. */
	invited: number;
	coming: number;
	declined: number;
	undecided: number;
	silent: number;
	/** More than half of those invited. */
	needed: number;
}

/** Whether enough will come, as far as it was answered. */
export function forecastOf(invited: number, counts: Partial<Record<Answer, number>>): Forecast {
	const { self = 0, delegate = 0, declined = 0, undecided = 0 } = counts;
	const coming = self + delegate;
	const silent = Math.max(0, invited - coming - declined - undecided);
	return { invited, coming, declined, undecided, silent, needed: Math.floor(invited / 2) + 1 };
}
