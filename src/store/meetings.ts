/** How meetings are kept: found by whom they concern and by their moment, changed one at a time. */
import mongoose from "mongoose";
import type { Invited, Meeting, Proposal } from "../domain/meeting.ts";
import { type Kept, plain } from "./plain.ts";
import { beyond, COUNTED, type Edge } from "./words.ts";

/** `scopes`: whom it concerns, a word each; `order`: its moment and id, to page by. */
type KeptMeeting = Kept<Meeting> & { scopes: string[]; order: string };

const mixed = mongoose.Schema.Types.Mixed;

const schema = new mongoose.Schema<KeptMeeting>(
	{
		_id: String,
		code: { type: String, required: true },
		committeeId: String,
		invited: { type: mixed, required: true },
		scopes: { type: [String], required: true },
		order: { type: String, required: true },
		title: { type: String, required: true },
		startsAt: { type: Date, required: true },
		minutes: { type: Number, required: true },
		endsAt: { type: Date, required: true },
		address: String,
		place: mixed,
		link: String,
		agenda: { type: [mixed], required: true } as never,
		proposals: { type: [mixed], required: true } as never,
		files: { type: [mixed], required: true } as never,
		reminders: { type: [Number], required: true },
		state: { type: String, required: true },
		invitesAt: { type: Date, required: true },
		revision: { type: Number, required: true },
		sequence: { type: Number, required: true },
		plan: { type: Number, required: true },
		icsUid: { type: String, required: true },
		before: mixed,
		cancelReason: String,
		series: mixed,
		byId: { type: String },
		secret: { type: String, required: true },
		groupRemindAt: Date,
		requestId: { type: String, required: true },
		createdAt: { type: Date, required: true },
	},
	{ versionKey: false, minimize: false },
);
schema.index({ requestId: 1 }, { unique: true });
schema.index({ code: 1 }, { unique: true });
schema.index({ state: 1, order: 1 });
schema.index({ scopes: 1, state: 1, order: 1 });
schema.index({ state: 1, endsAt: 1 });
schema.index({ "series.id": 1, startsAt: 1 }, { partialFilterExpression: { "series.id": { $exists: true } } });
schema.index({ groupRemindAt: 1 }, { partialFilterExpression: { groupRemindAt: { $exists: true } } });
schema.index({ byId: 1 });
schema.index({ "proposals.byId": 1 }, { sparse: true });
schema.index({ "agenda.byId": 1 }, { sparse: true });

const Meetings = mongoose.model("Meeting", schema, "meetings");

export const EVERY_DIRECTOR = "d";
export const committeeScope = (committeeId: string) => `c:${committeeId}`;
export const organizationScope = (organizationId: string) => `o:${organizationId}`;

function scopesOf(invited: Invited): string[] {
	if (invited.kind === "committee") return [committeeScope(invited.committeeId)];
	return invited.kind === "directors" ? [EVERY_DIRECTOR] : invited.ids.map(organizationScope);
}

function kept({ id, ...rest }: Meeting): KeptMeeting {
	return {
		_id: id,
		...rest,
		scopes: scopesOf(rest.invited),
		order: `${rest.startsAt.toISOString()}:${id}`,
	};
}

function asMeeting(found: KeptMeeting): Meeting;
function asMeeting(found: KeptMeeting | null | undefined): Meeting | undefined;
function asMeeting(found: KeptMeeting | null | undefined): Meeting | undefined {
	if (!found) return undefined;
	const { scopes: _, order: __, ...rest } = found;
	return plain<Meeting>(rest);
}

/** Throws a duplicate key error when the draft was sent already. */
export async function add(list: readonly Meeting[]): Promise<void> {
	await Meetings.create(list.map(kept), { ordered: true });
}

export async function byId(id: string): Promise<Meeting | undefined> {
	return asMeeting(await Meetings.findById(id).lean());
}

export async function byRequestId(requestId: string): Promise<Meeting | undefined> {
	return asMeeting(await Meetings.findOne({ requestId }).lean());
}

/** Puts `after` in the place of `before`; false when somebody changed the meeting meanwhile. */
export async function changeAt(before: Meeting, after: Meeting): Promise<boolean> {
	const { _id, ...rest } = kept(after);
	const gone = Object.keys(before).filter((field) => !(field in after));
	const result = await Meetings.updateOne(
		{ _id, sequence: before.sequence, state: before.state },
		{ $set: rest, ...(gone.length > 0 && { $unset: Object.fromEntries(gone.map((field) => [field, ""])) }) },
	);
	return result.matchedCount === 1;
}

/** A member's proposal is added; false when the meeting takes no more of them. */
export async function addProposal(id: string, proposal: Proposal, most: number): Promise<boolean> {
	const result = await Meetings.updateOne(
		{ _id: id, state: "planned", [`proposals.${most - 1}`]: mongoose.trusted({ $exists: false }) },
		{ $push: { proposals: proposal }, $inc: { sequence: 1 } } as never,
	);
	return result.modifiedCount === 1;
}

