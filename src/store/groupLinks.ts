/** How a wish to link a group is kept: made by "/link" in the group, used in private by whoever wrote it, gone after a day. */
import mongoose from "mongoose";
import { type Kept, plain } from "./plain.ts";

export interface GroupLink {
	id: string;
	chatId: number;
	title: string;
	/** Telegram's number of whoever wrote "/link". */
	userId: number;
	expiresAt: Date;
}

const schema = new mongoose.Schema<Kept<GroupLink>>(
	{
		_id: String,
		chatId: { type: Number, required: true },
		title: { type: String, required: true },
		userId: { type: Number, required: true },
		expiresAt: { type: Date, required: true },
	},
	{ versionKey: false },
);
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });
schema.index({ chatId: 1 });
schema.index({ userId: 1 });

const GroupLinks = mongoose.model("GroupLink", schema, "groupLinks");

export async function add({ id, ...rest }: GroupLink): Promise<void> {
	await GroupLinks.create([{ _id: id, ...rest }]);
}

export async function byId(id: string): Promise<GroupLink | undefined> {
	return plain(await GroupLinks.findById(id).lean());
}

/** The group has another number from now on. */
export async function moveChat(from: number, to: number): Promise<void> {
	await GroupLinks.updateMany({ chatId: from }, { $set: { chatId: to } });
}

export async function renameChat(chatId: number, title: string): Promise<void> {
	await GroupLinks.updateMany({ chatId }, { $set: { title } });
}

export async function removeOf(userId: number): Promise<void> {
	await GroupLinks.deleteMany({ userId });
}
