/** A document of an organization: its license, statute, gazette or another paper, as a photo or a file. */
import { z } from "zod";
import { done, type Result, refuse } from "../kit/result.ts";
import { oneLine } from "./lines.ts";

export const DOCUMENT_KINDS = ["license", "statute", "gazette", "other"] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];

/** Of every kind but "other" there is one; sent again, it takes the place of the old one. */
export const MOST_OTHERS = 10;
/** Telegram hands a bot no larger file. */
const MOST_MEGABYTES = 20;

/** A paper as somebody sent it. */
export interface SentFile {
	kind: "photo" | "document";
	/** Telegram's id of the file. */
	fileId: string;
	uniqueId: string;
	/** "" for a photo. */
	name: string;
	mime: string;
	bytes: number;
}

/**
 * Whether our own copy is there: "waiting" to be made, "kept", "gone" when Telegram no longer had the file, "unfit"
 * when it turned out to be something else than its name says.
 */
export type Keeping = "waiting" | "kept" | "gone" | "unfit";

export interface OrganizationDocument {
	id: string;
	organizationId: string;
	kind: DocumentKind;
	/** What an "other" document is, in the sender's words. */
	title?: string;
	file: SentFile;
	sentById: string;
	sentAt: Date;
	/** The draft it was sent from. */
	requestId: string;
	keeping: Keeping;
}

export const documentTitle = oneLine.pipe(z.string().min(3, "titleTooShort").max(80, "titleTooLong"));

const FORMATS = {
	pdf: { endings: ["pdf"], mime: /^application\/pdf$/ },
	word: {
		endings: ["doc", "docx"],
		mime: /^application\/(msword|vnd\.openxmlformats-officedocument\.wordprocessingml\..*)$/,
	},
	picture: { endings: ["jpg", "jpeg", "png", "webp"], mime: /^image\/(jpeg|png|webp)$/ },
} as const;
export type DocumentFormat = keyof typeof FORMATS;
export const DOCUMENT_FORMATS = Object.keys(FORMATS) as DocumentFormat[];

/** A photo is one whatever it is called; a file is what its name and Telegram agree on. */
export function formatOf({ kind, name, mime }: Pick<SentFile, "kind" | "name" | "mime">): DocumentFormat | undefined {
	if (kind === "photo") return "picture";
	const byName = formatByName(name);
	const byMime = DOCUMENT_FORMATS.find((format) => FORMATS[format].mime.test(mime));
	// Some phones do not say what they send.
	if (mime === "" || mime === "application/octet-stream") return byName;
	if (!/\.[a-z0-9]{1,5}$/i.test(name)) return byMime;
	return byName === byMime ? byMime : undefined;
}

function formatByName(name: string): DocumentFormat | undefined {
	const ending = name.split(".").at(-1)?.toLowerCase() ?? "";
	return DOCUMENT_FORMATS.find((format) => (FORMATS[format].endings as readonly string[]).includes(ending));
}

/** Whether a file may be a document, as far as can be told without opening it. */
export function checkSent(
	file: SentFile,
): Result<SentFile, "wrongFileKind" | "renamedFile" | "emptyFile" | "fileTooLarge"> {
	if (file.kind === "photo") return done(file);
	if (file.bytes > MOST_MEGABYTES * 1024 * 1024) return refuse("fileTooLarge", { max: MOST_MEGABYTES });
	if (file.bytes === 0) return refuse("emptyFile");
	if (formatOf(file) !== undefined) return done(file);
	const saysOne = formatByName(file.name) ?? DOCUMENT_FORMATS.find((format) => FORMATS[format].mime.test(file.mime));
	return refuse(saysOne === undefined ? "wrongFileKind" : "renamedFile");
}

/** What a file is by its first bytes, whatever it is called. */
export function formatInside(bytes: Uint8Array): DocumentFormat | undefined {
	const head = String.fromCharCode(...bytes.subarray(0, 1024));
	if (head.includes("%PDF-")) return "pdf";
	if (head.startsWith("\xff\xd8\xff") || head.startsWith("\x89PNG")) return "picture";
	if (head.startsWith("RIFF") && head.slice(8, 12) === "WEBP") return "picture";
	// A .docx is a zip with a folder "word"; a .doc is a compound file.
	if (head.startsWith("\xd0\xcf\x11\xe0")) return "word";
	if (head.startsWith("PK\x03\x04") && hasWordFolder(bytes)) return "word";
	return undefined;
}

function hasWordFolder(bytes: Uint8Array): boolean {
	return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes("word/");
}
