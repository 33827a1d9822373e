/** How invitations are kept: found by the hash of their token, used up by conditional counting. */
import mongoose from "mongoose";
import type { Invitation, InvitationRole, InvitationUse } from "../domain/invitation.ts";
import { type Kept, plain } from "./plain.ts";

const use = new mongoose.Schema<InvitationUse>(
	{ personId: { type: String, required: true }, at: { type: Date, required: true } },
	{ _id: false },
);

const schema = new mongoose.Schema<Kept<Invitation>>(
	{
		_id: String,
		role: { type: String, required: true },
		organizationId: String,
		agencyId: String,
		tokenHash: String,
		toPersonId: String,
		byId: { type: String, required: true },
		createdAt: { type: Date, required: true },
		expiresAt: { type: Date, required: true },
		uses: { type: Number, required: true },
		left: { type: Number, required: true },
		usedBy: { type: [use], required: true },
		afterwards: String,
		reason: String,
		revokedAt: Date,
		declinedAt: Date,
		requestId: { type: String, required: true },
	},
	{ versionKey: false },
);
schema.index({ requestId: 1 }, { unique: true });
schema.index({ tokenHash: 1 }, { unique: true, partialFilterExpression: { tokenHash: { $exists: true } } });
schema.index({ organizationId: 1, _id: 1 });
schema.index({ role: 1, _id: 1 });
schema.index({ agencyId: 1, _id: 1 }, { partialFilterExpression: { agencyId: { $exists: true } } });
schema.index({ byId: 1 });
schema.index({ toPersonId: 1 }, { partialFilterExpression: { toPersonId: { $exists: true } } });
schema.index({ "usedBy.personId": 1 });

const Invitations = mongoose.model("Invitation", schema, "invitations");

export async function byId(id: string): Promise<Invitation | undefined> {
	return plain(await Invitations.findById(id).lean());
}

export async function byRequestId(requestId: string): Promise<Invitation | undefined> {
	return plain(await Invitations.findOne({ requestId }).lean());
}

/** `hash` may be cut short, to no fewer than 22 letters: enough to be found by nothing else. */
export async function byTokenHash(hash: string): Promise<Invitation | undefined> {
	const range = { $gte: hash, $lt: `${hash}~` };
	return plain(await Invitations.findOne({ tokenHash: mongoose.trusted(range) }).lean());
}

/** Throws a duplicate key error when the request id is taken. */
export async function add(invitation: Invitation): Promise<void> {
	const { id, ...rest } = invitation;
	await Invitations.create([{ _id: id, ...rest }]);
}

/** One more has used it; undefined when it is over, used up, revoked, or this person has used it before. */
export async function useOnce(id: string, personId: string, now: Date): Promise<Invitation | undefined> {
	const changed = await Invitations.findOneAndUpdate(
		{
			_id: id,
			left: mongoose.trusted({ $gt: 0 }),
			expiresAt: mongoose.trusted({ $gt: now }),
			revokedAt: mongoose.trusted({ $exists: false }),
			declinedAt: mongoose.trusted({ $exists: false }),
			"usedBy.personId": mongoose.trusted({ $ne: personId }),
		},
		{ $inc: { left: -1 }, $push: { usedBy: { personId, at: now } } },
		{ returnDocument: "after" },
	).lean();
	return plain(changed);
}

/** False when it was revoked before. */
export async function revoke(id: string, now: Date): Promise<boolean> {
	const result = await Invitations.updateOne(
		{ _id: id, revokedAt: mongoose.trusted({ $exists: false }) },
		{ $set: { revokedAt: now } },
	);
	return result.modifiedCount === 1;
}

/** The one who was asked says no; false when it was over. */
export async function decline(id: string, now: Date): Promise<boolean> {
	const result = await Invitations.updateOne(
		{
			_id: id,
			left: mongoose.trusted({ $gt: 0 }),
			revokedAt: mongoose.trusted({ $exists: false }),
			declinedAt: mongoose.trusted({ $exists: false }),
		},
		{ $set: { declinedAt: now } },
	);
	return result.modifiedCount === 1;
}

/** Another link for the same invitation: the old one opens nothing any more. False when it has another already. */
export async function changeToken(id: string, before: string, tokenHash: string): Promise<boolean> {
	const result = await Invitations.updateOne({ _id: id, tokenHash: before }, { $set: { tokenHash } });
	return result.modifiedCount === 1;
}

/** Every open invitation to this role in an organization; resolves to those that were open. */
export async function revokeAll(organizationId: string, role: InvitationRole, now: Date): Promise<Invitation[]> {
	const open = {
		organizationId,
		role,
		left: mongoose.trusted({ $gt: 0 }),
		revokedAt: mongoose.trusted({ $exists: false }),
		declinedAt: mongoose.trusted({ $exists: false }),
	};
	const found = (await Invitations.find(open).limit(100).lean()).map((one) => plain<Invitation>(one));
	if (found.length > 0) await Invitations.updateMany(open, { $set: { revokedAt: now } });
	return found;
}

/** Whose invitations are listed: an organization's to one role, an agency's, or the secretariat's. */
interface Listed {
	organizationId?: string;
	agencyId?: string;
	role: InvitationRole;
}

/** One page, the newest first: what follows `after`, or what stands just before `before`. */
export async function page(
	of: Listed,
	from: { after?: string; before?: string },
	limit: number,
): Promise<Invitation[]> {
	const backwards = from.before !== undefined;
	const bound = backwards ? { $gt: from.before } : from.after === undefined ? undefined : { $lt: from.after };
	const found = await Invitations.find({ ...of, ...(bound ? { _id: mongoose.trusted(bound) } : {}) })
		.sort({ _id: backwards ? 1 : -1 })
		.limit(limit)
		.lean();
	const list = found.map((one) => plain<Invitation>(one));
	return backwards ? list.reverse() : list;
}

/** Counting stops at `atMost`. */
export async function count(of: Listed, atMost = 1001): Promise<number> {
	return await Invitations.countDocuments(of, { limit: atMost });
}

/** The open offer to become an organization's director, the newest. */
export async function openHandover(organizationId: string, now: Date): Promise<Invitation | undefined> {
	return plain(
		await Invitations.findOne({
			organizationId,
			role: "director",
			left: mongoose.trusted({ $gt: 0 }),
			expiresAt: mongoose.trusted({ $gt: now }),
			revokedAt: mongoose.trusted({ $exists: false }),
			declinedAt: mongoose.trusted({ $exists: false }),
		})
			.sort({ _id: -1 })
			.lean(),
	);
}

/** What they made or were asked by goes, and their uses are taken out of others' invitations. */
export async function removeOf(personId: string): Promise<void> {
	await Invitations.deleteMany({ $or: [{ byId: personId }, { toPersonId: personId }] });
	await Invitations.updateMany({ "usedBy.personId": personId }, { $pull: { usedBy: { personId } } });
}
