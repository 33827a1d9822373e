/** How organizations are kept: by id, by code, and those that wait for a decision. */
import mongoose from "mongoose";
import type { Capacity } from "../domain/capacity.ts";
import { type ApplicationStep, type Organization, type OrganizationState, searchName } from "../domain/organization.ts";
import { type OrganizationKeys, organizationKeys } from "../domain/register.ts";
import { nameKey, trigramsOf } from "../domain/similarity.ts";
import { type Kept, plain } from "./plain.ts";
import { currentSession } from "./transaction.ts";

/** What is kept beside an organization to find it by. */
interface Findable extends OrganizationKeys {
	searchName: string;
	/** See domain/similarity. */
	nameKey: string;
	nameTrigrams: string[];
}

type KeptOrganization = Kept<Organization> & Findable;

/** To be written with every organization, however it is written. */
function findable(organization: Organization): Findable {
	const { name } = organization;
	const key = nameKey(name);
	return {
		searchName: searchName(name),
		nameKey: key,
		nameTrigrams: trigramsOf(key),
		...organizationKeys(organization),
	};
}

const step = new mongoose.Schema<ApplicationStep>(
	{
		event: { type: String, required: true },
		at: { type: Date, required: true },
		byId: { type: String, required: true },
		round: { type: Number, required: true },
		words: String,
		answers: { type: [String], default: undefined },
		requestId: String,
	},
	{ _id: false },
);

const schema = new mongoose.Schema<KeptOrganization>(
	{
		_id: String,
		code: { type: String, required: true },
		state: { type: String, required: true },
		steps: { type: [step], required: true },
		round: { type: Number, required: true },
		revision: { type: Number, required: true },
		applicantId: { type: String, required: true },
		requestId: { type: String, required: true },
		appliedAt: { type: Date, required: true },
		confirmedAt: Date,
		importId: String,
		unclaimed: Boolean,
		isTrusted: Boolean,
		city: String,
		name: { type: String, required: true },
		searchName: { type: String, required: true },
		nameKey: String,
		nameTrigrams: { type: [String], default: undefined },
		searchWords: { type: [String], default: undefined },
		nameOrder: String,
		licenseOrder: String,
		freshOrder: String,
		registrationNumber: String,
		nationalId: String,
		foundedYear: { type: Number, required: true },
		licensingAuthority: String,
		licenseExpiresOn: String,
		licenseFile: new mongoose.Schema({ kind: String, fileId: String }, { _id: false }),
		fields: { type: [String], required: true },
		neighbourhoodIds: { type: [String], required: true },
		memberCount: { type: Number, required: true },
		volunteerCount: { type: Number, required: true },
		about: { type: String, required: true },
		director: new mongoose.Schema({ name: String, title: String, phone: String }, { _id: false }),
		capacity: new mongoose.Schema<Capacity>(
			{
				staffCount: Number,
				equipment: { type: [String], default: undefined },
				equipmentWords: String,
				skills: { type: [String], default: undefined },
				skillsWords: String,
				publicContact: String,
			},
			{ _id: false },
		),
	},
	{ versionKey: false },
);
schema.index({ code: 1 }, { unique: true });
schema.index({ requestId: 1 }, { unique: true });
schema.index({ state: 1, _id: 1 });
schema.index({ unclaimed: 1, _id: 1 }, { partialFilterExpression: { unclaimed: true } });
schema.index({ applicantId: 1, _id: 1 });
// The register; see store/register.
schema.index({ searchWords: 1, state: 1, nameOrder: 1 });
for (const order of ["nameOrder", "licenseOrder", "freshOrder"]) {
	schema.index({ state: 1, [order]: 1 });
	schema.index({ state: 1, fields: 1, [order]: 1 });
	schema.index({ state: 1, neighbourhoodIds: 1, [order]: 1 });
}
schema.index({ nameKey: 1 });
schema.index({ nameTrigrams: 1 });
schema.index({ registrationNumber: 1 }, { partialFilterExpression: { registrationNumber: { $exists: true } } });
schema.index({ nationalId: 1 }, { partialFilterExpression: { nationalId: { $exists: true } } });

/** For the files of this room that look into the same collection. */
export const Organizations = mongoose.model("Organization", schema, "organizations");

export async function byId(id: string): Promise<Organization | undefined> {
	const kept = await Organizations.findById(id).lean();
	return kept ? asOrganization(kept) : undefined;
}

export async function byIds(ids: readonly string[]): Promise<Organization[]> {
	const found = await Organizations.find({ _id: mongoose.trusted({ $in: [...ids] }) }).lean();
	return found.map(asOrganization);
}

export async function byCode(code: string): Promise<Organization | undefined> {
	const kept = await Organizations.findOne({ code }).lean();
	return kept ? asOrganization(kept) : undefined;
}

export async function byRequestId(requestId: string): Promise<Organization | undefined> {
	const kept = await Organizations.findOne({ requestId }).lean();
	return kept ? asOrganization(kept) : undefined;
}

