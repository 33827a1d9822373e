/** The register of half-finished works as people see it: the list with what was asked for, one work, its photos over time. */
import type { PlainDate } from "../domain/dates.ts";
import type { Report } from "../domain/report.ts";
import {
	BAND_LIMITS,
	finisherOf,
	type Look,
	PERCENT_BANDS,
	STOPPED_YEARS,
	type StalledFilter,
} from "../domain/stalledWork.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { type FilterValues, filterValues } from "./filterValues.ts";
import { counted, homeButton } from "./home.ts";
import { PAGE, turns } from "./paging.ts";

type Names = { fa: string; en: string };

export interface StalledList {
	list: Report[];
	count: number;
	hasMore: boolean;
	neighbourhoods: ReadonlyMap<string, string>;
	agencies: ReadonlyMap<string, Names>;
	filter: StalledFilter;
	/** Counted from 1. */
	page: number;
	now: Date;
}

export function list(shown: StalledList, t: T): Message {
	const { list, count, hasMore, filter, page } = shown;
	const numberOf = (index: number) => (page - 1) * PAGE + index + 1;
	const lines = list.map((one, index) => lineOf(one, numberOf(index), shown, t));
	const turning = {
		...{ page, count, hasMore, here: press("stalled.list") },
		to: (way: "after" | "before", to: number) =>
			press("stalled.turn", way, (way === "after" ? list.at(-1) : list[0])?.id ?? "", to),
	};
	const isFiltered = Object.keys(filter).length > 0;
	const nothing = isFiltered ? t("stalledWorks.nothingFound") : t("stalledWorks.empty");
	return {
		text: [
			t("stalledWorks.title", { number: counted(count, t) }),
			...(isFiltered ? [t("stalledWorks.asked", { asked: html(chips(shown, t).join(" · ")) })] : []),
			"",
			...(lines.length > 0 ? lines : [nothing]),
		].join("\n"),
		buttons: [
			...(list.length > 0
				? [list.map((one, index) => ({ label: t.digits(numberOf(index)), press: press("stalled.open", one.id) }))]
				: []),
			...turns(turning, t),
			[
				{ label: t.plain("stalledWorks.button.filters"), press: press("stalled.filters") },
				...(isFiltered ? [{ label: t.plain("stalledWorks.button.clear"), press: press("stalled.clear") }] : []),
			],
			[homeButton(t)],
		],
	};
}

function lineOf(report: Report, number: number, { neighbourhoods, agencies }: StalledList, t: T): string {
	const { code, neighbourhoodId, stalled, what, landmark } = report;
	const agency = agencies.get(finisherOf(report) ?? "");
	return [
		t("stalledWorks.line", { number, name: shortened(landmark ?? what, 60), code }),
		t("stalledWorks.lineFacts", {
			neighbourhood: neighbourhoods.get(neighbourhoodId) ?? "؟",
			percent: stalled?.percent ?? 0,
			since: html(sinceOf(stalled?.stoppedOn, t)),
			agency: agency ? agency[t.language] : html(t("stalledWorks.noAgency")),
		}),
	].join("\n");
}

function chips(
	{ filter, neighbourhoods, agencies }: Pick<StalledList, "filter" | "neighbourhoods" | "agencies">,
	t: T,
) {
	const said: string[] = [];
	if (filter.agencyId) said.push(t.value(agencies.get(filter.agencyId)?.[t.language] ?? "؟").markup);
	if (filter.neighbourhoodId) said.push(t.value(neighbourhoods.get(filter.neighbourhoodId) ?? "؟").markup);
	if (filter.band) said.push(bandName(filter.band, t));
	if (filter.stopped) said.push(t("stalledWorks.stoppedFor", { years: Number(filter.stopped) }));
	return said;
}

function bandName(band: keyof typeof BAND_LIMITS, t: T): string {
	const [from, to] = BAND_LIMITS[band];
	return t.plain("stalledWorks.band", { from, to });
}

