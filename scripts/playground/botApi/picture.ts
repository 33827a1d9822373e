/** A small picture for those who are asked for a photo and have none at hand. */
import { crc32, deflateSync } from "node:zlib";

const SIDE = 96;

/** A PNG in one colour, which depends on the number. */
export function aPicture(number: number): Buffer {
	const colour = [60 + ((number * 47) % 160), 90 + ((number * 89) % 130), 70 + ((number * 31) % 150)];
	const row = Buffer.from([0, ...Array.from({ length: SIDE }, () => colour).flat()]);
	const header = Buffer.alloc(13);
	header.writeUInt32BE(SIDE, 0);
	header.writeUInt32BE(SIDE, 4);
	header.set([8, 2, 0, 0, 0], 8);
	return Buffer.concat([
		Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
		chunk("IHDR", header),
		chunk("IDAT", deflateSync(Buffer.concat(Array.from({ length: SIDE }, () => row)))),
		chunk("IEND", Buffer.alloc(0)),
	]);
}

function chunk(type: string, content: Buffer): Buffer {
	const named = Buffer.concat([Buffer.from(type, "latin1"), content]);
	const length = Buffer.alloc(4);
	length.writeUInt32BE(content.length);
	const sum = Buffer.alloc(4);
	sum.writeUInt32BE(crc32(named));
	return Buffer.concat([length, named, sum]);
}
