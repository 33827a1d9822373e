/** How a message outside a form is kept until its person has decided whether it is for the secretariat. */
import type { ThreadContent } from "../../../domain/thread.ts";
import type { BotContext } from "../../context.ts";

/** Unanswered questions whether to send; older ones are forgotten. */
const KEPT = 5;

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
