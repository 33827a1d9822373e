/** Drafts that have gone quiet: found in the sessions they lie in, which only the chat door writes. */
import type { Draft } from "../domain/draft.ts";
import { sessions } from "./sessions.ts";

/** The drafts of one private chat; the number of a chat is its person's. */
export interface ChatDrafts {
	userId: number;
	drafts: Draft[];
}

const PAGE = 200;
const ONLY_DRAFTS = { projection: { drafts: 1, applying: 1 } };

/** Chats with a draft that was touched last after `from` and not after `to`. */
export async function* touchedBetween(from: Date, to: Date): AsyncGenerator<ChatDrafts[]> {
	const found = sessions()
		.find({ touched: { $elemMatch: { $gt: from, $lte: to } } }, ONLY_DRAFTS)
		.batchSize(PAGE);
	let page: ChatDrafts[] = [];
	for await (const { _id, drafts = {} } of found) {
		page.push({ userId: userIdOf(_id), drafts: Object.values(drafts) });
		if (page.length < PAGE) continue;
		yield page;
		page = [];
	}
	if (page.length > 0) yield page;
}

/** When the draft that was touched first after `from` was touched. */
export async function firstTouchedAfter(from: Date): Promise<Date | undefined> {
	// In the order of the index: of many dates in one document only those after `from` are looked at.
	const [first] = await sessions()
		.find({ touched: { $elemMatch: { $gt: from } } }, { projection: { touched: 1 } })
		.hint({ touched: 1 })
		.limit(1)
		.toArray();
	return first?.touched?.filter((at) => at > from).sort((a, b) => a.getTime() - b.getTime())[0];
}

export async function draftsOf(userId: number): Promise<Draft[]> {
	const found = await sessions().findOne({ _id: idOf(userId) }, ONLY_DRAFTS);
	return Object.values(found?.drafts ?? {});
}

/** How many applications were touched last after `from` and not after `to`; counting stops at `atMost`. */
export async function countApplying(from: Date, to: Date, atMost: number): Promise<number> {
	return await sessions().countDocuments({ applying: { $gt: from, $lte: to } }, { limit: atMost });
}

/** Where a page of them ends. */
export interface ApplyingEdge {
	at: Date;
	userId: number;
}

/** The same, the longest quiet first, after an edge. */
export async function pageOfApplying(
	{ from, to, after }: { from: Date; to: Date; after: ApplyingEdge | undefined },
	limit: number,
): Promise<(ChatDrafts & ApplyingEdge)[]> {
	const onwards = after && {
		$or: [{ applying: { $gt: after.at } }, { applying: after.at, _id: { $gt: idOf(after.userId) } }],
	};
	const found = await sessions()
		.find({ applying: { $gt: from, $lte: to }, ...onwards }, ONLY_DRAFTS)
		.sort({ applying: 1, _id: 1 })
		.limit(limit)
		.toArray();
	return found.map(({ _id, drafts = {}, applying: at = to }) => ({
		userId: userIdOf(_id),
		drafts: Object.values(drafts),
		at,
	}));
}

const PLATFORM = "telegram:";
const idOf = (userId: number) => `${PLATFORM}${userId}`;
const userIdOf = (sessionId: string) => Number(sessionId.slice(PLATFORM.length));
