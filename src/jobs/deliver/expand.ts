/** A row to many becomes copies, a page at a time: one for everybody its rule chooses, or one for every message it changes. */
import * as audiences from "../../services/audiences.ts";
import type { DeliveryDocument } from "../../store/deliveries.ts";
import { byKeys, type Copy, copiesToChange, expandPage } from "../../store/sending.ts";

/** Of one to more than this the copies wait behind messages to single people. */
const FEW = 100;

/** Writes the next page of copies of `row`. */
export async function expand(row: DeliveryDocument, pageSize: number, now: Date): Promise<void> {
	const copies = row.operation === "send" ? await toPeople(row, pageSize) : await toMessages(row, pageSize);
	await expandPage(row, copies, now);
}

async function toPeople(row: DeliveryDocument, pageSize: number): Promise<Copy[]> {
	if (!("audience" in row.to)) throw new Error(`a row to many without an audience: ${row.kind}`);
	const ids = await audiences.idsOf(row.to.audience, row.cursor, pageSize);
	const many = row.cursor !== undefined || ids.length > FEW;
	return ids.map((personId) => ({ cursor: personId, row: copyOf(row, { personId }, personId, many) }));
}

/**
 * The messages of the target that were sent or are just being sent. Copies that still wait need no change: they show
 * what is true when they are sent.
 */
async function toMessages(row: DeliveryDocument, pageSize: number): Promise<Copy[]> {
	if (row.target === undefined) throw new Error(`nothing is named that "${row.kind}" changes`);
	const target = (await byKeys([row.target])).get(row.target);
	if (!target) return [];
	const first = row.cursor === undefined && !target.wide && (target.state === "sent" || target.state === "sending");
	const messages = target.wide ? await copiesToChange(target._id, row.cursor, pageSize) : first ? [target] : [];
	const many = row.cursor !== undefined || messages.length > FEW;
	return messages.map((message) => {
		const name = message.recipient ?? "";
		return { cursor: message._id, row: { ...copyOf(row, message.to, name, many), target: message._id } };
	});
}

function copyOf(row: DeliveryDocument, to: DeliveryDocument["to"], name: string, many: boolean): DeliveryDocument {
	const { cursor: _, fence: __, lease: ___, ...rest } = row;
	return {
		...rest,
		_id: `${row._id}/${name}`,
		parent: row._id,
		wide: false,
		to,
		recipient: "personId" in to ? `p:${to.personId}` : name,
		// What is urgent to many goes before what is not, but not before what is urgent to one.
		rank: many ? (row.urgent ? 1 : 2) : row.urgent ? 0 : 1,
		messageIds: [],
	};
}
