/** A thread: one person's talk with the secretariat, from their first sentence until a coordinator closes it. */

export const THREAD_STATES = ["waiting", "claimed", "closed"] as const;
export type ThreadState = (typeof THREAD_STATES)[number];

export interface Thread {
	id: string;
	/** Whose talk it is; a person has one open thread at most. */
	personId: string;
	state: ThreadState;
	/** The coordinator who answers. */
	claimedById?: string;
	messages: ThreadMessage[];
	openedAt: Date;
	lastAt: Date;
	closedAt?: Date;
	closedById?: string;
	/** Counts every change. */
	revision: number;
}

export interface ThreadMessage extends ThreadContent {
	at: Date;
	from: "person" | "secretariat";
	byId: string;
	/** One message per request. */
	requestId: string;
}

/** What was said: words, or a file kept by the platform with words beside it. */
export interface ThreadContent {
	text?: string;
	file?: ThreadFile;
	/** The first words of the announcement it answers to. */
	about?: string;
}

export interface ThreadFile {
	kind: "photo" | "document" | "voice";
	fileId: string;
}

/** A thread of more messages than this is closed and a new one opened, so that its document stays small. */
export const THREAD_MESSAGES = 200;

/** Whether the person was asked something and their next words are the answer. */
export function awaitsPerson(thread: Thread): boolean {
	return thread.state === "claimed" && thread.messages.at(-1)?.from === "secretariat";
}
