/** A form's answers so far, keyed by the names of its questions: the truth that survives restarts, deploys and silence. */
export interface Draft {
	form: string;
	/** What the form is about ("" when nothing in particular): a draft is named "<form>:<subject>". */
	subject: string;
	answers: Record<string, unknown>;
	/** One submit per draft: services keep it under a unique index. */
	requestId: string;
	/** The question being answered now; "review" when all are. */
	at?: string;
	/** An answer being put together (ticks, photos, a month looked at), and whose it is. */
	partial?: { question: string; state: unknown };
	/** Questions left out by the person's own tap. */
	skipped?: string[];
	/** The question opened from the review; answering it returns there. */
	editing?: string;
	/** Only these are asked (a correction); the rest is kept. */
	only?: string[];
	/** Wrong answers in a row to the question. */
	attempts?: number;
	startedAt: Date;
	touchedAt: Date;
	/** Answers it was started from; starting over goes back to them. */
	given?: Record<string, unknown>;
	/** Which questions the form had when the draft was last looked at; a deploy that changes them is told. */
	shape?: string;
}

export function draftKey(form: string, subject: string): string {
	return `${form}:${subject}`;
}

/** A draft without an answer is not worth asking about. */
export function isWorthKeeping(draft: Draft): boolean {
	const given = draft.given ?? {};
	const { only } = draft;
	return (
		Object.entries(draft.answers).some(([name, answer]) => JSON.stringify(given[name]) !== JSON.stringify(answer)) ||
		(draft.skipped ?? []).some((name) => (only ? only.includes(name) : !draft.given || given[name] !== undefined)) ||
		draft.partial !== undefined
	);
}

/** Who has not touched a draft for so long is reminded of it, once. */
export const QUIET_MS = 3 * 86_400_000;

/** The form by which an organization comes to the register: the office sees when it goes quiet. */
const APPLICATION = "registerOrganization";
const HOUR_MS = 3_600_000;

/** The full hour after a draft was touched: what quiet drafts are found by changes once an hour, not at each answer. */
export function hourTouched({ touchedAt }: Draft): Date {
	return new Date(Math.ceil(touchedAt.getTime() / HOUR_MS) * HOUR_MS);
}

/** By which the quiet ones among a chat's drafts are found. */
export function draftHours(drafts: Record<string, Draft>): { touched?: Date[]; applying?: Date } {
	const kept = Object.values(drafts).filter(isWorthKeeping);
	if (kept.length === 0) return {};
	const hours = [...new Set(kept.map((draft) => hourTouched(draft).getTime()))].sort((a, b) => a - b);
	const application = kept.find(({ form }) => form === APPLICATION);
	return {
		touched: hours.map((hour) => new Date(hour)),
		...(application && { applying: hourTouched(application) }),
	};
}