/** "آبان ۱۴۰۱": the month is enough. */
function sinceOf(iso: string | undefined, t: T): string {
	return t.value(t.shortDate(plainDay(iso ?? "1970-01-01"))).markup;
}

function plainDay(iso: string): PlainDate {
	const [year = 0, month = 1, day = 1] = iso.split("-").map(Number);
	return { year, month, day };
}

export const DIMENSIONS = ["agency", "neighbourhood", "percent", "stopped"] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** What may be asked for, one button each. */
export function filters(shown: Pick<StalledList, "filter" | "neighbourhoods" | "agencies">, t: T): Message {
	const to = (dimension: Dimension): Button => ({
		label: t.dynamicPlain(`stalledWorks.button.${dimension}`),
		press: press("stalled.filter", dimension),
	});
	const said = chips(shown, t);
	return {
		text: [
			t("stalledWorks.filters"),
			...(said.length > 0 ? [t("stalledWorks.asked", { asked: html(said.join(" · ")) })] : []),
		].join("\n"),
		buttons: [
			[to("agency"), to("neighbourhood")],
			[to("percent"), to("stopped")],
			...(said.length > 0 ? [[{ label: t.plain("stalledWorks.button.clear"), press: press("stalled.clear") }]] : []),
			[backToList(t), homeButton(t)],
		],
	};
}

/** The values of one thing that may be asked for; the one that is asked for has a mark. */
export function options(shown: FilterValues<Dimension>, t: T): Message {
	const { dimension, values } = shown;
	const text = values.length > 0 ? t.dynamic(`stalledWorks.choose.${dimension}`) : t("stalledWorks.nothingToChoose");
	return filterValues(shown, { text, feature: "stalled", across: dimension === "agency" ? 1 : 2 }, t);
}

export function fixedValues(dimension: "percent" | "stopped", t: T): { value: string; label: string }[] {
	return dimension === "percent"
		? PERCENT_BANDS.map((value) => ({ value, label: bandName(value, t) }))
		: STOPPED_YEARS.map((value) => ({ value, label: t.plain("stalledWorks.stoppedFor", { years: Number(value) }) }));
}

export interface StalledCard {
	report: Report;
	now: Date;
	neighbourhood: string;
	agency: Names | undefined;
	looks: Look[];
	organizations: ReadonlyMap<string, string>;
	mayPhotograph: boolean;
}

/** One work: what it is, since when it stands, who looked at it when. */
export function card(shown: StalledCard, t: T): Message {
	const { report, looks } = shown;
	const photos = photosOf(looks).length;
	return {
		text: [
			...facts(shown, t),
			"",
			t("stalledWorks.looks"),
			...looks.slice(0, 8).map((one) => lookLine(one, shown, t)),
		].join("\n"),
		buttons: [
			...(photos > 0
				? [
						[
							{
								label: t.plain("stalledWorks.button.photos", { count: photos }),
								press: press("stalled.photo", report.id, 0),
							},
						],
					]
				: []),
			...(shown.mayPhotograph ? [[photographButton(report, t)]] : []),
			[backToList(t), homeButton(t)],
		],
	};
}

function facts({ report, neighbourhood, agency }: StalledCard, t: T): string[] {
	const { code, stalled, what, landmark, state } = report;
	const lines = [
		t("stalledWorks.headline", { code }),
		t("stalledWorks.where", { neighbourhood, landmark: landmark ?? html("…") }),
		t("stalledWorks.agency", { agency: agency ? agency[t.language] : html(t("stalledWorks.noAgency")) }),
		t("stalledWorks.built", {
			percent: stalled?.percent ?? 0,
			year: html(t.digits(stalled?.startedYear ?? 0)),
			since: html(sinceOf(stalled?.stoppedOn, t)),
		}),
	];
	if (state === "closed") lines.push(t("stalledWorks.closed"));
	if (stalled?.why) lines.push(t("stalledWorks.why", { why: shortened(stalled.why, 300) }));
	if (stalled?.dangers) lines.push(t("stalledWorks.dangers", { dangers: shortened(stalled.dangers, 300) }));
	if (what) lines.push(t("stalledWorks.what", { what: shortened(what, 800) }));
	return lines;
}

