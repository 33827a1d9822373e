/** The lists the admins keep: fields of activity, licensing authorities, holidays. Nothing that is used disappears. */
import { addDays, dayOf, isoDate, type PlainDate } from "../domain/dates.ts";
import { LUNAR_HOLIDAYS, lunarDaysFrom, type OfficeHolidays } from "../domain/holidays.ts";
import {
	englishLabel,
	FIRST_VALUES,
	isListName,
	itemId,
	type ListItem,
	type ListName,
	labelKey,
	persianLabel,
} from "../domain/list.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, PersonLanguage } from "../domain/person.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import * as store from "../store/lists.ts";
import { transaction } from "../store/transaction.ts";

/** Of a lunar holiday, the next occurrences within this many days can be confirmed or moved. */
const FORESEEN_DAYS = 400;

export async function beginWithFirstLists(): Promise<void> {
	await store.addMissing();
}

/** What forms offer, in order. */
export async function offered(list: ListName): Promise<string[]> {
	return (await store.ofList(list)).filter(({ retiredAt }) => retiredAt === undefined).map(({ value }) => value);
}

/** What was ever offered, in order: for what is looked for. */
export async function everOffered(list: ListName): Promise<string[]> {
	return (await store.ofList(list)).map(({ value }) => value);
}

/** The first of these values that the list never had; retired ones it had. */
export async function unknownOf(list: ListName, values: readonly string[]): Promise<string | undefined> {
	if (values.every((value) => FIRST_VALUES[list].includes(value))) return undefined;
	const known = new Set([...FIRST_VALUES[list], ...(await store.ofList(list)).map(({ value }) => value)]);
	return values.find((value) => !known.has(value));
}

/** What the admins call things, and the holidays as they settled them: for texts. */
export async function officeWords(): Promise<{
	labels: Record<PersonLanguage, Map<string, string>>;
	holidays: OfficeHolidays;
}> {
	const items = await store.all();
	const labels = { fa: new Map<string, string>(), en: new Map<string, string>() };
	for (const { list, value, labels: own } of items) {
		if (!own) continue;
		labels.fa.set(labelKey(list, value), own.fa);
		labels.en.set(labelKey(list, value), own.en);
	}
	const holidays = items.filter(({ list }) => list === "holidays");
	return {
		labels,
		holidays: {
			retired: new Set(holidays.filter(({ retiredAt }) => retiredAt).map(({ value }) => value)),
			added: holidays.flatMap(({ value, rule }) => (rule ? [{ name: value, rule }] : [])),
			official: new Map(
				holidays.flatMap(({ official }) => (official ?? []).map(({ computed, day }) => [computed, day])),
			),
		},
	};
}

export interface ListPage {
	list: ListName;
	items: ListItem[];
	/** Counted from 0. */
	page: number;
	count: number;
}

export async function page(
	actor: Actor,
	list: string,
	number: number,
	perPage: number,
): Promise<Result<ListPage, "notAllowed">> {
	if (!may(actor, "lists.change") || !isListName(list)) return refuse("notAllowed");
	const items = await store.ofList(list);
	const last = Math.max(0, Math.ceil(items.length / perPage) - 1);
	const here = Math.min(Math.max(0, number), last);
	return done({ list, items: items.slice(here * perPage, (here + 1) * perPage), page: here, count: items.length });
}

/** One computed day of a lunar holiday that is to come, and the official one where it is settled. */
export interface LunarDay {
	computed: PlainDate;
	official?: string;
}

export async function open(
	actor: Actor,
	id: string,
	now: Date,
	timeZone: string,
): Promise<Result<{ item: ListItem; days: LunarDay[] }, "notAllowed" | "notFound">> {
	if (!may(actor, "lists.change")) return refuse("notAllowed");
	const item = await store.byId(id);
	return item ? done({ item, days: lunarDaysOf(item, now, timeZone) }) : refuse("notFound");
}

function lunarDaysOf(item: ListItem, now: Date, timeZone: string): LunarDay[] {
	if (item.list !== "holidays" || !LUNAR_HOLIDAYS.has(item.value)) return [];
	// A day that was moved later may still be to come when its computed day is over.
	const from = addDays(dayOf(now, timeZone), -1);
	return lunarDaysFrom(from, FORESEEN_DAYS, item.value).map(({ day }) => {
		const official = item.official?.find(({ computed }) => computed === isoDate(day))?.day;
		return { computed: day, ...(official !== undefined && { official }) };
	});
}

export interface NewItem {
	list: ListName;
	fa: string;
	en: string;
	/** Of a holiday: the day ("2026-12-10"), and whether it comes every year. */
	day?: string;
	everyYear?: boolean;
	/** Of an indicator of needs assessment. */
	dimension?: string;
}

type Changed = Result<ListItem, "notAllowed" | "notFound" | "incomplete" | "nameTaken">;

