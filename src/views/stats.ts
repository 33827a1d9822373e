/** The secretariat's figures in words: of the whole, by neighbourhood, committee and agency; captions of their pictures. */
import { type AllFigures, FIGURES_BY, type Figures, type FiguresBy } from "../domain/figures.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";
import { PAGE } from "./paging.ts";

type Names = { fa: string; en: string };

export interface StatsShown {
	month: { year: number; month: number };
	figures: AllFigures;
	names: Record<FiguresBy, ReadonlyMap<string, Names>>;
}

export function stats({ month, figures }: StatsShown, t: T): Message {
	return {
		text: [t("stats.title", { month: html(monthName(month, t)) }), ...linesOf(figures.whole, t)].join("\n"),
		buttons: [
			FIGURES_BY.map((what) => ({ label: t.dynamicPlain(`stats.by.${what}`), press: press("stats.by", what, 1) })),
			[{ label: t.plain("stats.button.papers"), press: press("stats.papers") }],
			[homeButton(t)],
		],
	};
}

/** One page of the rows; what the office has no name for any more is called so. */
export function statsBy(shown: StatsShown & { what: FiguresBy; page: number }, t: T): Message {
	const { figures, what, month } = shown;
	const rows = figures[what];
	const pages = Math.max(1, Math.ceil(rows.length / PAGE));
	const page = Math.min(Math.max(1, shown.page), pages);
	const lines = rows
		.slice((page - 1) * PAGE, page * PAGE)
		.map((row) => t("stats.row", { name: nameOf(shown, what, row.id, t), figures: html(shortOf(row, t)) }));
	const turn: Button[] = [
		...(page < pages ? [{ label: t.plain("coordination.button.next"), press: press("stats.by", what, page + 1) }] : []),
		...(page > 1 ? [{ label: t.plain("coordination.button.previous"), press: press("stats.by", what, page - 1) }] : []),
	];
	return {
		text: [
			t("stats.titleBy", { what: html(t.dynamic(`stats.by.${what}`)), month: html(monthName(month, t)) }),
			...(lines.length > 0 ? lines : [t("stats.empty")]),
		].join("\n"),
		buttons: [
			...(turn.length > 0 ? [turn] : []),
			[{ label: t.plain("stats.button.back"), press: press("stats") }, homeButton(t)],
		],
	};
}

export function nameOf({ names }: StatsShown, what: FiguresBy, id: string, t: T): string {
	return names[what].get(id)?.[t.language] ?? t.plain("stats.nameless");
}

function linesOf({ fresh, answered, medianDays, notFixed, stalled }: Figures, t: T): string[] {
	return [
		t("stats.fresh", { number: fresh }),
		t("stats.answered", { number: answered }),
		...(medianDays === undefined ? [] : [t("stats.median", { days: html(decimal(medianDays, t)) })]),
		t("stats.notFixed", { number: notFixed }),
		t("stats.stalled", { number: stalled }),
	];
}

function shortOf({ fresh, answered, medianDays, notFixed, stalled }: Figures, t: T): string {
	return [
		t("stats.short.fresh", { number: fresh }),
		t("stats.short.answered", { number: answered }),
		...(medianDays === undefined ? [] : [t("stats.short.median", { days: html(decimal(medianDays, t)) })]),
		...(notFixed > 0 ? [t("stats.short.notFixed", { number: notFixed })] : []),
		...(stalled > 0 ? [t("stats.short.stalled", { number: stalled })] : []),
	].join(" · ");
}

/** A median may lie half-way between two days. */
function decimal(days: number, t: T): string {
	return t
		.digits(Number.isInteger(days) ? String(days) : days.toFixed(1))
		.replace(".", t.language === "fa" ? "٫" : ".");
}

const MONTHS = [
	"farvardin",
	"ordibehesht",
	"khordad",
	"tir",
	"mordad",
	"shahrivar",
	"mehr",
	"aban",
	"azar",
	"dey",
	"bahman",
	"esfand",
];

/** The Jalali month, in whichever language. */
export function monthName({ year, month }: { year: number; month: number }, t: T): string {
	const name = MONTHS[month - 1];
	return t.dynamicPlain(`stats.month.${name}`, { year: html(t.digits(year)) });
}

export function begun(t: T): Message {
	return {
		text: t("stats.begun"),
		buttons: [[{ label: t.plain("stats.button.back"), press: press("stats") }, homeButton(t)]],
	};
}

export interface PaperShown {
	content: Uint8Array;
	year: number;
	month: number;
	/** The numbers that are drawn: name, then what is said of it. */
	rows: (string | number)[][];
	whole: Figures;
}

/** The bars, with the numbers that are drawn. */
export function bars({ content, rows, whole, ...month }: PaperShown, t: T): Message {
	return {
		text: [
			t("stats.title", { month: html(monthName(month, t)) }),
			...linesOf(whole, t),
			...(rows.length > 0 ? ["", t("stats.drawn")] : []),
			...rows.map(([name = "", fresh = 0, answered = 0]) =>
				t("stats.bar", { name: String(name), fresh: Number(fresh), answered: Number(answered) }),
			),
		].join("\n"),
		file: { kind: "photo", source: { content, name: "figures.png" } },
		buttons: [[{ label: t.plain("stats.button.open"), press: press("stats") }, homeButton(t)]],
	};
}

export function map({ content, rows, whole: _, ...month }: PaperShown, t: T): Message {
	return {
		text: [
			t("stats.map", { month: html(monthName(month, t)) }),
			...rows.map(([kind = "", number = 0]) =>
				t("reports.map.count", { kind: html(t.dynamic(`reports.choice.kind.${kind}`)), number: Number(number) }),
			),
		].join("\n"),
		file: { kind: "photo", source: { content, name: "map.png" } },
		buttons: [[homeButton(t)]],
	};
}

export function sheet({ content, rows: _, whole: __, ...month }: PaperShown, t: T): Message {
	return {
		text: t("stats.sheet.caption", { month: html(monthName(month, t)) }),
		file: { kind: "document", source: { content, name: `${t.plain("stats.sheet.file")}.xlsx` } },
		buttons: [[homeButton(t)]],
	};
}
