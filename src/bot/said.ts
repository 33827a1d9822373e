/** What a message outside a form holds for the secretariat. */
import type { ThreadContent } from "../domain/thread.ts";
import { cleanText } from "../kit/cleanText.ts";
import type { BotContext } from "./context.ts";

/** Words, a photo, a voice message or a file; undefined for anything else. */
export function contentOf(ctx: BotContext): ThreadContent | undefined {
	const { message } = ctx;
	if (!message) return undefined;
	const text = cleanText(message.text ?? message.caption ?? "");
	const words = text === "" ? {} : { text };
	const photo = message.photo?.at(-1);
	if (photo) return { ...words, file: { kind: "photo", fileId: photo.file_id } };
	if (message.voice) return { ...words, file: { kind: "voice", fileId: message.voice.file_id } };
	if (message.document) return { ...words, file: { kind: "document", fileId: message.document.file_id } };
	return text === "" ? undefined : words;
}