/** What is looked for: coming meetings, the earliest first, or those that are over, the latest first. */
export interface Finding {
	which: "coming" | "past";
	/** Whom they concern; without it all. */
	scopes?: readonly string[];
}

function conditions({ which, scopes }: Finding): Record<string, unknown> {
	return {
		state: which === "coming" ? "planned" : mongoose.trusted({ $in: ["held", "cancelled"] }),
		...(scopes && { scopes: mongoose.trusted({ $in: [...scopes] }) }),
	};
}

export async function page(finding: Finding, from: Edge, limit: number): Promise<Meeting[]> {
	const newestFirst = finding.which === "past";
	const backwards = from.before !== undefined;
	const edgeId = from.before ?? from.after;
	const edge = edgeId === undefined ? undefined : (await Meetings.findById(edgeId).select({ order: 1 }).lean())?.order;
	const bound = beyond(edge, backwards !== newestFirst);
	const found = await Meetings.find({
		...conditions(finding),
		...(bound ? { order: mongoose.trusted(bound) } : {}),
	})
		.sort({ order: backwards === newestFirst ? 1 : -1 })
		.limit(limit)
		.lean();
	const list = found.map((one) => asMeeting(one));
	return backwards ? list.reverse() : list;
}

/** Counting stops at 1001. */
export async function count(finding: Finding): Promise<number> {
	return Meetings.countDocuments(conditions(finding), { limit: COUNTED });
}

/** All dates of a series, the earliest first; a dozen at most. */
export async function ofSeries(seriesId: string): Promise<Meeting[]> {
	const found = await Meetings.find({ "series.id": seriesId }).sort({ startsAt: 1 }).limit(50).lean();
	return found.map((one) => asMeeting(one));
}

/** The committee's meeting before this moment that was held. */
export async function heldBefore(committeeId: string, moment: Date): Promise<Meeting | undefined> {
	const found = await Meetings.findOne({
		scopes: committeeScope(committeeId),
		state: "held",
		order: mongoose.trusted({ $lt: moment.toISOString() }),
	})
		.sort({ order: -1 })
		.lean();
	return asMeeting(found);
}

/** What is over and not marked so. */
export async function toClose(now: Date, limit: number): Promise<Meeting[]> {
	const found = await Meetings.find({ state: "planned", endsAt: mongoose.trusted({ $lte: now }) })
		.sort({ endsAt: 1 })
		.limit(limit)
		.lean();
	return found.map((one) => asMeeting(one));
}

/** False when it is closed already, or was cancelled. */
export async function close(id: string): Promise<boolean> {
	const result = await Meetings.updateOne(
		{ _id: id, state: "planned" },
		{ $set: { state: "held" }, $unset: { groupRemindAt: "" } },
	);
	return result.modifiedCount === 1;
}

/** Meetings of which a group is to be reminded now. */
export async function toRemindGroups(now: Date, limit: number): Promise<Meeting[]> {
	const found = await Meetings.find({ groupRemindAt: mongoose.trusted({ $lte: now }) })
		.sort({ groupRemindAt: 1 })
		.limit(limit)
		.lean();
	return found.map((one) => asMeeting(one));
}

export async function setGroupReminder(id: string, at: Date | undefined): Promise<void> {
	await Meetings.updateOne(
		{ _id: id },
		at === undefined ? { $unset: { groupRemindAt: "" } } : { $set: { groupRemindAt: at } },
	);
}

/** When something falls due: a meeting is over, or a group is to be reminded. */
export async function nextDue(): Promise<Date | undefined> {
	const [over, group] = await Promise.all([
		Meetings.findOne({ state: "planned" }).sort({ endsAt: 1 }).select({ endsAt: 1 }).lean(),
		Meetings.findOne({ groupRemindAt: mongoose.trusted({ $exists: true }) })
			.sort({ groupRemindAt: 1 })
			.select({ groupRemindAt: 1 })
			.lean(),
	]);
	const moments = [over?.endsAt, group?.groupRemindAt].filter((moment) => moment !== undefined);
	return moments.length > 0 ? new Date(Math.min(...moments.map((moment) => moment.getTime()))) : undefined;
}

/** What a person proposed and was not taken goes; what was taken stays without them. */
export async function unname(personId: string): Promise<void> {
	await Meetings.updateMany({ byId: personId }, { $set: { byId: "" } });
	await Meetings.updateMany({ "proposals.byId": personId }, { $pull: { proposals: { byId: personId } } } as never);
	await Meetings.updateMany({ "agenda.byId": personId }, { $unset: { "agenda.$[point].byId": "" } }, {
		arrayFilters: [{ "point.byId": personId }],
	} as never);
}
