/** The parts of a zip, each unpacked as a stream within limits. */
import yauzl from "yauzl";

/** The file is damaged, or not what it says it is. */
export class Unreadable extends Error {}

/** What the file unpacks to is more than any register. */
export class TooMuch extends Unreadable {}

/** One part, unpacked. */
const PART_BYTES = 400_000_000;
const PARTS = 5_000;

export interface Parts {
	has(path: string): boolean;
	/** Throws `TooMuch` when the part goes beyond the limit, whatever the zip says its size is. */
	stream(path: string): AsyncIterable<Uint8Array>;
}

/** Throws when it is no zip that can be read. */
export async function openParts(bytes: Uint8Array): Promise<Parts> {
	const zip = await yauzl.fromBufferPromise(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength), {
		lazyEntries: true,
	});
	const entries = new Map<string, yauzl.Entry>();
	for await (const entry of zip.eachEntry()) {
		if (entries.size >= PARTS) throw new TooMuch();
		entries.set(entry.fileName, entry);
	}
	return {
		has: (path) => entries.has(path),
		async *stream(path) {
			const entry = entries.get(path);
			if (!entry) throw new Error(`the file has no part ${path}`);
			let size = 0;
			const stream = await zip.openReadStreamPromise(entry);
			for await (const chunk of unpacked(stream)) {
				size += chunk.length;
				if (size > PART_BYTES) throw new TooMuch();
				yield chunk;
			}
		},
	};
}

async function* unpacked(stream: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
	try {
		yield* stream;
	} catch (error) {
		throw new Unreadable(error instanceof Error ? error.message : String(error));
	}
}
