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
	/** When the person was reminded of it, once. */
	remindedAt?: Date;
}

export function draftKey(form: string, subject: string): string {
	return `${form}:${subject}`;
}
