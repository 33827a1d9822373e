/** How requests for contact are kept: one that waits per person and organization. */
import mongoose from "mongoose";
import type { ContactRequest, ContactRequestState } from "../domain/contactRequest.ts";
import { type Kept, plain } from "./plain.ts";

const schema = new mongoose.Schema<Kept<ContactRequest>>(
	{
		_id: String,
		organizationId: { type: String, required: true },
		byId: { type: String, required: true },
		about: { type: String, required: true },
		state: { type: String, required: true },
		askedAt: { type: Date, required: true },
		answeredById: String,
		answeredAt: Date,
	},
	{ versionKey: false },
);
schema.index({ byId: 1, organizationId: 1 }, { unique: true, partialFilterExpression: { state: "waiting" } });
schema.index({ byId: 1, askedAt: -1 });
schema.index({ organizationId: 1, state: 1 });
schema.index({ answeredById: 1 }, { partialFilterExpression: { answeredById: { $exists: true } } });

const Requests = mongoose.model("ContactRequest", schema, "contactRequests");

export async function byId(id: string): Promise<ContactRequest | undefined> {
	return plain<ContactRequest>(await Requests.findById(id).lean());
}

/** The one of this person to this organization that waits. */
export async function waitingOf(byPersonId: string, organizationId: string): Promise<ContactRequest | undefined> {
	return plain<ContactRequest>(await Requests.findOne({ byId: byPersonId, organizationId, state: "waiting" }).lean());
}

export async function countSince(byPersonId: string, since: Date): Promise<number> {
	return await Requests.countDocuments({ byId: byPersonId, askedAt: mongoose.trusted({ $gt: since }) });
}

/** Throws a duplicate key error when one of this person waits there already. */
export async function add(request: ContactRequest): Promise<void> {
	const { id, ...rest } = request;
	await Requests.create([{ _id: id, ...rest }]);
}

/** The first answer wins; undefined when it was answered. */
export async function answer(
	id: string,
	state: Exclude<ContactRequestState, "waiting">,
	answeredById: string,
	answeredAt: Date,
): Promise<ContactRequest | undefined> {
	const found = await Requests.findOneAndUpdate(
		{ _id: id, state: "waiting" },
		{ $set: { state, answeredById, answeredAt } },
		{ returnDocument: "after" },
	).lean();
	return plain<ContactRequest>(found);
}

export async function removeOf(personId: string): Promise<void> {
	await Requests.deleteMany({ byId: personId });
	await Requests.updateMany({ answeredById: personId }, { $unset: { answeredById: "" } });
}
