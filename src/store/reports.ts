/** How reports are kept: by id, by code, and changed on condition that nobody changed them meanwhile. */
import mongoose from "mongoose";
import { answeringAgency, isOpen, type Report, type ReportStep } from "../domain/report.ts";
import { type DeskKeys, deskKeys } from "../domain/reportDesk.ts";
import { marksOf, reportWordsOf } from "../domain/reportFinding.ts";
import { type StalledKeys, stalledKeys } from "../domain/stalledWork.ts";
import { type Kept, plain } from "./plain.ts";

/** What is kept beside a report to find it by. */
interface Findable {
	searchWords: string[];
	/** The same of an open one: most searches are among these. */
	openWords?: string[];
	/** The other words and what it is sorted by, beside each word in the index. */
	marks: string;
	/** The agency that answers for it: the one it was referred to, else the one it was routed to. */
	answering?: string;
	/** Of an open one that is not sensitive: GeoJSON. */
	openPlace?: { type: "Point"; coordinates: [number, number] };
	/** Of an open one with a deadline: the day and the id. */
	dueOrder?: string;
}

export type KeptReport = Kept<Report> & Findable & StalledKeys & DeskKeys;

/** To be written with every report, however it is written. */
export function findable(report: Report): Findable & StalledKeys & DeskKeys {
	const { id, place, dueOn, isSensitive } = report;
	const answering = answeringAgency(report);
	const open = isOpen(report);
	const searchWords = reportWordsOf(report);
	const { state, kind, dimension, neighbourhoodId } = report;
	return {
		searchWords,
		...(open ? { openWords: searchWords } : {}),
		marks: marksOf(searchWords, { state, kind, dimension, neighbourhoodId, ...(answering && { answering }) }),
		...(answering === undefined ? {} : { answering }),
		...(open && place && !isSensitive
			? { openPlace: { type: "Point", coordinates: [place.longitude, place.latitude] } }
			: {}),
		...(open && dueOn !== undefined ? { dueOrder: `${dueOn}\u0001${id}` } : {}),
		...stalledKeys(report),
		...deskKeys(report),
	};
}

const inner = (fields: mongoose.SchemaDefinition) => new mongoose.Schema(fields, { _id: false });

const step = inner({
	event: { type: String, required: true },
	at: { type: Date, required: true },
	byId: { type: String, required: true },
	words: String,
	photos: { type: [String], default: undefined },
	whyNoPhoto: String,
	private: Boolean,
	state: String,
	outcome: String,
	refs: mongoose.Schema.Types.Mixed,
	requestId: String,
});

const schema = new mongoose.Schema<KeptReport>(
	{
		_id: String,
		code: { type: String, required: true },
		kind: { type: String, required: true },
		state: { type: String, required: true },
		outcome: String,
		isSensitive: Boolean,
		reporterId: { type: String, required: true },
		organizationId: String,
		organizationIds: { type: [String], required: true },
		followers: { type: [String], required: true },
		supporters: { type: Number, required: true },
		behalf: inner({ name: String, phone: String }),
		dimension: { type: String, required: true },
		category: { type: String, required: true },
		neighbourhoodId: { type: String, required: true },
		place: inner({ latitude: Number, longitude: Number }),
		landmark: String,
		what: { type: String },
		voice: String,
		since: String,
		proposal: String,
		photos: { type: [String], required: true },
		affected: { type: Number, required: true },
		urgency: { type: String, required: true },
		stalled: inner({
			agencyId: String,
			startedYear: Number,
			stoppedOn: String,
			percent: Number,
			why: String,
			dangers: String,
			askedAt: Date,
			askedOrganizationId: String,
		}),
		committeeId: String,
		agencyId: String,
		referral: inner({ agencyId: String, at: Date, acceptedAt: Date, declinedWhy: String }),
		awaiting: inner({ what: String, byId: String, until: Date }),
		claimedById: String,
		dueOn: String,
		survivorId: String,
		reopened: { type: Number, required: true },
		steps: { type: [step], required: true },
		revision: { type: Number, required: true },
		requestId: { type: String, required: true },
		createdAt: { type: Date, required: true },
		changedAt: { type: Date, required: true },
		searchWords: { type: [String], required: true },
		openWords: { type: [String], default: undefined },
		marks: { type: String, required: true },
		answering: String,
		openPlace: mongoose.Schema.Types.Mixed,
		dueOrder: String,
		stalledOrder: String,
		stalledBand: String,
		stalledAgency: String,
		lookDueAt: Date,
		desk: String,
		heldBy: String,
		referredTo: String,
		askedBy: String,
		awaitsUntil: Date,
	},
	{ versionKey: false },
);
schema.index({ code: 1 }, { unique: true });
schema.index({ requestId: 1 }, { unique: true });
schema.index({ reporterId: 1, createdAt: 1 });
// The lists; see store/reportLists.
schema.index({ followers: 1, _id: -1 });
schema.index({ followers: 1, changedAt: -1 });
schema.index({ committeeId: 1, createdAt: 1 });
schema.index({ changedAt: 1 });
schema.index({ organizationIds: 1, _id: -1 });
schema.index({ committeeId: 1, state: 1, _id: -1 });
schema.index({ committeeId: 1, state: 1, changedAt: 1 });
for (const narrow of [{}, { kind: 1, dimension: 1 }] as Record<string, 1>[]) {
	schema.index({ state: 1, ...narrow, _id: -1 });
	schema.index({ neighbourhoodId: 1, state: 1, ...narrow, _id: -1 });
	schema.index({ answering: 1, state: 1, ...narrow, _id: -1 });
	schema.index({ answering: 1, neighbourhoodId: 1, state: 1, ...narrow, _id: -1 });
}
schema.index({ searchWords: 1, _id: -1, marks: 1 });
schema.index({ openWords: 1, _id: -1, marks: 1 }, { partialFilterExpression: { openWords: { $exists: true } } });
const due = { partialFilterExpression: { dueOrder: { $exists: true } } };
schema.index({ dueOrder: 1 }, due);
schema.index({ neighbourhoodId: 1, dueOrder: 1 }, due);
schema.index({ answering: 1, dueOrder: 1 }, due);
schema.index({ committeeId: 1, dueOrder: 1 }, due);
schema.index({ category: 1, openPlace: "2dsphere" });
schema.index({ neighbourhoodId: 1, category: 1, state: 1, _id: -1 });
const stalledOnly = { partialFilterExpression: { stalledOrder: { $exists: true } } };
schema.index({ stalledOrder: 1 }, stalledOnly);
schema.index({ neighbourhoodId: 1, stalledOrder: 1 }, stalledOnly);
schema.index({ stalledAgency: 1, stalledOrder: 1 }, stalledOnly);
schema.index({ stalledBand: 1, stalledOrder: 1 }, stalledOnly);
schema.index({ lookDueAt: 1 }, { partialFilterExpression: { lookDueAt: { $exists: true } } });

