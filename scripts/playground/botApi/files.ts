/** Files that Telegram keeps: everything uploaded, by identifier, and what getFile tells of it. */
import type { PhotoSize } from "@grammyjs/types";
import { badRequest, malformed, Refused } from "./refusal.ts";

export interface KeptFile {
	id: string;
	uniqueId: string;
	path: string;
	name: string;
	mime: string;
	bytes: Uint8Array;
}

export interface UploadedFile {
	name: string;
	mime: string;
	bytes: Uint8Array;
}

/** Parts of a multipart request, by the name of the part. */
export type Uploads = ReadonlyMap<string, UploadedFile>;

const MB = 1024 * 1024;
const UPLOAD_BYTES = 50 * MB;
const PHOTO_BYTES = 10 * MB;
const DOWNLOAD_BYTES = 20 * MB;

export interface Files {
	keep(kind: FileKind, file: UploadedFile): KeptFile;
	byId(id: string): KeptFile | undefined;
	byPath(path: string): KeptFile | undefined;
	all(): KeptFile[];
	/** Files of an earlier life. */
	recall(files: readonly KeptFile[]): void;
	/** The file a parameter names: `attach://part`, or an identifier. */
	named(kind: FileKind, value: string, uploads: Uploads): KeptFile;
	/** For getFile; throws when it is over 20 MB. */
	downloadable(id: string): KeptFile;
}

export type FileKind = "photo" | "document" | "voice" | "video" | "audio" | "animation" | "sticker";

const EXTENSION: Record<FileKind, string> = {
	photo: "jpg",
	document: "bin",
	voice: "oga",
	video: "mp4",
	audio: "mp3",
	animation: "mp4",
	sticker: "webp",
};

/** Telegram looks at pictures itself; what a bot uploads says nothing of its kind. */
function mimeOfPicture({ bytes, mime }: UploadedFile): string {
	const begins = (...first: number[]) => first.every((byte, index) => bytes[index] === byte);
	if (begins(0x89, 0x50, 0x4e, 0x47)) return "image/png";
	if (begins(0xff, 0xd8, 0xff)) return "image/jpeg";
	return mime;
}

export function createFiles(): Files {
	const byId = new Map<string, KeptFile>();
	const byPath = new Map<string, KeptFile>();
	let count = 0;

	function keep(kind: FileKind, file: UploadedFile): KeptFile {
		const number = count++;
		const extension = /\.(\w{1,8})$/.exec(file.name)?.[1]?.toLowerCase() ?? EXTENSION[kind];
		const kept = {
			id: `${kind}-${number.toString(36).padStart(6, "0")}-${"AgACAgQAAxkB".repeat(3)}`,
			uniqueId: `AQAD${number.toString(36).padStart(6, "0")}`,
			path: `${kind === "voice" ? kind : `${kind}s`}/file_${number}.${extension}`,
			...file,
			mime: kind === "photo" ? mimeOfPicture(file) : file.mime,
		};
		byId.set(kept.id, kept);
		byPath.set(kept.path, kept);
		return kept;
	}

	function named(kind: FileKind, value: string, uploads: Uploads): KeptFile {
		if (!value.startsWith("attach://")) {
			const known = byId.get(value);
			if (known) return known;
			if (/^https?:\/\//.test(value)) throw badRequest("failed to get HTTP URL content");
			throw unknownFile(value, "wrong file identifier/HTTP URL specified");
		}
		const upload = uploads.get(value.slice("attach://".length));
		if (!upload) throw malformed("wrong file identifier/HTTP URL specified");
		if (upload.bytes.length === 0) throw malformed("file must be non-empty");
		if (upload.bytes.length > UPLOAD_BYTES) throw new Refused(413, "Request Entity Too Large", true);
		if (kind === "photo") checkPhoto(upload.bytes);
		return keep(kind, upload);
	}

	function downloadable(id: string): KeptFile {
		const file = byId.get(id);
		if (!file) throw unknownFile(id, "invalid file_id");
		if (file.bytes.length > DOWNLOAD_BYTES) throw badRequest("file is too big");
		return file;
	}

	return {
		keep,
		named,
		downloadable,
		byId: (id) => byId.get(id),
		byPath: (path) => byPath.get(path),
		all: () => [...byId.values()],
		recall(files) {
			for (const file of files) {
				byId.set(file.id, file);
				byPath.set(file.path, file);
			}
			count = files.length;
		},
	};
}

/** An identifier of another bot or of an earlier life may be held in good faith; what is none at all may not. */
function unknownFile(id: string, what: string): Refused {
	return /^[\w-]{10,}$/.test(id) ? badRequest(what) : malformed(what);
}

function checkPhoto(bytes: Uint8Array): void {
	if (bytes.length > PHOTO_BYTES) {
		throw malformed(
			`file of size ${bytes.length} bytes is too big for a photo; the maximum size is ${PHOTO_BYTES} bytes`,
		);
	}
	const size = pictureSize(bytes);
	if (!size) throw malformed("IMAGE_PROCESS_FAILED");
	const { width, height } = size;
	if (width + height > 10000 || Math.max(width, height) > 20 * Math.min(width, height)) {
		throw malformed("PHOTO_INVALID_DIMENSIONS");
	}
}

/** Width and height of a PNG, JPEG, GIF or WebP; undefined for anything else. */
export function pictureSize(bytes: Uint8Array): { width: number; height: number } | undefined {
	const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
	if (view.length >= 24 && view.readUInt32BE(0) === 0x89504e47) {
		return { width: view.readUInt32BE(16), height: view.readUInt32BE(20) };
	}
	if (view.length >= 10 && view.toString("latin1", 0, 3) === "GIF") {
		return { width: view.readUInt16LE(6), height: view.readUInt16LE(8) };
	}
	if (view.length >= 30 && view.toString("latin1", 8, 12) === "WEBP") return { width: 512, height: 512 };
	if (view.length < 4 || view.readUInt16BE(0) !== 0xffd8) return undefined;
	let position = 2;
	while (position + 9 < view.length && view[position] === 0xff) {
		const marker = view[position + 1] as number;
		if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker)) {
			return { width: view.readUInt16BE(position + 7), height: view.readUInt16BE(position + 5) };
		}
		position += 2 + view.readUInt16BE(position + 2);
	}
	return undefined;
}

/** A photo as a message carries it: Telegram makes several sizes; here they share one file. */
export function photoSizes(file: KeptFile): PhotoSize[] {
	const { width, height } = pictureSize(file.bytes) ?? { width: 90, height: 90 };
	const size = { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.bytes.length };
	const small = Math.min(1, 90 / Math.max(width, height));
	if (small === 1) return [{ ...size, width, height }];
	return [
		{
			...size,
			file_unique_id: `${file.uniqueId}s`,
			width: Math.max(1, Math.round(width * small)),
			height: Math.max(1, Math.round(height * small)),
		},
		{ ...size, width, height },
	];
}