/** Adds an item; the same draft sent twice is one. */
export async function add(actor: Actor, input: NewItem, now: Date, draft: { requestId: string }): Promise<Changed> {
	if (!may(actor, "lists.change")) return refuse("notAllowed");
	const labels = labelsOf(input);
	if (!labels.ok) return labels;
	const { list } = input;
	const id = itemId(list, draft.requestId);
	const before = await store.byId(id);
	if (before) return done(before);
	const others = await store.ofList(list);
	if (others.some((one) => one.labels?.fa === labels.value.fa)) return refuse("nameTaken", { question: "fa" });
	const rule = ruleOf(input);
	if (list === "holidays" && !rule) return refuse("incomplete", { question: "day" });
	const { dimension } = input;
	if (list === "indicators" && !dimension) return refuse("incomplete", { question: "dimension" });
	const order = Math.max(0, ...others.map((one) => one.order)) + 1;
	const item: ListItem = {
		id,
		list,
		value: draft.requestId,
		labels: labels.value,
		order,
		...(rule && { rule }),
		...(dimension && { dimension }),
	};
	await transaction(async () => {
		await store.add(item);
		await note(actor, item, "added", now);
	});
	return done(item);
}

function ruleOf({ day, everyYear }: NewItem): ListItem["rule"] {
	if (day === undefined) return undefined;
	if (!everyYear) return { once: day };
	const persian = Temporal.PlainDate.from(day).withCalendar("persian");
	return { yearly: `${persian.month}/${persian.day}` };
}

/** Calls an item by other names from now on, everywhere. */
export async function rename(actor: Actor, input: { id: string; fa: string; en: string }, now: Date): Promise<Changed> {
	if (!may(actor, "lists.change")) return refuse("notAllowed");
	const labels = labelsOf(input);
	if (!labels.ok) return labels;
	const item = await store.byId(input.id);
	if (!item) return refuse("notFound");
	if (item.labels?.fa === labels.value.fa && item.labels.en === labels.value.en) return done(item);
	await transaction(async () => {
		await store.setLabels(item.id, labels.value);
		await note(actor, item, "renamed", now);
	});
	return done({ ...item, labels: labels.value });
}

function labelsOf(input: { fa: string; en: string }): Result<Record<PersonLanguage, string>, "incomplete"> {
	const fa = persianLabel.safeParse(input.fa);
	if (!fa.success) return refuse("incomplete", { question: "fa" });
	const en = englishLabel.safeParse(input.en);
	return en.success ? done({ fa: fa.data, en: en.data }) : refuse("incomplete", { question: "en" });
}

/** Not offered any more; a list that is offered keeps one item at least. */
export async function retire(
	actor: Actor,
	id: string,
	now: Date,
): Promise<Result<ListItem, "notAllowed" | "notFound" | "lastOne">> {
	if (!may(actor, "lists.change")) return refuse("notAllowed");
	const item = await store.byId(id);
	if (!item) return refuse("notFound");
	if (item.retiredAt) return done(item);
	if ((await offered(item.list)).length < 2) return refuse("lastOne");
	await transaction(async () => {
		await store.retire(id, now);
		await note(actor, item, "retired", now);
	});
	return done({ ...item, retiredAt: now });
}

export async function restore(
	actor: Actor,
	id: string,
	now: Date,
): Promise<Result<ListItem, "notAllowed" | "notFound">> {
	if (!may(actor, "lists.change")) return refuse("notAllowed");
	const item = await store.byId(id);
	if (!item) return refuse("notFound");
	if (!item.retiredAt) return done(item);
	await transaction(async () => {
		await store.restore(id);
		await note(actor, item, "restored", now);
	});
	const { retiredAt: _, ...restored } = item;
	return done(restored);
}

/** The official day of one occurrence: as computed (0), or some days before or after it; two at most. */
export async function settleLunarDay(
	actor: Actor,
	input: { id: string; computed: string; shift: number },
	now: Date,
	timeZone: string,
): Promise<Result<undefined, "notAllowed" | "notFound">> {
	const found = await open(actor, input.id, now, timeZone);
	if (!found.ok) return found;
	const { item, days } = found.value;
	const one = days.find(({ computed }) => isoDate(computed) === input.computed);
	if (!one || ![-2, -1, 0, 1, 2].includes(input.shift)) return refuse("notFound");
	const day = isoDate(addDays(one.computed, input.shift));
	if (one.official === day) return done(undefined);
	await transaction(async () => {
		await store.settleDay(item.id, input.computed, day);
		await note(actor, item, "daySettled", now, { computed: input.computed, day });
	});
	return done(undefined);
}

async function note(
	actor: Actor,
	{ list, value }: ListItem,
	what: "added" | "renamed" | "retired" | "restored" | "daySettled",
	now: Date,
	details?: Record<string, string>,
): Promise<void> {
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: `list.${what}`,
		thing: { kind: "listItem", id: itemId(list, value) },
		...(details && { details }),
	});
}
