/** What a person types, with the commands, mentions, links and tags that Telegram finds in it. */
import type { MessageEntity } from "@grammyjs/types";

const FOUND: [MessageEntity["type"], RegExp][] = [
	["url", /https?:\/\/[^\s<>"]+|(?<![\w.@])(?:[a-z0-9-]+\.)+(?:com|org|ir|net|me)(?:\/[^\s<>"]*)?/gi],
	["email", /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g],
	["bot_command", /(?<![\w/<])\/[A-Za-z0-9_]{1,64}(?:@[A-Za-z]\w{2,31})?(?!\w|\/)/g],
	["mention", /(?<![\w@/])@[A-Za-z]\w{3,31}(?!\w)/g],
	["hashtag", /(?<![\p{L}\p{N}_])#[\p{L}\p{N}_]+/gu],
];

export function typed(text: string): { text: string; entities?: MessageEntity[] } {
	if (!/[/@#.]/.test(text)) return { text };
	const entities: MessageEntity[] = [];
	for (const [type, pattern] of FOUND) {
		for (const { 0: match, index } of text.matchAll(pattern)) {
			const inside = entities.some((one) => index < one.offset + one.length && one.offset < index + match.length);
			if (!inside) entities.push({ type: type as "url", offset: index, length: match.length });
		}
	}
	entities.sort((one, other) => one.offset - other.offset);
	return entities.length > 0 ? { text, entities } : { text };
}
