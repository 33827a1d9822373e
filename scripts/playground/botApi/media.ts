/** Files as messages carry them. */
import type { FileKind, KeptFile, Uploads } from "./files.ts";
import { photoSizes } from "./files.ts";
import { type Content, readCaption } from "./messages.ts";
import { malformed } from "./refusal.ts";
import type { World } from "./world.ts";

interface About {
	caption?: string | undefined;
	parse_mode?: "HTML" | undefined;
	duration?: number | undefined;
	width?: number | undefined;
	height?: number | undefined;
	title?: string | undefined;
	performer?: string | undefined;
}

/** A message of the bot with a file that it uploads or names. */
export function mediaContent(
	world: World,
	kind: FileKind,
	value: string,
	about: About,
	{ uploads }: { uploads: Uploads },
): Content {
	const caption = readCaption(world, about);
	const file = world.files.named(kind, value, uploads);
	if (!value.startsWith("attach://") && !file.id.startsWith(`${kind}-`)) {
		// Telegram lets a document be sent again only as a document.
		throw malformed("type of file mismatch");
	}
	return { ...fileContent(kind, file, about), ...caption };
}

export function fileContent(kind: FileKind, file: KeptFile, about: About = {}): Content {
	const base = { file_id: file.id, file_unique_id: file.uniqueId, file_size: file.bytes.length, mime_type: file.mime };
	const { duration = 0, width = 0, height = 0 } = about;
	const named = file.name === "" ? {} : { file_name: file.name };
	switch (kind) {
		case "photo":
			return { photo: photoSizes(file) };
		case "document":
			return { document: { ...base, ...named } };
		case "voice":
			return { voice: { ...base, duration } };
		case "video":
			return { video: { ...base, ...named, duration, width, height } };
		case "audio": {
			const { title, performer } = about;
			return {
				audio: { ...base, ...named, duration, ...(title ? { title } : {}), ...(performer ? { performer } : {}) },
			};
		}
		case "animation":
			return { animation: { ...base, ...named, duration, width, height }, document: { ...base, ...named } };
		case "sticker": {
			const { mime_type: _, ...plain } = base;
			return {
				sticker: {
					...plain,
					type: "regular",
					width: 512,
					height: 512,
					is_animated: false,
					is_video: false,
					emoji: "🙂",
				},
			};
		}
	}
}
