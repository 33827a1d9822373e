/** A person known to Dabir: somebody who agreed to be remembered, with the roles the secretariat gave them. */
import { z } from "zod";
import { done, type Result, refuse } from "../kit/result.ts";
import type { ActorSeat } from "./committee.ts";
import type { DigestSetting } from "./digest.ts";
import { oneLine, VISIBLE_LETTER } from "./lines.ts";
import type { Membership } from "./membership.ts";
import { normaliseDigits } from "./persian.ts";

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
	/** Barred by the secretariat: they may only write an appeal, and see or delete what is kept about them. */
	barred?: Barred;
	/** Since when Telegram refuses messages to this person (they blocked the bot or left). */
	unreachableSince?: Date;
	/** The organization they act for, where they belong to several. */
	actingForId?: string;
	/** What they have switched off, see domain/mutes. */
	muted?: string[];
	/** How their digest comes, where they have chosen. */
	digest?: DigestSetting;
}

export interface Barred {
	at: Date;
	byId: string;
	/** Told to the person. */
	reason: string;
}

/** Who acts: a person with the organizations they belong to and the committees they sit in. */
export interface Actor {
	person: Person;
	memberships: Membership[];
	/** Seats in committees that are theirs, and those they stand in for. */
	seats: ActorSeat[];
	/** Agencies they are a liaison of. */
	agencyIds: string[];
}

/** The organization somebody acts for: the one they chose while they belong to it, else the first they came to. */
export function actingFor({ person, memberships }: Actor): string | undefined {
	const active = memberships.filter(({ status }) => status === "active");
	const chosen = active.find(({ organizationId }) => organizationId === person.actingForId);
	return (chosen ?? active[0])?.organizationId;
}

export function hasRole(actor: Actor, role: Role): boolean {
	return actor.person.roles.includes(role) || actor.person.roles.includes("admin");
}

const name = z
	.string()
	.min(3, "personNameTooShort")
	.max(60, "personNameTooLong")
	.regex(/^[\p{L}\p{M}\s\u200C.'’-]+$/u, "notAPersonName")
	.regex(VISIBLE_LETTER, "notAPersonName");

/** A person's own name; the message is the reason of a refusal. */
export const personName = oneLine.pipe(name);

/** Given name and family name both. */
export const fullName = oneLine.pipe(name.regex(/\S\s+\S/, "personNameTooShort"));

/** Telegram's number of a person, typed in any digits. */
export function userIdOf(text: string): Result<number, "notAUserId"> {
	const digits = normaliseDigits(text).replace(/[\s\u200C]/g, "");
	const userId = Number(digits);
	return /^\d{4,16}$/.test(digits) && Number.isSafeInteger(userId) ? done(userId) : refuse("notAUserId");
}
