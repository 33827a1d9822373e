/** The command list Telegram shows in a chat, per language and role. */
import { holdsOffice } from "../domain/committee.ts";
import { type Actor, hasRole } from "../domain/person.ts";
import type { T } from "../texts/index.ts";

/** A command is listed only once it works. */
const EVERYONE = ["start", "find", "register", "help", "language", "settings", "cancel", "privacy", "mydata"] as const;
const LISTS = {
	group: ["link"],
	stranger: ["start", "help", "language", "privacy"],
	person: EVERYONE,
	member: ["organization", "committees", "meetings", "actions", "report", "reports", ...EVERYONE],
	officer: ["newmeeting", "organization", "committees", "meetings", "actions", "report", "reports", ...EVERYONE],
	coordinator: [
		"inbox",
		"announce",
		"newmeeting",
		"meetings",
		"actions",
		"committees",
		"export",
		"stats",
		"report",
		"reports",
		...EVERYONE,
	],
	admin: [
		"inbox",
		"announce",
		"newmeeting",
		"meetings",
		"actions",
		"committees",
		"export",
		"stats",
		"admin",
		"report",
		"reports",
		...EVERYONE,
	],
} as const;

export type List = keyof typeof LISTS;

export function listOf(actor: Actor | undefined): List {
	if (!actor) return "stranger";
	if (actor.person.roles.includes("admin")) return "admin";
	if (hasRole(actor, "coordinator")) return "coordinator";
	if (holdsOffice(actor)) return "officer";
	return actor.memberships.length > 0 || actor.seats.length > 0 ? "member" : "person";
}

export interface Command {
	command: string;
	description: string;
}

export function commandsOf(list: List, t: T): Command[] {
	return LISTS[list].map((command) => ({ command, description: t.dynamicPlain(`bot.command.${command}`) }));
}
