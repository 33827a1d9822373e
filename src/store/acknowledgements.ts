/** How it is kept who said that they read and understood an announcement. */
import mongoose from "mongoose";

interface Acknowledgement {
	/** "<announcement>/<person>" */
	_id: string;
	announcementId: string;
	personId: string;
	at: Date;
}

const schema = new mongoose.Schema<Acknowledgement>(
	{
		_id: String,
		announcementId: { type: String, required: true },
		personId: { type: String, required: true },
		at: { type: Date, required: true },
	},
	{ versionKey: false },
);
schema.index({ announcementId: 1 });
schema.index({ personId: 1 });

const Acknowledgements = mongoose.model("Acknowledgement", schema, "acknowledgements");

const idOf = (announcementId: string, personId: string) => `${announcementId}/${personId}`;

/** The first time counts. */
export async function put(announcementId: string, personId: string, at: Date): Promise<void> {
	await Acknowledgements.updateOne(
		{ _id: idOf(announcementId, personId) },
		{ $setOnInsert: { announcementId, personId, at } },
		{ upsert: true },
	);
}

export async function count(announcementId: string): Promise<number> {
	return Acknowledgements.countDocuments({ announcementId });
}

/** Which of these people have. */
export async function among(announcementId: string, personIds: readonly string[]): Promise<Set<string>> {
	if (personIds.length === 0) return new Set();
	const ids = personIds.map((personId) => idOf(announcementId, personId));
	const found = await Acknowledgements.find({ _id: mongoose.trusted({ $in: ids }) })
		.select({ personId: 1 })
		.lean();
	return new Set(found.map(({ personId }) => personId));
}

export async function removeOf(personId: string): Promise<void> {
	await Acknowledgements.deleteMany({ personId });
}
