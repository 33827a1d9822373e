/** What was asked of the server and what became of it: the judge in every test of promises. */

export type Outcome =
	| { kind: "accepted" }
	| { kind: "refused"; code: number; description: string }
	/** A fault was played; `accepted` says whether the call had its effect nevertheless. */
	| { kind: "fault"; fault: string; accepted: boolean };

export interface LedgerEntry {
	sequence: number;
	/** Real time of arrival, milliseconds since 1970. */
	at: number;
	/** The same by the clock that was handed in. */
	time: Date;
	method: string;
	parameters: Readonly<Record<string, unknown>>;
	chatId: number | undefined;
	outcome: Outcome;
	messageIds: number[];
}

/** A call that Telegram would refuse because it is malformed. */
export interface Violation {
	method: string;
	description: string;
	parameters: Readonly<Record<string, unknown>>;
}

export interface LedgerFilter {
	method?: string;
	chatId?: number;
}

export interface Ledger {
	/** The kept entries, oldest first. */
	entries(filter?: LedgerFilter): LedgerEntry[];
	/** What people really got: sent, copied, forwarded, edited, deleted, whatever the bot was told about it. */
	accepted(filter?: LedgerFilter): LedgerEntry[];
	/** Of these, only new messages. */
	sent(filter?: LedgerFilter): LedgerEntry[];
	/** Counted from the start, also when nothing is kept. */
	readonly counts: { calls: number; accepted: number; refused: number; faults: number; tooManyRequests: number };
	/** The number of a call that arrives. */
	next(): number;
	record(entry: LedgerEntry): void;
	/** Forgets the entries, not the counts. */
	clear(): void;
}

const NEW_MESSAGE = /^(send(?!ChatAction)|copy|forward)/;
const SEEN_BY_PEOPLE = /^(send(?!ChatAction)|copy|forward|edit|delete(?!My|Webhook))/;

/** `limit` is how many entries are kept; 0 keeps only the counts. */
export function createLedger(limit: number): Ledger {
	let kept: LedgerEntry[] = [];
	const counts = { calls: 0, accepted: 0, refused: 0, faults: 0, tooManyRequests: 0 };

	function entries(filter: LedgerFilter = {}): LedgerEntry[] {
		const all = kept.length > limit ? kept.slice(-limit) : kept;
		return all.filter(
			(entry) =>
				(filter.method === undefined || entry.method === filter.method) &&
				(filter.chatId === undefined || entry.chatId === filter.chatId),
		);
	}
	const reached = ({ outcome }: LedgerEntry) =>
		outcome.kind === "accepted" || (outcome.kind === "fault" && outcome.accepted);

	return {
		counts,
		entries,
		accepted: (filter) => entries(filter).filter((entry) => reached(entry) && SEEN_BY_PEOPLE.test(entry.method)),
		sent: (filter) => entries(filter).filter((entry) => reached(entry) && NEW_MESSAGE.test(entry.method)),
		next: () => ++counts.calls,
		record(entry) {
			if (entry.outcome.kind === "accepted") counts.accepted++;
			else if (entry.outcome.kind === "fault") counts.faults++;
			else {
				counts.refused++;
				if (entry.outcome.code === 429) counts.tooManyRequests++;
			}
			if (limit === 0) return;
			kept.push(entry);
			if (kept.length > 2 * limit) kept = kept.slice(-limit);
		},
		clear() {
			kept = [];
		},
	};
}
