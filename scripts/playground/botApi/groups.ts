/** Groups: who is in them, how the bot comes and goes, and how one becomes a supergroup. */
import type { ChatMember, ChatMemberUpdated, Message, User } from "@grammyjs/types";
import type { Room } from "./chats.ts";
import { shown } from "./view.ts";
import type { World } from "./world.ts";

export interface Group {
	/** Changes when the group becomes a supergroup. */
	readonly id: number;
	readonly title: string;
	/** Adds the bot; by the first member unless told otherwise. */
	addBot(by?: { id: number }): void;
	/** Throws the bot out. */
	removeBot(by?: { id: number }): void;
	add(member: { id: number }): void;
	/** It is called otherwise from now on. */
	rename(title: string): void;
	upgradeToSupergroup(): void;
}

export function memberOf(world: World, room: Room, userId: number): ChatMember | undefined {
	const user = userId === world.bot.id ? world.botUser : world.chats.known(userId)?.person;
	if (!user) return undefined;
	if (room.person) return userId === room.person.id || userId === world.bot.id ? { status: "member", user } : undefined;
	if (userId === world.bot.id)
		return room.bot === "kicked" ? { status: "kicked", user, until_date: 0 } : { status: room.bot, user };
	const [founder] = room.members.keys();
	if (founder === userId) return { status: "creator", user, is_anonymous: false };
	return { status: room.members.has(userId) ? "member" : "left", user };
}

/** A message nobody wrote: Telegram tells everybody in the chat, the bot too. */
function announce(world: World, room: Room, from: User, content: Partial<Message>): Message {
	const message = {
		message_id: world.chats.nextMessageId(room),
		from,
		chat: room.chat,
		date: world.seconds(),
		...content,
	} as Message;
	const stored = world.chats.store(room, message, from.id === world.bot.id ? "bot" : from.id);
	if (world.events.heard("shown")) world.events.emit({ type: "shown", chatId: room.chat.id, message: shown(stored) });
	return message;
}

/** The bot learns that it may or may not write somewhere. */
export function tellOwnStatus(world: World, room: Room, from: User, old: ChatMember, next: ChatMember): void {
	const my_chat_member: ChatMemberUpdated = {
		chat: room.chat,
		from,
		date: world.seconds(),
		old_chat_member: old,
		new_chat_member: next,
	};
	world.updates.push({ my_chat_member });
}

function titleOf({ chat }: Room): string {
	return "title" in chat ? (chat.title ?? "") : "";
}

export function createGroup(world: World, id: number, title: string, members: User[]): Group {
	let room = world.chats.known(id) ?? world.chats.add({ id, type: "group", title });
	for (const member of members) room.members.set(member.id, member);

	function actor(by: { id: number } | undefined): User {
		const user = by ? room.members.get(by.id) : [...room.members.values()][0];
		if (!user) throw new Error(`nobody in the group "${title}" can do that`);
		return user;
	}
	function ownStatus(): ChatMember {
		return memberOf(world, room, world.bot.id) as ChatMember;
	}

	return {
		get id() {
			return room.chat.id;
		},
		get title() {
			return titleOf(room);
		},
		addBot(by) {
			const from = actor(by);
			const old = ownStatus();
			room.bot = "member";
			tellOwnStatus(world, room, from, old, ownStatus());
			const message = announce(world, room, from, { new_chat_members: [world.botUser] });
			world.updates.push({ message: message as never });
		},
		removeBot(by) {
			const from = actor(by);
			const old = ownStatus();
			announce(world, room, from, { left_chat_member: world.botUser });
			room.bot = "kicked";
			tellOwnStatus(world, room, from, old, ownStatus());
		},
		add(member) {
			const user = world.chats.known(member.id)?.person;
			if (!user) throw new Error(`nobody has the number ${member.id}`);
			room.members.set(user.id, user);
			const message = announce(world, room, user, { new_chat_members: [user] });
			if (room.bot === "member") world.updates.push({ message: message as never });
		},
		rename(title) {
			Object.assign(room.chat, { title });
			const message = announce(world, room, actor(undefined), { new_chat_title: title });
			if (room.bot === "member") world.updates.push({ message: message as never });
		},
		upgradeToSupergroup() {
			const from = actor(undefined);
			const old = room;
			const next = world.chats.add({ id: -1_000_000_000_000 + old.chat.id, type: "supergroup", title: titleOf(room) });
			next.bot = old.bot;
			next.members = old.members;
			const leaving = announce(world, old, from, { migrate_to_chat_id: next.chat.id });
			const arriving = announce(world, next, from, { migrate_from_chat_id: old.chat.id });
			old.migratedTo = next.chat.id;
			room = next;
			if (next.bot !== "member") return;
			world.updates.push({ message: leaving as never });
			world.updates.push({ message: arriving as never });
		},
	};
}

/** Whether the bot gets to see it: in groups, privacy mode hides what is not meant for it. */
export function reaches(world: World, room: Room, message: Message): boolean {
	if (room.person) return true;
	if (room.bot !== "member") return false;
	if (!world.privacyMode || message.reply_to_message?.from?.id === world.bot.id) return true;
	const text = message.text ?? message.caption ?? "";
	const addressed = /^\/\w+(?:@(\w+))?/.exec(text);
	if (addressed) return addressed[1] === undefined || addressed[1].toLowerCase() === world.bot.username.toLowerCase();
	return text.toLowerCase().includes(`@${world.bot.username.toLowerCase()}`);
}
