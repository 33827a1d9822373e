/** How people are kept: those who agreed to be remembered, by id and by their number on the platform. */
import mongoose from "mongoose";
import type { Audience } from "../domain/delivery.ts";
import { type PersonKeys, personKeys } from "../domain/peopleRegister.ts";
import type { Person, Role } from "../domain/person.ts";
import { type Kept, plain } from "./plain.ts";

type KeptPerson = Kept<Person> & PersonKeys;

const schema = new mongoose.Schema<KeptPerson>(
	{
		_id: String,
		platform: { type: String, required: true },
		userId: { type: Number, required: true },
		language: { type: String, required: true },
		name: String,
		title: String,
		phone: String,
		roles: { type: [String], required: true },
		consentedAt: { type: Date, required: true },
		unreachableSince: Date,
		barred: new mongoose.Schema({ at: Date, byId: String, reason: String }, { _id: false }),
		searchWords: { type: [String], default: undefined },
		nameOrder: String,
		phoneTail: String,
		actingForId: String,
		muted: { type: [String], default: undefined },
		digest: new mongoose.Schema(
			{ every: String, weekday: Number, hour: Number, without: [String], time: String },
			{ _id: false },
		),
	},
	{ versionKey: false },
);
schema.index({ platform: 1, userId: 1 }, { unique: true });
schema.index({ roles: 1, _id: 1 });
schema.index({ language: 1 });
schema.index({ "digest.time": 1, _id: 1 });
// The register of people; see store/peopleRegister.
schema.index({ searchWords: 1, nameOrder: 1 });
schema.index({ nameOrder: 1 }, { partialFilterExpression: { nameOrder: { $exists: true } } });
schema.index({ phoneTail: 1 }, { partialFilterExpression: { phoneTail: { $exists: true } } });
schema.index({ "barred.at": 1 }, { partialFilterExpression: { "barred.at": { $exists: true } } });

/** For the files of this room that look into the same collection. */
export const People = mongoose.model("Person", schema, "people");

export async function byId(id: string): Promise<Person | undefined> {
	return asPerson(await People.findById(id).lean());
}

export async function byIds(ids: readonly string[]): Promise<Person[]> {
	const found = await People.find({ _id: mongoose.trusted({ $in: [...new Set(ids)] }) }).lean();
	return found.map((person) => asPerson(person));
}

export async function byUser(platform: Person["platform"], userId: number): Promise<Person | undefined> {
	return asPerson(await People.findOne({ platform, userId }).lean());
}

/** The person of this number; created as given when there is none yet. */
export async function putNew(person: Person): Promise<Person> {
	const { id, ...rest } = person;
	const kept = await People.findOneAndUpdate(
		{ platform: person.platform, userId: person.userId },
		{ $setOnInsert: { _id: id, ...rest, ...personKeys(person) } },
		{ upsert: true, returnDocument: "after" },
	).lean();
	return asPerson(kept);
}

/** Undefined when there is no such person. */
export async function change(
	id: string,
	set: Partial<Pick<Person, "language" | "name" | "title" | "phone" | "actingForId" | "muted">>,
): Promise<Person | undefined> {
	return asPerson(
		await People.findByIdAndUpdate(
			id,
			{ $set: { ...set, ...personKeys({ id, ...set }) } },
			{ returnDocument: "after" },
		).lean(),
	);
}

export async function addRole(id: string, role: Role): Promise<Person | undefined> {
	return asPerson(
		await People.findByIdAndUpdate(id, { $addToSet: { roles: role } }, { returnDocument: "after" }).lean(),
	);
}

export async function removeRoles(id: string): Promise<Person | undefined> {
	return asPerson(await People.findByIdAndUpdate(id, { $set: { roles: [] } }, { returnDocument: "after" }).lean());
}

export async function remove(id: string): Promise<void> {
	await People.deleteOne({ _id: id });
}

export async function countByRole(role: Role): Promise<number> {
	return People.countDocuments({ roles: role });
}

