/** How a bar is kept beyond its person: who asks to be forgotten and comes back is still barred. Only a hash of the number stays. */
import { createHash } from "node:crypto";
import mongoose from "mongoose";
import type { Person } from "../domain/person.ts";

interface Bar {
	_id: string;
	at: Date;
	byId: string;
}

const schema = new mongoose.Schema<Bar>(
	{ _id: String, at: { type: Date, required: true }, byId: { type: String, required: true } },
	{ versionKey: false },
);

const Bars = mongoose.model("Bar", schema, "bars");

type Who = Pick<Person, "platform" | "userId">;

/** How somebody's bar is called. */
export const idOf = ({ platform, userId }: Who) => createHash("sha256").update(`${platform}:${userId}`).digest("hex");

export async function put(who: Who, at: Date, byId: string): Promise<void> {
	await Bars.updateOne({ _id: idOf(who) }, { $set: { at, byId } }, { upsert: true });
}

export async function remove(who: Who): Promise<void> {
	await Bars.deleteOne({ _id: idOf(who) });
}

export async function of(who: Who): Promise<{ at: Date; byId: string } | undefined> {
	return (await Bars.findById(idOf(who)).select({ _id: 0 }).lean()) ?? undefined;
}
