/** How organizations' documents are kept: one of each kind, and several others. The bytes lie in store/files. */
import mongoose from "mongoose";
import type { DocumentKind, Keeping, OrganizationDocument } from "../domain/document.ts";
import { type Kept, plain } from "./plain.ts";

const schema = new mongoose.Schema<Kept<OrganizationDocument>>(
	{
		_id: String,
		organizationId: { type: String, required: true },
		kind: { type: String, required: true },
		title: String,
		file: new mongoose.Schema(
			{ kind: String, fileId: String, uniqueId: String, name: String, mime: String, bytes: Number },
			{ _id: false },
		),
		sentById: { type: String, required: true },
		sentAt: { type: Date, required: true },
		requestId: { type: String, required: true },
		keeping: { type: String, required: true },
	},
	{ versionKey: false },
);
schema.index({ requestId: 1 }, { unique: true });
schema.index({ organizationId: 1, kind: 1, _id: 1 });
schema.index({ sentById: 1 });

const Documents = mongoose.model("OrganizationDocument", schema, "documents");

export async function byId(id: string): Promise<OrganizationDocument | undefined> {
	return plain(await Documents.findById(id).lean());
}

export async function byRequestId(requestId: string): Promise<OrganizationDocument | undefined> {
	return plain(await Documents.findOne({ requestId }).lean());
}

/** All of an organization's, the oldest first; there are few. */
export async function ofOrganization(organizationId: string): Promise<OrganizationDocument[]> {
	const found = await Documents.find({ organizationId }).sort({ _id: 1 }).limit(50).lean();
	return found.map((one) => plain<OrganizationDocument>(one));
}

export async function ofKind(organizationId: string, kind: DocumentKind): Promise<OrganizationDocument[]> {
	const found = await Documents.find({ organizationId, kind }).sort({ _id: 1 }).limit(50).lean();
	return found.map((one) => plain<OrganizationDocument>(one));
}

/** Throws a duplicate key error when the draft was sent already. */
export async function add(document: OrganizationDocument): Promise<void> {
	const { id, ...rest } = document;
	await Documents.create([{ _id: id, ...rest }]);
}

/** False when it was gone already. */
export async function remove(id: string): Promise<boolean> {
	return (await Documents.deleteOne({ _id: id })).deletedCount === 1;
}

/** False when it is gone. */
export async function setKeeping(id: string, keeping: Keeping): Promise<boolean> {
	return (await Documents.updateOne({ _id: id }, { $set: { keeping } })).matchedCount === 1;
}

/** Telegram gave the file another id when it was sent anew. */
export async function setFileId(id: string, fileId: string): Promise<void> {
	await Documents.updateOne({ _id: id }, { $set: { "file.fileId": fileId } });
}

export async function sentBy(personId: string): Promise<OrganizationDocument[]> {
	const found = await Documents.find({ sentById: personId }).lean();
	return found.map((one) => plain<OrganizationDocument>(one));
}

export async function removeOf(personId: string): Promise<void> {
	await Documents.deleteMany({ sentById: personId });
}
