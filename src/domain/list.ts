/** The lists the admins keep: what is offered, what it is called in both languages, what is retired but still read. */
import { z } from "zod";
import { FIRST_INDICATORS } from "./assessment.ts";
import { FIRST_DIMENSIONS } from "./committee.ts";
import { HOLIDAY_NAMES, type HolidayRule } from "./holidays.ts";
import { LICENSING_AUTHORITIES, ORGANIZATION_FIELDS } from "./organization.ts";
import type { PersonLanguage } from "./person.ts";
import { FIRST_CATEGORIES, type ReportCategory } from "./reportCategory.ts";

export const LISTS = ["fields", "authorities", "dimensions", "holidays", "categories", "indicators"] as const;
export type ListName = (typeof LISTS)[number];

export interface ListItem {
	/** "<list>:<value>" */
	id: string;
	list: ListName;
	/** What is stored where it is used; never changes. */
	value: string;
	/** What the admins call it; without, the text files say. */
	labels?: Record<PersonLanguage, string>;
	/** Items are offered in this order. */
	order: number;
	/** Not offered any more since then; where it is used it is still read. */
	retiredAt?: Date;
	/** Of a holiday the office added. */
	rule?: HolidayRule;
	/** Of a lunar holiday: official days by computed ones. */
	official?: { computed: string; day: string }[];
	/** Of a category of reports, once an admin has said or changed what it means. */
	category?: ReportCategory;
	/** Of an indicator that an admin added: an item of the list "dimensions". */
	dimension?: string;
}

/** What a new installation begins with; called as the text files say. */
export const FIRST_VALUES: Record<ListName, readonly string[]> = {
	fields: ORGANIZATION_FIELDS,
	authorities: LICENSING_AUTHORITIES,
	dimensions: FIRST_DIMENSIONS,
	holidays: HOLIDAY_NAMES,
	categories: Object.keys(FIRST_CATEGORIES),
	indicators: Object.keys(FIRST_INDICATORS),
};

const LABEL_KEYS: Record<ListName, string> = {
	fields: "organizations.choice.fields",
	authorities: "organizations.choice.licensingAuthority",
	dimensions: "committees.choice.dimension",
	holidays: "common.holiday",
	categories: "reports.choice.category",
	indicators: "assessments.choice.indicator",
};

/** The text an item is called by. */
export function labelKey(list: ListName, value: string): string {
	return `${LABEL_KEYS[list]}.${value}`;
}

export function isListName(text: string): text is ListName {
	return (LISTS as readonly string[]).includes(text);
}

export function itemId(list: ListName, value: string): string {
	return `${list}:${value}`;
}

/** A name stands on a button; the message is the reason of a refusal. */
const name = z.string().min(2, "nameTooShort").max(60, "nameTooLong");
export const persianLabel = name.regex(/[\u0600-\u06FF]/, "notPersian");
export const englishLabel = name
	.regex(/^[\p{Script=Latin}\p{N}\p{P}\p{S}\s]+$/u, "notEnglish")
	.regex(/[A-Za-z]/, "notEnglish");
