/** The lists as the admins keep them: what is in one, what an item is called, when a lunar holiday is. */
import { addDays, isoDate, type PlainDate } from "../domain/dates.ts";
import { LISTS, type ListItem, type ListName, labelKey } from "../domain/list.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { deskButton, pageRow } from "./adminDesk.ts";
import { homeButton } from "./home.ts";
import { limitButton, meaningButton } from "./reportSettings.ts";

export function all(t: T): Message {
	return {
		text: t("lists.title"),
		buttons: [
			...LISTS.map((list) => [{ label: t.dynamicPlain(`lists.name.${list}`), press: press("list.open", list, 0) }]),
			[deskButton(t), homeButton(t)],
		],
	};
}

export interface ListShown {
	list: ListName;
	items: ListItem[];
	/** Counted from 0. */
	page: number;
	count: number;
	perPage: number;
}

export function list({ list, items, page, count, perPage }: ListShown, t: T): Message {
	const number = (index: number) => page * perPage + index + 1;
	const lines = items.map((item, index) => {
		const values = { number: number(index), name: html(nameOf(item, t)) };
		return item.retiredAt ? t("lists.lineRetired", values) : t("lists.line", values);
	});
	const add =
		list === "holidays"
			? { label: t.plain("lists.button.addHoliday"), press: press("list.addHoliday") }
			: {
					label: t.plain("lists.button.add"),
					press:
						list === "indicators"
							? press("indicator.add")
							: list === "categories"
								? press("report.categoryAdd")
								: press("list.add", list),
				};
	return {
		text: [t("lists.list", { name: html(t.dynamic(`lists.name.${list}`)), count }), "", ...lines].join("\n"),
		buttons: [
			items.map((item, index) => ({ label: t.digits(number(index)), press: press("list.item", item.id) })),
			...pageRow(page, Math.ceil(count / perPage), (to) => press("list.open", list, to), t),
			[add, ...(list === "categories" ? [limitButton(t)] : [])],
			[{ label: t.plain("lists.button.all"), press: press("list.all") }, homeButton(t)],
		],
	};
}

/** As forms and cards call it, HTML. */
function nameOf({ list, value, labels }: ListItem, t: T): string {
	const key = labelKey(list, value);
	return t.has(key) ? t.dynamic(key) : t.value(labels?.[t.language] ?? value).markup;
}

export interface LunarDay {
	computed: PlainDate;
	official?: string;
}

export interface ItemShown {
	item: ListItem;
	days: LunarDay[];
	/** What it is called in the other language. */
	other: string;
}

export function item({ item, days, other }: ItemShown, t: T): Message {
	const lines = [t("lists.item", { name: html(nameOf(item, t)), other })];
	if (item.rule) lines.push(ruleLine(item.rule, t));
	if (item.retiredAt) lines.push(t("lists.retired", { day: html(t.shortDate(item.retiredAt)) }));
	const rows: Button[][] = [];
	if (days.length > 0 && !item.retiredAt) {
		lines.push("", t("lists.lunar"), ...days.map((one) => dayLine(one, t)));
		rows.push(...days.map((one) => shiftRow(item, one, t)));
	}
	rows.push([
		{ label: t.plain("lists.button.rename"), press: press("list.rename", item.id) },
		item.retiredAt
			? { label: t.plain("lists.button.restore"), press: press("list.restore", item.id) }
			: { label: t.plain("lists.button.retire"), press: press("list.retire", item.id) },
	]);
	if (item.list === "categories") rows.push([meaningButton(item.value, t)]);
	rows.push([backToList(item.list, t), homeButton(t)]);
	return { text: lines.join("\n"), buttons: rows };
}

function ruleLine(rule: NonNullable<ListItem["rule"]>, t: T): string {
	if ("once" in rule) return t("lists.once", { day: html(t.date(plainDay(rule.once))) });
	const [month = 1, day = 1] = rule.yearly.split("/").map(Number);
	const name = t.calendar === "persian" ? `${t.digits(day)} ${t.monthName(month)}` : `${day}/${month} (Jalali)`;
	return t("lists.yearly", { day: html(name) });
}

function dayLine({ computed, official }: LunarDay, t: T): string {
	return official === undefined
		? t("lists.lunarProbable", { day: html(t.date(computed)) })
		: t("lists.lunarSettled", { day: html(t.date(plainDay(official))) });
}

/** The day before, the computed one, the day after: tapping one says that it is official. */
function shiftRow({ id }: ListItem, { computed, official }: LunarDay, t: T): Button[] {
	const row = [-1, 0, 1].map((shift) => {
		const day = addDays(computed, shift);
		const chosen = official === isoDate(day) ? "☑︎ " : "";
		return {
			label: `${chosen}${t.plain("lists.button.day", { day: t.shortDate(day).replace(/ \S+$/, "") })}`,
			press: press("list.day", id, isoDate(computed), shift),
		};
	});
	return t.direction === "rtl" ? row.reverse() : row;
}

function plainDay(iso: string): PlainDate {
	const [year = 0, month = 1, day = 1] = iso.split("-").map(Number);
	return { year, month, day };
}

export function retireAsk(item: ListItem, t: T): Message {
	return {
		text: t("lists.retireAsk", { name: html(nameOf(item, t)) }),
		buttons: [
			[{ label: t.plain("lists.button.retireYes"), press: press("list.retireYes", item.id) }],
			[{ label: t.plain("lists.button.no"), press: press("list.item", item.id) }],
		],
	};
}

export function added(one: ListItem, t: T): Message {
	return {
		text: t("lists.added", { name: one.labels?.[t.language] ?? "" }),
		buttons: [[backToList(one.list, t)], [homeButton(t)]],
	};
}

export function renamed(one: ListItem, t: T): Message {
	return {
		text: t("lists.renamed", { name: one.labels?.[t.language] ?? "" }),
		buttons: [[backToList(one.list, t)], [homeButton(t)]],
	};
}

function backToList(list: ListName, t: T): Button {
	return { label: t.plain("lists.button.back"), press: press("list.open", list, 0) };
}
