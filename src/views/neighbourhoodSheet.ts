/** How a file of neighbourhoods looks: how to send one, what it would change, that it was written; and a neighbourhood's map. */
import type { Neighbourhood } from "../domain/neighbourhood.ts";
import { type NeighbourhoodImport, type ReadRow, SHEET_COLUMNS } from "../domain/neighbourhoodImport.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { distance } from "./distance.ts";
import { homeButton } from "./home.ts";

function backButton(t: T): Button {
	return { label: t.plain("neighbourhoods.button.all"), press: press("neighbourhood.list") };
}

export function columnTitles(t: T): string[] {
	return SHEET_COLUMNS.map((column) => t.dynamicPlain(`neighbourhoods.column.${column}`));
}

export function start(t: T): Message {
	return {
		text: t("neighbourhoods.sheet.start", { columns: t.list(columnTitles(t)) }),
		buttons: [
			[{ label: t.plain("neighbourhoods.button.example"), press: press("neighbourhood.example") }],
			[backButton(t), homeButton(t)],
		],
	};
}

export function example(content: Uint8Array, t: T): Message {
	return {
		text: t("neighbourhoods.sheet.example"),
		file: { kind: "document", source: { content, name: `${t.plain("neighbourhoods.sheet.fileName")}.xlsx` } },
	};
}

export function reading(t: T): Message {
	return { text: t("neighbourhoods.sheet.reading"), buttons: [[backButton(t), homeButton(t)]] };
}

export function tooLarge(t: T): Message {
	return { text: t("neighbourhoods.sheet.refusal.tooLarge"), buttons: [[backButton(t), homeButton(t)]] };
}

/** Problems shown. */
const SHOWN = 8;

/** The file as things stand: what it would change, or what became of it. */
export function shown(one: NeighbourhoodImport, t: T): Message {
	const back = [backButton(t), homeButton(t)];
	const { id, state, refusal, rows, counts, fileName } = one;
	if (state === "reading") return reading(t);
	if (state === "refused" && refusal)
		return { text: t.dynamic(`neighbourhoods.sheet.refusal.${refusal}`), buttons: [back] };
	if (state === "cancelled") return { text: t("neighbourhoods.sheet.cancelled"), buttons: [back] };
	if (state !== "ready")
		return {
			text: t("neighbourhoods.sheet.written", { added: counts.new, changed: counts.changed }),
			buttons: [back],
		};
	const { new: added, changed, same, wrong } = counts;
	const problems = rows.filter(({ problem }) => problem !== undefined).slice(0, SHOWN);
	const lines = [t("neighbourhoods.sheet.preview", { name: fileName, added, changed, same, wrong })];
	if (problems.length > 0) lines.push("", ...problems.map((row) => problemLine(row, t)));
	if (added + changed === 0) {
		return { text: [...lines, "", t("neighbourhoods.sheet.nothing")].join("\n"), buttons: [back] };
	}
	return {
		text: lines.join("\n"),
		buttons: [
			[
				{ label: t.plain("neighbourhoods.button.commit"), press: press("neighbourhood.commit", id) },
				{ label: t.plain("neighbourhoods.button.cancel"), press: press("neighbourhood.cancel", id) },
			],
			back,
		],
	};
}

function problemLine({ number, name, problem }: ReadRow, t: T): string {
	const reason = html(t.dynamic(`neighbourhoods.sheet.problems.${problem}`));
	return name === undefined
		? t("neighbourhoods.sheet.problem", { number, reason })
		: t("neighbourhoods.sheet.problemNamed", { number, name, reason });
}

export interface AroundShown {
	neighbourhood: Neighbourhood;
	others: Neighbourhood[];
}

/** What the map of a neighbourhood is drawn from. */
export function mapShown({ neighbourhood, others }: AroundShown, t: T) {
	const { name, centre, outline } = neighbourhood;
	const around = others.flatMap((one) => (one.centre ? [{ place: one.centre, group: 1, label: one.name }] : []));
	return {
		title: t.plain("neighbourhoods.map.title", { name }),
		points: [...(centre ? [{ place: centre, group: 0, label: name, count: 4 }] : []), ...around],
		outlines: [
			...(outline ? [{ outline, emphasised: true }] : []),
			...others.flatMap((one) => (one.outline ? [{ outline: one.outline }] : [])),
		],
		legend: [t.plain("neighbourhoods.map.here", { name }), t.plain("neighbourhoods.map.others")],
		distance: (metres: number) => distance(metres, t),
	};
}

/** The picture with its numbers in words. */
export function map({ neighbourhood, others, content }: AroundShown & { content: Uint8Array }, t: T): Message {
	const isRough = neighbourhood.isCentreRough || others.some((one) => one.isCentreRough);
	return {
		text: [
			t("neighbourhoods.map.caption", { name: neighbourhood.name, count: others.length }),
			...(isRough ? [t("neighbourhoods.map.rough")] : []),
		].join("\n"),
		file: { kind: "photo", source: { content, name: "map.png" } },
		buttons: [
			[{ label: t.plain("neighbourhoods.button.open"), press: press("neighbourhood.open", neighbourhood.id) }],
			[homeButton(t)],
		],
	};
}