/** Everybody with a role, in the order they came. */
export async function staff(): Promise<Person[]> {
	const found = await People.find({ roles: mongoose.trusted({ $ne: [] }) })
		.sort({ _id: 1 })
		.limit(200)
		.lean();
	return found.map((person) => asPerson(person));
}

/** People without a role, the newest first, one page before `beforeId`. */
export async function withoutRole(beforeId: string | undefined, limit: number): Promise<Person[]> {
	const found = await People.find({
		roles: [],
		...(beforeId === undefined ? {} : { _id: mongoose.trusted({ $lt: beforeId }) }),
	})
		.sort({ _id: -1 })
		.limit(limit)
		.lean();
	return found.map((person) => asPerson(person));
}

/** Telegram refuses messages to them (they blocked the bot or left). */
export async function markUnreachable(personIds: readonly string[], at: Date): Promise<void> {
	await People.updateMany(
		{ _id: mongoose.trusted({ $in: [...personIds] }), unreachableSince: mongoose.trusted({ $exists: false }) },
		{ $set: { unreachableSince: at } },
	);
}

/** They wrote again. */
export async function markReachable(personIds: readonly string[]): Promise<void> {
	await People.updateMany({ _id: mongoose.trusted({ $in: [...personIds] }) }, { $unset: { unreachableSince: "" } });
}

/** Whom a rule chooses, in the order of their ids, those after `afterId`. */
export async function idsByAudience(
	audience: Extract<Audience, { rule: "role" | "people" }>,
	afterId: string | undefined,
	limit: number,
): Promise<string[]> {
	const later = afterId === undefined ? {} : { $gt: afterId };
	if (audience.rule === "people") {
		return [...new Set(audience.personIds)]
			.sort()
			.filter((id) => afterId === undefined || id > afterId)
			.slice(0, limit);
	}
	const nobody = audience.role === "coordinator" && (await countByRole("coordinator")) === 0;
	const found = await People.find({
		roles: nobody ? "admin" : audience.role,
		...(afterId === undefined ? {} : { _id: mongoose.trusted(later) }),
	})
		.sort({ _id: 1 })
		.limit(limit)
		.select({ _id: 1 })
		.lean();
	return found.map((person) => person._id);
}

/** Barred from everything but an appeal, or no longer. Undefined when there is no such person. */
export async function setBarred(id: string, barred: Person["barred"]): Promise<Person | undefined> {
	const update = barred ? { $set: { barred } } : { $unset: { barred: "" as const } };
	return asPerson(await People.findByIdAndUpdate(id, update, { returnDocument: "after" }).lean());
}

/** Writes what they are found by beside people kept before there was a register; again and again without harm. */
export async function fillInKeys(): Promise<void> {
	const named = { name: mongoose.trusted({ $exists: true }), nameOrder: mongoose.trusted({ $exists: false }) };
	for await (const kept of People.find(named).lean()) {
		const { name, phone } = kept;
		await People.updateOne(
			{ _id: kept._id },
			{ $set: personKeys({ id: kept._id, ...(name ? { name } : {}), ...(phone ? { phone } : {}) }) },
		);
	}
}

/** What is kept only to find them by stays here. */
export function asPerson(kept: KeptPerson): Person;
export function asPerson(kept: KeptPerson | null | undefined): Person | undefined;
export function asPerson(kept: KeptPerson | null | undefined): Person | undefined {
	if (!kept) return undefined;
	const { searchWords, nameOrder, phoneTail, ...rest } = kept;
	return plain(rest);
}

/** A page of everybody in the order of their ids. */
export async function pageOfAll(after: string | undefined, limit: number): Promise<Person[]> {
	const found = await People.find(after === undefined ? {} : { _id: mongoose.trusted({ $gt: after }) })
		.sort({ _id: 1 })
		.limit(limit)
		.lean();
	return found.map((person) => asPerson(person));
}

/** Counting stops at `atMost`. */
export async function countAll(atMost: number): Promise<number> {
	return People.countDocuments({}, { limit: atMost });
}
