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

/** A poll somebody sends instead of an answer. */
export function aPoll(number: number) {
	return {
		id: String(number),
		question: "?",
		options: [
			{ persistent_id: "0", text: "1", voter_count: 0 },
			{ persistent_id: "1", text: "2", voter_count: 0 },
		],
		total_voter_count: 0,
		is_closed: false,
		is_anonymous: true,
		type: "regular",
		allows_multiple_answers: false,
	};
}
