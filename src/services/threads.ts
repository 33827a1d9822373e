/** Talks with the secretariat: a person writes, a coordinator takes it on, answers and closes it. */
import { may } from "../domain/permissions.ts";
import type { Actor } from "../domain/person.ts";
import {
	awaitsPerson,
	THREAD_MESSAGES,
	type Thread,
	type ThreadContent,
	type ThreadMessage,
} from "../domain/thread.ts";
import { newId } from "../kit/ids.ts";
import { done, type Refusal, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import { isDuplicate } from "../store/duplicateKey.ts";
import * as store from "../store/threads.ts";
import { transaction } from "../store/transaction.ts";
import { owe } from "./deliveries.ts";

/** How long after an answer the person's next words are taken as their reply without asking. */
const REPLY_MS = 48 * 3600_000;
/** So often somebody else may be first; after that something is wrong with what is written. */
const WRITE_TRIES = 5;

/**
 * Something for the secretariat: begins a thread or goes on with the open one. `requestId` names the message it came
 * from, so that it is taken once.
 */
export async function write(
	actor: Actor,
	content: ThreadContent,
	now: Date,
	{ requestId }: { requestId: string },
): Promise<Result<Thread, "notAllowed" | "nothingSaid">> {
	if (!may(actor, "thread.write")) return refuse("notAllowed");
	if (!content.text && !content.file) return refuse("nothingSaid");
	const personId = actor.person.id;
	const message: ThreadMessage = { ...content, at: now, from: "person", byId: personId, requestId };
	let refused: unknown;
	for (let tries = 0; tries < WRITE_TRIES; tries++) {
		const before = await store.ofRequest(personId, requestId);
		if (before) return done(before);
		const open = await store.openOf(personId);
		if (open?.messages.some((one) => one.requestId === requestId)) return done(open);
		const thread = open && open.messages.length < THREAD_MESSAGES ? continued(open, message) : begun(message);
		const written = await transaction(async () => {
			if (open && thread.id !== open.id && !(await store.changeAt(open, closed(open, personId, now)))) return false;
			if (!open || thread.id !== open.id) await store.add(thread);
			else if (!(await store.changeAt(open, thread))) return false;
			await tellSecretariat(thread, now);
			return true;
		}).catch((error: unknown) => {
			// Two messages at once opened two threads: the second goes on with the first one's.
			if (!isDuplicate(error)) throw error;
			refused = error;
			return false;
		});
		if (written) return done(thread);
	}
	throw new Error(`a message could not be taken, whoever was first ${WRITE_TRIES} times`, { cause: refused });
}

/** Whether the message of this request has been taken: its button may have been tapped twice. */
export async function hasTaken(actor: Actor, requestId: string): Promise<boolean> {
	return (await store.ofRequest(actor.person.id, requestId)) !== undefined;
}

/** Whether what the person says next is the reply to an answer just given. */
export async function expectsReply(actor: Actor, now: Date): Promise<boolean> {
	const thread = await store.openOf(actor.person.id);
	return thread !== undefined && awaitsPerson(thread) && now.getTime() - thread.lastAt.getTime() < REPLY_MS;
}

/** A coordinator takes a thread on; the first has it. `takeOver` takes it from whoever has it. */
export async function claim(
	actor: Actor,
	threadId: string,
	now: Date,
	how: { takeOver?: boolean } = {},
): Promise<Result<Thread, "notFound" | "alreadyClaimed" | "alreadyClosed">> {
	const found = await store.byId(threadId);
	if (!found || !may(actor, "thread.claim", found)) return refuse("notFound");
	if (found.state === "closed") return refuse("alreadyClosed");
	if (found.claimedById === actor.person.id) return done(found);
	if (found.state === "claimed" && !how.takeOver) return alreadyClaimed(found);
	const after: Thread = {
		...found,
		state: "claimed",
		claimedById: actor.person.id,
		revision: found.revision + 1,
	};
	const won = await transaction(async () => {
		if (!(await store.changeAt(found, after))) return false;
		await changeCards(after, now);
		await note(after, "claimed", actor, now);
		return true;
	});
	if (won) return done(after);
	const other = await store.byId(threadId);
	return other?.claimedById === undefined ? refuse("notFound") : alreadyClaimed(other);
}

/** The coordinator who has the thread answers; the person gets it as a message. */
export async function answer(
	actor: Actor,
	input: { threadId: string; text: string },
	now: Date,
	{ requestId }: { requestId: string },
): Promise<Result<Thread, "notFound" | "notClaimedByYou" | "alreadyClosed" | "changedMeanwhile">> {
	const found = await store.byId(input.threadId);
	if (!found || !may(actor, "thread.answer", found)) return refuse("notFound");
	if (found.messages.some((message) => message.requestId === requestId)) return done(found);
	if (found.state === "closed") return refuse("alreadyClosed");
	if (found.claimedById !== actor.person.id) return refuse("notClaimedByYou");
	const message: ThreadMessage = {
		text: input.text,
		at: now,
		from: "secretariat",
		byId: actor.person.id,
		requestId,
	};
	const after = continued(found, message);
	const won = await transaction(async () => {
		if (!(await store.changeAt(found, after))) return false;
		await owe([
			{
				key: `thread.answered:${after.id}:${after.messages.length - 1}`,
				kind: "thread.answered",
				refs: { threadId: after.id, number: after.messages.length - 1 },
				to: { personId: after.personId },
				dueAt: now,
				urgent: true,
			},
		]);
		await changeCards(after, now);
		await note(after, "answered", actor, now);
		return true;
	});
	return won ? done(after) : refuse("changedMeanwhile");
}

/** The talk is over: by the coordinator who has it, or by the person. */
export async function close(
	actor: Actor,
	threadId: string,
	now: Date,
): Promise<Result<Thread, "notFound" | "notClaimedByYou" | "changedMeanwhile">> {
	const found = await store.byId(threadId);
	if (!found || !may(actor, "thread.close", found)) return refuse("notFound");
	if (found.state === "closed") return done(found);
	const byPerson = found.personId === actor.person.id;
	if (!byPerson && found.claimedById !== actor.person.id) return refuse("notClaimedByYou");
	const after = closed(found, actor.person.id, now);
	const won = await transaction(async () => {
		if (!(await store.changeAt(found, after))) return false;
		if (!byPerson) {
			await owe([
				{
					key: `thread.closed:${after.id}`,
					kind: "thread.closed",
					refs: { threadId: after.id },
					to: { personId: after.personId },
					dueAt: now,
				},
			]);
		}
		await changeCards(after, now);
		await note(after, "closed", actor, now);
		return true;
	});
	return won ? done(after) : refuse("changedMeanwhile");
}

/** One thread, for those who may see it. */
export async function see(actor: Actor, threadId: string): Promise<Result<Thread, "notFound">> {
	const thread = await store.byId(threadId);
	return thread && may(actor, "thread.see", thread) ? done(thread) : refuse("notFound");
}

/** Open threads: those that nobody has taken on first, the oldest first. */
export async function open(
	actor: Actor,
	limit = 6,
): Promise<Result<{ list: Thread[]; waiting: number; hasMore: boolean }, "notAllowed">> {
	if (!may(actor, "thread.seeWaiting")) return refuse("notAllowed");
	const [found, waiting] = await Promise.all([store.open(limit + 1), store.countWaiting()]);
	return done({ list: found.slice(0, limit), waiting, hasMore: found.length > limit });
}

function begun(message: ThreadMessage): Thread {
	return {
		id: newId(),
		personId: message.byId,
		state: "waiting",
		messages: [message],
		openedAt: message.at,
		lastAt: message.at,
		revision: 1,
	};
}

function continued(thread: Thread, message: ThreadMessage): Thread {
	return {
		...thread,
		messages: [...thread.messages, message],
		lastAt: message.at,
		revision: thread.revision + 1,
	};
}

function closed(thread: Thread, byId: string, now: Date): Thread {
	return { ...thread, state: "closed", closedAt: now, closedById: byId, revision: thread.revision + 1 };
}

function alreadyClaimed(thread: Thread): Refusal<"alreadyClaimed"> {
	return refuse("alreadyClaimed", { byId: thread.claimedById ?? "" });
}

/** The newest message as a card: to whoever has the thread, else to all coordinators. */
async function tellSecretariat(thread: Thread, now: Date): Promise<void> {
	const number = thread.messages.length - 1;
	await owe([
		{
			key: cardKey(thread.id, number),
			kind: "thread.message",
			refs: { threadId: thread.id, number },
			to:
				thread.claimedById === undefined
					? { audience: { rule: "role", role: "coordinator" } }
					: { personId: thread.claimedById },
			dueAt: now,
		},
	]);
}

/** Cards change with their thread: the newest few, for nobody scrolls to the older ones. */
const CARDS_CHANGED = 5;

async function changeCards(thread: Thread, now: Date): Promise<void> {
	const numbers = thread.messages.flatMap((message, number) => (message.from === "person" ? [number] : []));
	await owe(
		numbers.slice(-CARDS_CHANGED).map((number) => ({
			key: `${cardKey(thread.id, number)}:edit:${thread.revision}`,
			operation: "edit" as const,
			target: cardKey(thread.id, number),
			kind: "thread.message",
			refs: { threadId: thread.id, number },
			to: { audience: { rule: "role" as const, role: "coordinator" as const } },
			dueAt: now,
			urgent: true,
		})),
	);
}

function cardKey(threadId: string, number: number): string {
	return `thread.message:${threadId}:${number}`;
}

async function note(thread: Thread, event: "claimed" | "answered" | "closed", actor: Actor, now: Date): Promise<void> {
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: `thread.${event}`,
		thing: { kind: "thread", id: thread.id },
	});
}