export async function byApplicant(applicantId: string): Promise<Organization[]> {
	const found = await Organizations.find({ applicantId }).sort({ _id: -1 }).limit(50).lean();
	return found.map(asOrganization);
}

/** Throws a duplicate key error when the request id or the code is taken. */
export async function add(organization: Organization): Promise<void> {
	const { id, ...rest } = organization;
	await Organizations.create([{ _id: id, ...rest, ...findable(organization) }]);
}

/**
 * Replaces what changed on condition that nobody changed it meanwhile.
 * False when the revision is another: somebody was first.
 */
export async function changeAt(
	before: { id: string; revision: number; state: OrganizationState },
	after: Organization,
): Promise<boolean> {
	const { id, ...rest } = after;
	const result = await Organizations.replaceOne(
		{ _id: before.id, revision: before.revision, state: before.state },
		{ ...rest, ...findable(after) },
	);
	return result.matchedCount === 1;
}

/** Writes what they are found by beside organizations kept before there was a register; again and again without harm. */
export async function fillInKeys(): Promise<void> {
	for await (const kept of Organizations.find({ freshOrder: mongoose.trusted({ $exists: false }) }).lean()) {
		await Organizations.updateOne({ _id: kept._id }, { $set: findable(asOrganization(kept)) });
	}
}

/** One page of those in a state, the oldest first. */
export async function page(
	state: OrganizationState,
	from: { after?: string; before?: string },
	limit: number,
): Promise<Organization[]> {
	const backwards = from.before !== undefined;
	const bound = backwards ? { $lt: from.before } : from.after === undefined ? undefined : { $gt: from.after };
	const found = await Organizations.find({ state, ...(bound ? { _id: mongoose.trusted(bound) } : {}) })
		.sort({ _id: backwards ? -1 : 1 })
		.limit(limit)
		.lean();
	const list = found.map(asOrganization);
	return backwards ? list.reverse() : list;
}

/** Counting stops at `atMost`. */
export async function count(state: OrganizationState, atMost = 1001): Promise<number> {
	return Organizations.countDocuments({ state }, { limit: atMost });
}

/** What is open of one applicant's. */
export async function countOpen(applicantId: string): Promise<number> {
	return Organizations.countDocuments({ applicantId, state: mongoose.trusted({ $in: ["waiting", "askedForMore"] }) });
}

/** Somebody else speaks for it from now on. False when it is gone. */
export async function setDirector(
	id: string,
	applicantId: string,
	director: Organization["director"],
): Promise<boolean> {
	const result = await Organizations.updateOne(
		{ _id: id },
		{ $set: { applicantId, director }, $unset: { unclaimed: "" }, $inc: { revision: 1 } },
	);
	return result.matchedCount === 1;
}

/** Adds those whose id is not there yet; once however often it is done. */
export async function addMissing(list: readonly Organization[]): Promise<void> {
	if (list.length === 0) return;
	const session = currentSession();
	// Below the Model: thousands of documents need not be made into mongoose's own first.
	await Organizations.collection.bulkWrite(
		list.map((organization) => {
			const { id, ...rest } = organization;
			const update = { $setOnInsert: { ...rest, ...findable(organization) } };
			return { updateOne: { filter: { _id: id as never }, update, upsert: true } };
		}),
		session ? { session } : {},
	);
}

/** A page of all, or of those that nobody has claimed, in the order of their ids. */
export async function pageOfAll(
	after: string | undefined,
	limit: number,
	only: { unclaimed?: true; state?: OrganizationState } = {},
): Promise<Organization[]> {
	const found = await Organizations.find({
		...only,
		...(after === undefined ? {} : { _id: mongoose.trusted({ $gt: after }) }),
	})
		.sort({ _id: 1 })
		.limit(limit)
		.lean();
	return found.map(asOrganization);
}

/** Counting stops at `atMost`. */
export async function countAll(only: { unclaimed?: true }, atMost: number): Promise<number> {
	return Organizations.countDocuments(only, { limit: atMost });
}

/** What is kept only to find it by stays here. */
export function asOrganization(kept: KeptOrganization): Organization {
	const { searchName, nameKey, nameTrigrams, searchWords, nameOrder, licenseOrder, freshOrder, ...rest } = kept;
	return plain(rest);
}

/** The approved ones that work in one of these neighbourhoods, each once, in the order of their ids. */
export async function approvedIn(neighbourhoodIds: readonly string[], limit: number): Promise<Organization[]> {
	const found = await Organizations.find({
		state: "approved",
		neighbourhoodIds: mongoose.trusted({ $in: [...neighbourhoodIds] }),
	})
		.hint({ state: 1, neighbourhoodIds: 1, nameOrder: 1 })
		.limit(limit)
		.lean();
	return found.map(asOrganization).sort((a, b) => (a.id < b.id ? -1 : 1));
}