const having = (field: string) => ({ partialFilterExpression: { [field]: { $exists: true } } });
schema.index({ desk: 1, _id: 1 }, having("desk"));
schema.index({ heldBy: 1, _id: 1 }, having("heldBy"));
schema.index({ referredTo: 1, dueOrder: 1 }, having("referredTo"));
schema.index({ askedBy: 1, dueOrder: 1 }, having("askedBy"));
schema.index({ awaitsUntil: 1 }, having("awaitsUntil"));
schema.index({ survivorId: 1 }, having("survivorId"));

/** For the files of this room that look into the same collection. */
export const Reports = mongoose.model("Report", schema, "reports");

export async function byId(id: string): Promise<Report | undefined> {
	const kept = await Reports.findById(id).lean<KeptReport>();
	return kept ? asReport(kept) : undefined;
}

/** "R-1405-0042", as it is kept. */
export async function byCode(code: string): Promise<Report | undefined> {
	const kept = await Reports.findOne({ code }).lean<KeptReport>();
	return kept ? asReport(kept) : undefined;
}

export async function byRequestId(requestId: string): Promise<Report | undefined> {
	const kept = await Reports.findOne({ requestId }).lean<KeptReport>();
	return kept ? asReport(kept) : undefined;
}

/** Throws a duplicate key error when the request id or the code is taken. */
export async function insert(report: Report): Promise<void> {
	const { id, ...rest } = report;
	await Reports.create([{ _id: id, ...rest, ...findable(report) }]);
}

/** What a change writes: undefined takes a field away. */
export type ReportChange = {
	[Field in keyof Omit<Report, "id" | "code" | "revision" | "steps">]?: Report[Field] | undefined;
};

/**
 * Changes a report on condition that it still has this revision, and adds the step that says why; `changedAt` is the
 * step's moment. Resolves to the report as it is now; undefined when somebody was first. What it is found by follows.
 */
export async function change(
	id: string,
	revision: number,
	set: ReportChange,
	step?: ReportStep,
): Promise<Report | undefined> {
	const before = await byId(id);
	if (!before || before.revision !== revision) return undefined;
	const after = {
		...before,
		...set,
		...(step ? { steps: [...before.steps, step], changedAt: step.at } : {}),
		revision: revision + 1,
	};
	const kept = Object.fromEntries(Object.entries(after).filter(([, value]) => value !== undefined));
	const { id: _, ...rest } = kept as unknown as Report;
	const report = { id, ...rest };
	const result = await Reports.replaceOne({ _id: id, revision }, { ...rest, ...findable(report) });
	return result.matchedCount === 1 ? report : undefined;
}

/** What is kept only to find it by stays here. */
export function asReport(kept: KeptReport): Report {
	const {
		searchWords,
		openWords,
		marks,
		answering,
		openPlace,
		dueOrder,
		stalledOrder,
		stalledBand,
		stalledAgency,
		lookDueAt,
		desk,
		heldBy,
		referredTo,
		askedBy,
		awaitsUntil,
		...rest
	} = kept;
	return plain(rest);
}
