/** Which due deliveries may leave now: urgent ones first, one at a time to each recipient, none to whom it is too soon. */
import type { Person } from "../../domain/person.ts";
import type { DeliveryDocument } from "../../store/deliveries.ts";
import * as people from "../../store/people.ts";
import { byKeys, dueRows } from "../../store/sending.ts";
import type { Pacer } from "../../telegram/pacer.ts";
import type { Parcel } from "./post.ts";

export interface Looking {
	now: Date;
	/** How many are wanted. */
	room: number;
	busy: ReadonlySet<string>;
	held: string[];
	pacer: Pacer;
}

/** Recipients to whom it is too soon are looked past this often, so that they do not stand in the way of others. */
const ROUNDS = 5;
const RANKS = [0, 1, 2];

/** `readyInMs`: when the first of those to whom it is too soon may be written to; Infinity when there is none. */
export async function candidates(looking: Looking): Promise<{ parcels: Parcel[]; readyInMs: number }> {
	const { now, room, held, pacer } = looking;
	const past = new Set(looking.busy);
	const parcels: Parcel[] = [];
	let readyInMs = Number.POSITIVE_INFINITY;
	for (const rank of RANKS) {
		for (let round = 0; round < ROUNDS && parcels.length < room; round++) {
			const limit = room - parcels.length + 20;
			const rows = await dueRows(rank, now, limit, [...past], held);
			for (const parcel of await addressed(rows)) {
				const recipient = parcel.row.recipient ?? "";
				if (past.has(recipient) || parcels.length >= room) continue;
				past.add(recipient);
				const wait = parcel.chatId !== undefined && parcel.row.operation === "send" ? pacer.readyIn(parcel.chatId) : 0;
				if (wait > 0) readyInMs = Math.min(readyInMs, wait);
				else parcels.push(parcel);
			}
			if (rows.length < limit) break;
		}
	}
	return { parcels, readyInMs };
}

/** Looks up where the rows go, all at once. */
async function addressed(rows: DeliveryDocument[]): Promise<Parcel[]> {
	const ids = rows.flatMap((row) => ("personId" in row.to ? [row.to.personId] : []));
	const found = ids.length > 0 ? await people.byIds(ids) : [];
	const persons = new Map<string, Person>(found.map((person) => [person.id, person]));
	const targets = await byKeys(rows.flatMap((row) => (row.target === undefined ? [] : [row.target])));
	return rows.map((row) => {
		const person = "personId" in row.to ? persons.get(row.to.personId) : undefined;
		const target = row.target === undefined ? undefined : targets.get(row.target);
		return { row, person, target, chatId: target?.chatId ?? chatOf(row, person) };
	});
}

function chatOf(row: DeliveryDocument, person: Person | undefined): number | undefined {
	return "chatId" in row.to ? row.to.chatId : person?.userId;
}
