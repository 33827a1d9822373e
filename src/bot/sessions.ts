/** The sessions in this process's hands: claimed, kept in memory while it lives, closed, given back. */
import { createGrouping } from "../kit/grouping.ts";
import { newId } from "../kit/ids.ts";
import type { Log } from "../kit/log.ts";
import { deadProcesses, endLife, renewLife } from "../store/leases.ts";
import {
	claimSessions,
	closeSessions,
	giveSessionsBack,
	HANDLED_IDS,
	type Owner,
	type SessionClaim,
	type SessionDocument,
} from "../store/sessions.ts";
import type { Session } from "./session.ts";
import { defined, difference, toDocument, toSession } from "./sessionDocument.ts";

/** A session held for one update. */
export interface OpenSession {
	session: Session;
	/** True when the update has taken effect already. */
	hasHandled(updateId: number): boolean;
	/** What this process holds of the chat. */
	held: Held;
}

/** A chat in this process's hands, as it lies in the database. */
interface Held {
	id: string;
	turn: string;
	document: SessionDocument;
	/** An update is being handled, or its handler never ended. */
	busy: boolean;
	usedAt: number;
}

export interface SessionsOptions {
	owner: Owner;
	log: Log;
	/** How long this process's life lasts without being renewed, and with it what it holds. Default 30 s. */
	leaseMs?: number;
	/** Whether a chat stays in memory after its update; only while all updates come to this process. */
	keeps(): boolean;
}

export type Sessions = ReturnType<typeof createSessions>;

/** A chat nobody touches for so long leaves the memory. */
const KEPT_MS = 5 * 60_000;
/** Chats kept in memory. */
const KEPT = 5_000;

/**
 * Sessions are opened once and closed once for each update. While this process lives and keeps a chat in memory, opening
 * costs nothing; first touches, and closings, of many chats go to the database together.
 */
export function createSessions({ owner, log, leaseMs = 30_000, keeps }: SessionsOptions) {
	const held = new Map<string, Held>();
	/** Leases we want no longer, by their turns, until the database has heard of it: nobody else can have them before. */
	const returning = new Map<string, SessionClaim>();
	let aliveUntil = 0;
	let renewal: NodeJS.Timeout | undefined;

	const claim = createGrouping<string, Held | undefined>(async (ids) => {
		const claims = ids.map((id) => ({ id, turn: newId() }));
		let documents = await claimSessions(claims, owner);
		if (documents.includes(undefined)) {
			const dead = (await deadProcesses()).filter(({ instance }) => instance !== owner.instance);
			if (dead.length > 0) documents = await claimSessions(claims, owner, dead);
		}
		return claims.map(({ id, turn }, index) => {
			const document = documents[index];
			return document && { id, turn, document, busy: false, usedAt: 0 };
		});
	});
	const store = createGrouping(closeSessions);

	/** By our own clock a life is over a little earlier than by the database's, which counts from after we asked. */
	async function live(): Promise<boolean> {
		const askedAt = performance.now();
		// Others may have taken over what we held; what they have not goes back to them.
		if (askedAt >= aliveUntil) for (const here of [...held.values()]) letGo(here);
		if (!(await renewLife(owner, leaseMs))) return false;
		aliveUntil = askedAt + leaseMs;
		return true;
	}

	/** Opens the chat's session for one update; undefined while another living process holds it. */
	async function openSession(id: string): Promise<OpenSession | undefined> {
		if (performance.now() >= aliveUntil && !(await live())) return undefined;
		let here = held.get(id);
		if (!here || here.busy) {
			// A handler that never ended keeps the session it had, and can no longer close it.
			held.delete(id);
			here = await claim(id);
			if (!here) return undefined;
		}
		here.busy = true;
		here.usedAt = performance.now();
		held.delete(id);
		held.set(id, here);
		const { document } = here;
		return {
			session: toSession(document),
			hasHandled: (updateId) => document.handled?.includes(updateId) ?? false,
			held: here,
		};
	}

	/**
	 * Stores what the update changed. The person's reply has gone out before this: a crash between the two repeats a
	 * question, the other order would lose replies. False when the lease has changed hands; then nothing was stored.
	 */
	async function closeSession({ session, held: here }: OpenSession, updateId: number, now: Date): Promise<boolean> {
		const { id, turn, document } = here;
		const remove = session.forgotten === true;
		const giveBack = !keeps();
		const after = toDocument(session);
		const change = remove ? { set: {}, unset: [] } : difference(document, after);
		let stored = false;
		try {
			stored = await store({ id, turn, change, updateId, now, giveBack, remove });
		} finally {
			if (!stored) letGo(here);
			else if (held.get(id) === here && (remove || giveBack)) held.delete(id);
		}
		if (!stored || remove || giveBack) return stored;
		const handled = [...(document.handled ?? []), updateId].slice(-HANDLED_IDS);
		here.document = { _id: id, lease: document.lease, handled, updatedAt: now, ...defined(after) } as SessionDocument;
		here.busy = false;
		return true;
	}

	/** The handler failed: what it did to the session is as if it had not been. */
	function dropSession({ held: here }: OpenSession): void {
		here.busy = false;
	}

	function letGo(here: Held): void {
		if (held.get(here.id) === here) held.delete(here.id);
		returning.set(here.turn, here);
	}

	async function release(which: (here: Held) => boolean): Promise<void> {
		for (const here of [...held.values()]) if (!here.busy && which(here)) letGo(here);
		const going = [...returning.values()];
		for (let from = 0; from < going.length; from += 500) {
			const some = going.slice(from, from + 500);
			await giveSessionsBack(some);
			for (const { turn } of some) returning.delete(turn);
		}
	}

	/** What is not needed leaves the memory, the longest untouched first; all of it when the updates come to another process. */
	async function tidy(): Promise<void> {
		const before = performance.now() - KEPT_MS;
		const surplus = new Set([...held.values()].slice(0, Math.max(0, held.size - KEPT)));
		const wanted = keeps();
		await release((here) => !wanted || here.usedAt < before || surplus.has(here));
	}

	return {
		openSession,
		closeSession,
		dropSession,
		/** Chats in this process's hands. */
		count: (): number => held.size,
		/** Others may have what is not in use now. */
		giveBack: (): Promise<void> => release(() => true),
		async start(): Promise<void> {
			await live();
			renewal = setInterval(() => {
				live()
					.then(tidy)
					.catch((error) => log.warn({ err: error }, "this process's life could not be renewed"));
			}, leaseMs / 3);
		},
		/** Everything goes back; to be called when no update is being handled. */
		async stop(): Promise<void> {
			clearInterval(renewal);
			await release(() => true);
			await endLife(owner);
		},
	};
}
