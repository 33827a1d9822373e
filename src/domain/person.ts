/** A person known to Dabir: somebody who agreed to be remembered, with the roles the secretariat gave them. */
import { z } from "zod";
import type { Membership } from "./membership.ts";

/** What a person may be in the secretariat. An admin may do whatever a coordinator may. */
export const ROLES = ["coordinator", "admin"] as const;
export type Role = (typeof ROLES)[number];

/** How a person wishes to be addressed; asked once, with the name. Until then no name is used. */
export const TITLES = ["ms", "mr", "dr", "none"] as const;
export type Title = (typeof TITLES)[number];

export type PersonLanguage = "fa" | "en";

export interface Person {
	id: string;
	platform: "telegram";
	/** Telegram's number of the person; their private chat has the same number. */
	userId: number;
	language: PersonLanguage;
	/** The name as the person gave it, not Telegram's. */
	name?: string;
	title?: Title;
	/** E.164. Only coordinators see it. */
	phone?: string;
	roles: Role[];
	/** When the person agreed to be remembered. */
	consentedAt: Date;
	/** Since when Telegram refuses messages to this person (they blocked the bot or left). */
	unreachableSince?: Date;
}

/** Who acts: a person with the organizations they belong to. */
export interface Actor {
	person: Person;
	memberships: Membership[];
}

export function hasRole(actor: Actor, role: Role): boolean {
	return actor.person.roles.includes(role) || actor.person.roles.includes("admin");
}

/** A person's own name; the message is the reason of a refusal. */
export const personName = z
	.string()
	.min(3, "personNameTooShort")
	.max(60, "personNameTooLong")
	.regex(/^[\p{L}\p{M}\s\u200C.'’-]+$/u, "notAPersonName");