function lookLine(look: Look, { now, organizations }: StalledCard, t: T): string {
	const name = look.organizationId === undefined ? undefined : organizations.get(look.organizationId);
	const said: string[] = [t.near(look.at, now)];
	if (look.percent !== undefined) said.push(t("stalledWorks.lookPercent", { percent: look.percent }));
	if (look.photos.length > 0) said.push(t("stalledWorks.lookPhotos", { count: look.photos.length }));
	if (name !== undefined) said.push(t.value(name).markup);
	if (look.words) said.push(t.value(shortened(look.words, 120)).markup);
	return t("stalledWorks.look", { said: html(said.join(" · ")) });
}

/** Every photo with the look it belongs to, the newest look first. */
function photosOf(looks: readonly Look[]): { fileId: string; look: Look }[] {
	return looks.flatMap((look) => look.photos.map((fileId) => ({ fileId, look })));
}

/** One photo of the work's story, with the ways to the later and the earlier one; undefined when there is none. */
export function photo(shown: StalledCard & { index: number }, t: T): Message | undefined {
	const { report, looks, index } = shown;
	const all = photosOf(looks);
	const one = all[index];
	if (!one) return undefined;
	const row: Button[] = [];
	if (index > 0)
		row.push({ label: t.plain("stalledWorks.button.later"), press: press("stalled.photo", report.id, index - 1) });
	if (index + 1 < all.length)
		row.push({ label: t.plain("stalledWorks.button.earlier"), press: press("stalled.photo", report.id, index + 1) });
	return {
		text: [
			t("stalledWorks.photo", { number: index + 1, count: all.length, code: report.code }),
			lookLine({ ...one.look, photos: [] }, shown, t),
		].join("\n"),
		file: { kind: "photo", source: { fileId: one.fileId } },
		buttons: [
			...(row.length > 0 ? [t.direction === "rtl" ? row.reverse() : row] : []),
			[{ label: t.plain("stalledWorks.button.card"), press: press("stalled.open", report.id) }],
		],
	};
}

export function photoGone(id: string, t: T): Message {
	return {
		text: t("stalledWorks.photoGone"),
		buttons: [[{ label: t.plain("stalledWorks.button.card"), press: press("stalled.open", id) }, homeButton(t)]],
	};
}

function photographButton({ id }: Report, t: T): Button {
	return { label: t.plain("stalledWorks.button.photograph"), press: press("stalled.photograph", id) };
}

/** To the director of an organization of the neighbourhood. */
export function lookAsked(shown: StalledCard, t: T): Message {
	return {
		text: [t("stalledWorks.lookAsked"), "", ...facts(shown, t).slice(0, 4)].join("\n"),
		buttons: [[photographButton(shown.report, t)], [openButton(shown.report, t)]],
	};
}

export function looked({ report }: StalledCard, t: T): Message {
	return {
		text: t("stalledWorks.looked", { code: report.code, percent: report.stalled?.percent ?? 0 }),
		buttons: [[openButton(report, t)], [homeButton(t)]],
	};
}

export function notHere(reason: "notMember" | "notFound" | "notYours" | "closed", t: T): Message {
	return { text: t.dynamic(`stalledWorks.${reason}`), buttons: [[backToList(t), homeButton(t)]] };
}

function openButton({ id }: Report, t: T): Button {
	return { label: t.plain("stalledWorks.button.card"), press: press("stalled.open", id) };
}

function backToList(t: T): Button {
	return { label: t.plain("stalledWorks.button.list"), press: press("stalled.list") };
}

function shortened(text: string, longest: number): string {
	return text.length > longest ? `${text.slice(0, longest - 1)}…` : text;
}
