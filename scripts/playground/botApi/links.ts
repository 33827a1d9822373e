/** Links that open the bot: Telegram passes on only a payload of 64 safe characters, and says nothing about any other. */

import type { AnyMarkup } from "./markup.ts";
import type { Formatted } from "./text.ts";
import type { World } from "./world.ts";

export const PAYLOAD = /^[A-Za-z0-9_-]{1,64}$/;

/** Notes links to the bot itself that would lose their payload. */
export function checkLinks(
	world: World,
	{ text, entities }: Formatted,
	parameters: { reply_markup?: AnyMarkup | undefined },
): void {
	const links = [
		...entities.flatMap((entity) => (entity.type === "text_link" ? [entity.url] : [])),
		...(parameters.reply_markup?.inline_keyboard ?? []).flatMap((row) =>
			row.flatMap((button) => ("url" in button ? [button.url] : [])),
		),
		...(text.includes("t.me/") ? (text.match(/https?:\/\/t\.me\/\S+/g) ?? []) : []),
	];
	for (const link of links) {
		if (!URL.canParse(link)) continue;
		const url = new URL(link);
		if (url.hostname !== "t.me" || url.pathname.slice(1).toLowerCase() !== world.bot.username.toLowerCase()) continue;
		const payload = url.searchParams.get("start") ?? url.searchParams.get("startgroup");
		if (payload && !PAYLOAD.test(payload)) {
			world.misuse("link", `a deep link's payload is not 1-64 of A-Z a-z 0-9 _ -: ${payload}`, { link });
		}
	}
}
