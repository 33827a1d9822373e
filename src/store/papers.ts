/** How files that Dabir has made are kept until they are sent: in pieces, and for a short time. */
import mongoose from "mongoose";

interface Piece {
	_id: string;
	paperId: string;
	number: number;
	bytes: Buffer;
	expiresAt: Date;
}

/** A document holds 16 MB. */
const PIECE_BYTES = 4_000_000;

const schema = new mongoose.Schema<Piece>(
	{
		_id: String,
		paperId: { type: String, required: true },
		number: { type: Number, required: true },
		bytes: { type: Buffer, required: true },
		expiresAt: { type: Date, required: true },
	},
	{ versionKey: false },
);
schema.index({ paperId: 1, number: 1 });
schema.index({ expiresAt: 1 }, { expireAfterSeconds: 0 });

const Pieces = mongoose.model("PaperPiece", schema, "papers");

/** Keeps a file as it comes, never the whole of it in memory. An earlier one of the same id is replaced. */
export async function put(paperId: string, content: AsyncIterable<Uint8Array>, expiresAt: Date): Promise<void> {
	await Pieces.deleteMany({ paperId });
	let waiting: Uint8Array[] = [];
	let size = 0;
	let number = 0;
	const keep = async () => {
		const bytes = Buffer.concat(waiting);
		waiting = [];
		size = 0;
		await Pieces.create([{ _id: `${paperId}:${number}`, paperId, number: number++, bytes, expiresAt }]);
	};
	for await (const chunk of content) {
		waiting.push(chunk);
		size += chunk.length;
		if (size >= PIECE_BYTES) await keep();
	}
	if (size > 0) await keep();
}

/** The whole file; undefined when its time is over. */
export async function get(paperId: string): Promise<Uint8Array | undefined> {
	const pieces = await Pieces.find({ paperId }).sort({ number: 1 });
	if (pieces.length === 0) return undefined;
	return new Uint8Array(Buffer.concat(pieces.map(({ bytes }) => bytes)));
}

/** Every one: whoever still waits for theirs asks again. */
export async function removeAll(): Promise<void> {
	await Pieces.deleteMany({});
}
