/** What people of the playground can do, as the page asks for it: each deed becomes what a phone with Telegram would send. */
import { z } from "zod";
import type { BotApi, Group, Person } from "./botApi/index.ts";

const MB = 1024 * 1024;
/** Base64 of what Telegram lets a bot download (20 MB). */
const bytes = z.base64().max(Math.ceil((20 * MB * 4) / 3) + 4);
const text = z.string().max(50_000);
const place = z.strictObject({
	latitude: z.number().min(-90).max(90),
	longitude: z.number().min(-180).max(180),
});
const by = { person: z.int(), chat: z.int() };

export const deed = z.discriminatedUnion("do", [
	z.strictObject({
		do: z.literal("start"),
		...by,
		payload: z
			.string()
			.regex(/^[\w-]{1,64}$/)
			.optional(),
	}),
	z.strictObject({ do: z.literal("send"), ...by, text, replyTo: z.int().optional() }),
	z.strictObject({ do: z.literal("edit"), ...by, message: z.int(), text }),
	z.strictObject({ do: z.literal("tap"), ...by, message: z.int(), row: z.int(), column: z.int() }),
	/** `place`: what a button that asks for one sends. */
	z.strictObject({ do: z.literal("pressReply"), ...by, text, place: place.optional() }),
	z.strictObject({ do: z.literal("contact"), ...by, own: z.boolean(), name: text.optional(), phone: text.optional() }),
	z.strictObject({ do: z.literal("location"), ...by, ...place.shape }),
	z.strictObject({ do: z.literal("photo"), ...by, bytes, name: text.optional(), mime: text.optional() }),
	z.strictObject({ do: z.literal("album"), ...by, photos: z.array(bytes).min(2).max(10) }),
	z.strictObject({ do: z.literal("document"), ...by, bytes, name: text, mime: text }),
	z.strictObject({ do: z.literal("voice"), ...by, seconds: z.int().min(1).max(3600) }),
	z.strictObject({ do: z.literal("sticker"), ...by }),
	z.strictObject({ do: z.literal("poll"), ...by }),
	z.strictObject({ do: z.literal("block"), ...by }),
	z.strictObject({ do: z.literal("unblock"), ...by }),
	z.strictObject({ do: z.literal("addBot"), ...by }),
	z.strictObject({ do: z.literal("removeBot"), ...by }),
	z.strictObject({ do: z.literal("upgrade"), ...by }),
	z.strictObject({ do: z.literal("commands"), ...by }),
]);
export type Deed = z.infer<typeof deed>;

/** What the page hears back beside "ok". */
export interface Outcome {
	queryId?: string;
	/** The tap was answered already. */
	answered?: boolean;
	commands?: { command: string; description: string }[];
}

/** Throws an Error whose message says what does not work. */
export function play(botApi: BotApi, done: Deed): Outcome {
	const person = botApi.people.find(({ id }) => id === done.person);
	if (!person) throw new Error(`there is no person ${done.person}`);
	const group = botApi.groups.find(({ id }) => id === done.chat);
	if (!group && done.chat !== person.id) throw new Error(`${person.firstName} has no chat ${done.chat}`);
	const place = group ? { in: group } : {};
	switch (done.do) {
		case "tap":
			return tap(botApi, person, done, place);
		case "commands":
			return {
				commands: botApi.profile.commandsFor({
					chatId: done.chat,
					userId: person.id,
					group: group !== undefined,
					language: person.languageCode ?? "",
				}),
			};
		case "addBot":
		case "removeBot":
		case "upgrade":
			change(group, done.do, person);
			return {};
		default:
			say(person, done, place);
			return {};
	}
}

type Said = Exclude<Deed, { do: "tap" | "commands" | "addBot" | "removeBot" | "upgrade" }>;

function say(person: Person, done: Said, place: { in?: Group }): void {
	switch (done.do) {
		case "start":
			person.start(done.payload);
			return;
		case "send":
			person.sends(done.text, { ...place, ...(done.replyTo === undefined ? {} : { replyTo: done.replyTo }) });
			return;
		case "edit":
			person.edits(done.message, done.text, place);
			return;
		case "pressReply":
			person.pressesReplyButton(done.text, { ...place, ...(done.place ? { place: done.place } : {}) });
			return;
		case "contact": {
			const card = { ...(done.phone ? { phone: done.phone } : {}), ...(done.name ? { firstName: done.name } : {}) };
			person.sharesContact({ ...place, own: done.own, ...(done.own ? {} : card) });
			return;
		}
		case "location":
			person.sharesLocation(done.latitude, done.longitude, place);
			return;
		case "photo":
			person.sendsPhoto(Buffer.from(done.bytes, "base64"), place);
			return;
		case "album":
			person.sendsAlbum(
				done.photos.map((photo) => Buffer.from(photo, "base64")),
				place,
			);
			return;
		case "document":
			person.sendsDocument(Buffer.from(done.bytes, "base64"), done.name, done.mime, place);
			return;
		case "voice":
			person.sendsVoice(done.seconds, place);
			return;
		case "sticker":
			person.sendsSticker(place);
			return;
		case "poll":
			person.sendsPoll(place);
			return;
		case "block":
			person.blocks();
			return;
		case "unblock":
			person.unblocks();
	}
}

function tap(botApi: BotApi, person: Person, done: Extract<Deed, { do: "tap" }>, place: { in?: Group }): Outcome {
	const message = botApi.chat(done.chat).messages.find(({ messageId }) => messageId === done.message);
	const button = message?.inlineKeyboard[done.row]?.[done.column];
	if (!button || !("callback_data" in button)) throw new Error(`message ${done.message} has no such button any more`);
	const tapped = person.taps(done.message, button.callback_data, place);
	return { queryId: tapped.queryId, answered: tapped.answer !== undefined };
}

function change(group: Group | undefined, how: "addBot" | "removeBot" | "upgrade", person: Person): void {
	if (!group) throw new Error("that is no group");
	if (how === "addBot") group.addBot(person);
	if (how === "removeBot") group.removeBot(person);
	if (how === "upgrade") group.upgradeToSupergroup();
}
