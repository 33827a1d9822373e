/** What a message outside a form holds for the secretariat, and how it is kept until its person has decided. */
import type { ThreadContent } from "../../../domain/thread.ts";
import { cleanText } from "../../../kit/cleanText.ts";
import type { BotContext } from "../../context.ts";

/** Unanswered questions whether to send; older ones are forgotten. */
const KEPT = 5;

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

/** Keeps it under its message's id; false for another piece of an album that was asked about already. */
export function keep(ctx: BotContext, content: ThreadContent): boolean {
	const { message, session } = ctx;
	const album = message?.media_group_id;
	const kept = { ...session.unsent };
	const piece = Object.values(kept).find((one) => album !== undefined && one.album === album);
	if (piece) {
		piece.contents = [...piece.contents, content];
		session.unsent = kept;
		return false;
	}
	kept[String(message?.message_id)] = { contents: [content], ...(album === undefined ? {} : { album }) };
	session.unsent = Object.fromEntries(
		Object.entries(kept)
			.sort(([a], [b]) => Number(b) - Number(a))
			.slice(0, KEPT),
	);
	return true;
}
