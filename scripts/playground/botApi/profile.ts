/** What a bot tells of itself: its commands per scope and language, its name and descriptions. */
import type { BotCommand } from "@grammyjs/types";
import type { Parameters } from "./methods.ts";
import { malformed } from "./refusal.ts";

export type Scope = Parameters<"setMyCommands">["scope"];
type Texts = Map<string, string>;

export interface ProfileMemory {
	lists: Map<string, BotCommand[]>;
	texts: Record<keyof typeof LONGEST, Texts>;
}

export interface Profile {
	remember(): ProfileMemory;
	/** What was set in an earlier life. */
	recall(memory: ProfileMemory): void;
	setCommands(parameters: Parameters<"setMyCommands">): void;
	deleteCommands(scope: Scope, language: string): void;
	/** Exactly this scope and language, as getMyCommands answers. */
	commands(scope: Scope, language: string): BotCommand[];
	/** The list a person sees: the narrowest scope that has one, their language before none. */
	commandsFor(person: { chatId: number; userId: number; group: boolean; language: string }): BotCommand[];
	setText(kind: keyof typeof LONGEST, text: string, language: string): void;
	/** Without a text in this language, the one for everybody. */
	text(kind: keyof typeof LONGEST, language: string): string;
}

const LONGEST = { name: 64, description: 512, shortDescription: 120 };
const COMMANDS = 100;

export function createProfile(): Profile {
	const lists = new Map<string, BotCommand[]>();
	const texts: Record<keyof typeof LONGEST, Texts> = {
		name: new Map(),
		description: new Map(),
		shortDescription: new Map(),
	};

	const profile: Profile = {
		remember: () => ({ lists, texts }),
		recall(memory) {
			for (const [key, list] of memory.lists) lists.set(key, list);
			for (const kind of Object.keys(texts) as (keyof typeof LONGEST)[]) {
				for (const [language, text] of memory.texts[kind]) texts[kind].set(language, text);
			}
		},
		setCommands({ commands, scope, language_code }) {
			checkCommands(commands);
			const key = keyOf(scope, language_code ?? "");
			if (commands.length === 0) lists.delete(key);
			else lists.set(key, commands);
		},
		deleteCommands: (scope, language) => lists.delete(keyOf(scope, language)),
		commands: (scope, language) => lists.get(keyOf(scope, language)) ?? [],
		commandsFor({ chatId, userId, group, language }) {
			const scopes: Scope[] = group
				? [
						{ type: "chat_member", chat_id: chatId, user_id: userId },
						{ type: "chat", chat_id: chatId },
						{ type: "all_group_chats" },
						{ type: "default" },
					]
				: [{ type: "chat", chat_id: chatId }, { type: "all_private_chats" }, { type: "default" }];
			for (const scope of scopes) {
				for (const spoken of [language, ""]) {
					const list = lists.get(keyOf(scope, spoken));
					if (list) return list;
				}
			}
			return [];
		},
		setText(kind, text, language) {
			if (text.length > LONGEST[kind]) throw malformed(`bot ${kind} is too long`);
			if (text === "") texts[kind].delete(language);
			else texts[kind].set(language, text);
		},
		text: (kind, language) => texts[kind].get(language) ?? texts[kind].get("") ?? "",
	};
	return profile;
}

function keyOf(scope: Scope, language: string): string {
	const about = scope ?? { type: "default" };
	const chat = "chat_id" in about ? about.chat_id : "";
	const user = "user_id" in about ? about.user_id : "";
	return `${about.type}/${chat}/${user}/${language}`;
}

function checkCommands(commands: BotCommand[]): void {
	if (commands.length > COMMANDS) throw malformed("BOT_COMMANDS_TOO_MUCH");
	const seen = new Set<string>();
	for (const { command, description } of commands) {
		if (!/^\/?[a-z0-9_]{1,32}$/.test(command)) throw malformed("BOT_COMMAND_INVALID");
		if (description.trim().length < 1 || description.length > 256) throw malformed("BOT_COMMAND_DESCRIPTION_INVALID");
		if (seen.has(command)) throw malformed("BOT_COMMAND_DUPLICATE");
		seen.add(command);
	}
}
