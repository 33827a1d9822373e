/** An impatient thumb: a button that sends something anew is tapped twice, and is meant once. */
import type { BotContext } from "./context.ts";

/** Two taps within this are one. */
const ONE_TAP_MS = 3_000;

/** Whether the same button was tapped a moment ago; what it sends is on its way already. */
export function isSecondTap({ callbackQuery, session, now }: BotContext): boolean {
	if (!callbackQuery?.message || callbackQuery.data === undefined) return false;
	const tap = `${callbackQuery.message.message_id}:${callbackQuery.data}`;
	const before = session.tapped;
	if (before?.tap === tap && now.getTime() - before.at.getTime() < ONE_TAP_MS) return true;
	session.tapped = { tap, at: now };
	return false;
}
