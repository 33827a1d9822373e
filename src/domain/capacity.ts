/** What an organization can lend to others: people at work, equipment, skills; the secretariat looks here when something is needed. */
import { z } from "zod";

export const EQUIPMENT = [
	"venue",
	"vehicle",
	"kitchen",
	"clinic",
	"workshop",
	"soundAndProjection",
	"tents",
	"computers",
	"warehouse",
	"sportsGround",
] as const;
export type Equipment = (typeof EQUIPMENT)[number];

export const SKILLS = [
	"teaching",
	"counselling",
	"medicine",
	"law",
	"accounting",
	"engineering",
	"socialWork",
	"firstAid",
	"mediaWork",
	"programming",
	"fundraising",
	"coaching",
] as const;
export type Skill = (typeof SKILLS)[number];

export interface Capacity {
	/** People who are paid. */
	staffCount?: number;
	equipment?: Equipment[];
	/** What the list does not name. */
	equipmentWords?: string;
	skills?: Skill[];
	skillsWords?: string;
	/** How everybody may reach it; without, through the bot only. */
	publicContact?: PublicContact;
}

export const PUBLIC_CONTACTS = ["nothing", "phone", "telegram"] as const;
export type PublicContact = (typeof PUBLIC_CONTACTS)[number];

/** The message is the reason of a refusal. */
export const capacityWords = z.string().min(3, "wordsTooShort").max(300, "wordsTooLong");
