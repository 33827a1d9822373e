/** How decisions are kept: numbered, found by their words, listed by committee, the newest first. */
import mongoose from "mongoose";
import { dayKey, indexWords, wordBeginning } from "../domain/finding.ts";
import type { Invited } from "../domain/meeting.ts";
import type { Decision } from "../domain/minutes.ts";
import { committeeScope, EVERY_DIRECTOR, organizationScope } from "./meetings.ts";
import { type Kept, plain } from "./plain.ts";
import { beyond, COUNTED, type Edge } from "./words.ts";

/** `scopes`: whom it concerns, a word each; `order`: its moment and id, to page by; `searchWords`: to be found by. */
type KeptDecision = Kept<Decision> & { scopes: string[]; order: string; searchWords: string[] };

const mixed = mongoose.Schema.Types.Mixed;

const schema = new mongoose.Schema<KeptDecision>(
	{
		_id: String,
		code: { type: String, required: true },
		meetingId: { type: String, required: true },
		committeeId: String,
		invited: { type: mixed, required: true },
		words: { type: String, required: true },
		at: { type: Date, required: true },
		scopes: { type: [String], required: true },
		order: { type: String, required: true },
		searchWords: { type: [String], required: true },
	},
	{ versionKey: false, minimize: false },
);
schema.index({ code: 1 }, { unique: true });
schema.index({ committeeId: 1, order: 1 });
schema.index({ searchWords: 1, order: 1 });
schema.index({ meetingId: 1, order: 1 });

const Decisions = mongoose.model("Decision", schema, "decisions");

/** What committees decided is read by everybody who belongs to an organization. */
export const EVERY_COMMITTEE = "c";

function scopesOf(invited: Invited): string[] {
	if (invited.kind === "committee") return [EVERY_COMMITTEE, committeeScope(invited.committeeId)];
	return invited.kind === "directors" ? [EVERY_DIRECTOR] : invited.ids.map(organizationScope);
}

function asDecision(found: KeptDecision): Decision {
	const { scopes: _, order: __, searchWords: ___, ...rest } = found;
	return plain<Decision>(rest);
}

/** Those there are already stay. Their order is that of the points. */
export async function addMissing(decisions: readonly Decision[]): Promise<void> {
	for (const { id, ...rest } of decisions) {
		const more = {
			scopes: scopesOf(rest.invited),
			order: dayKey(`${rest.at.toISOString()}:${rest.code}`, id),
			searchWords: indexWords(`${rest.code} ${rest.words}`),
		};
		await Decisions.updateOne({ _id: id }, { $setOnInsert: { ...rest, ...more } }, { upsert: true });
	}
}

export async function byId(id: string): Promise<Decision | undefined> {
	const found = await Decisions.findById(id).lean();
	return found ? asDecision(found) : undefined;
}

export async function ofMeeting(meetingId: string): Promise<Decision[]> {
	const found = await Decisions.find({ meetingId }).sort({ order: 1 }).lean();
	return found.map(asDecision);
}

/** A committee's, the newest first. */
export async function page(committeeId: string, from: Edge, limit: number): Promise<Decision[]> {
	const backwards = from.before !== undefined;
	const edgeId = from.before ?? from.after;
	const edge = edgeId === undefined ? undefined : (await Decisions.findById(edgeId).select({ order: 1 }).lean())?.order;
	const bound = beyond(edge, !backwards);
	const found = await Decisions.find({ committeeId, ...(bound ? { order: mongoose.trusted(bound) } : {}) })
		.sort({ order: backwards ? 1 : -1 })
		.limit(limit)
		.lean();
	const list = found.map(asDecision);
	return backwards ? list.reverse() : list;
}

/** Counting stops at 1001. */
export async function count(committeeId: string): Promise<number> {
	return await Decisions.countDocuments({ committeeId }, { limit: COUNTED });
}

/** Those that have all the words, the newest first; of these scopes only. Counting stops at 1001. */
export async function find(
	words: readonly string[],
	scopes: readonly string[] | undefined,
	limit: number,
): Promise<{ list: Decision[]; count: number }> {
	const conditions = {
		$and: [
			...words.map((word) => ({ searchWords: wordBeginning(word) })),
			...(scopes ? [{ scopes: mongoose.trusted({ $in: [...scopes] }) }] : []),
		],
	};
	const [found, count] = await Promise.all([
		Decisions.find(conditions).sort({ order: -1 }).limit(limit).lean(),
		Decisions.countDocuments(conditions, { limit: COUNTED }),
	]);
	return { list: found.map(asDecision), count };
}
