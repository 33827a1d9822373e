/** How appointments wait for somebody who has not pressed Start yet. */
import mongoose from "mongoose";
import type { Person, Role } from "../domain/person.ts";

export interface Appointment {
	platform: Person["platform"];
	userId: number;
	role: Role;
	/** Who appointed, and is told when it begins. */
	byId: string;
	at: Date;
}

const schema = new mongoose.Schema<Appointment & { _id: string }>(
	{
		_id: String,
		platform: { type: String, required: true },
		userId: { type: Number, required: true },
		role: { type: String, required: true },
		byId: { type: String, required: true },
		at: { type: Date, required: true },
	},
	{ versionKey: false },
);

const Appointments = mongoose.model("Appointment", schema, "appointments");

const idOf = (platform: string, userId: number) => `${platform}:${userId}`;

export async function put(appointment: Appointment): Promise<void> {
	const _id = idOf(appointment.platform, appointment.userId);
	await Appointments.updateOne({ _id }, { $setOnInsert: appointment }, { upsert: true });
}

export async function of(platform: Person["platform"], userId: number): Promise<Appointment | undefined> {
	const found = await Appointments.findById(idOf(platform, userId)).select({ _id: 0 }).lean();
	return found ?? undefined;
}

/** False when there was none. */
export async function remove(platform: Person["platform"], userId: number): Promise<boolean> {
	return (await Appointments.deleteOne({ _id: idOf(platform, userId) })).deletedCount === 1;
}

export async function all(): Promise<Appointment[]> {
	return Appointments.find().sort({ at: 1 }).limit(200).select({ _id: 0 }).lean();
}
