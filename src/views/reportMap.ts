/** The map picture of open reports, with its numbers in words. */
import type { Neighbourhood, Place } from "../domain/neighbourhood.ts";
import { REPORT_KINDS, type ReportKind } from "../domain/report.ts";
import type { T } from "../texts/index.ts";
import type { Message } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { distance } from "./distance.ts";
import { counted, homeButton } from "./home.ts";
import { listButton } from "./report.ts";

interface MapShown {
	neighbourhood: { name: string } | undefined;
	points: readonly unknown[];
	counts: Record<ReportKind, number>;
}

/** What the picture is drawn from, under a title of its own where one is given. */
export function drawn({ points, outlined, centred, ...shown }: MapDrawn, t: T, heading = title(shown, t)) {
	return {
		title: heading,
		points: points.map(({ kind, place }) => ({ place, group: REPORT_KINDS.indexOf(kind) })),
		outlines: outlined.flatMap(({ name, outline }) => (outline ? [{ outline, label: name }] : [])),
		names: centred.flatMap(({ name, centre }) => (centre ? [{ place: centre, label: name }] : [])),
		legend: REPORT_KINDS.map((one) => t.dynamicPlain(`reports.choice.kind.${one}`)),
		distance: (metres: number) => distance(metres, t),
	};
}

interface MapDrawn extends Pick<MapShown, "neighbourhood"> {
	points: readonly { kind: ReportKind; place: Place }[];
	outlined: readonly Neighbourhood[];
	centred: readonly Neighbourhood[];
}

/** Over the picture, plain text. */
function title({ neighbourhood }: Pick<MapShown, "neighbourhood">, t: T): string {
	return neighbourhood
		? t.plain("reports.map.titleOf", { neighbourhood: neighbourhood.name })
		: t.plain("reports.map.title");
}

export function picture(shown: MapShown & { content: Uint8Array }, t: T): Message {
	return {
		text: [
			shown.neighbourhood
				? t("reports.map.titleOf", { neighbourhood: shown.neighbourhood.name })
				: t("reports.map.title"),
			...REPORT_KINDS.map((kind) =>
				t("reports.map.count", {
					kind: html(t.dynamic(`reports.choice.kind.${kind}`)),
					number: counted(shown.counts[kind], t),
				}),
			),
			t("reports.map.drawn", { count: shown.points.length }),
		].join("\n"),
		file: { kind: "photo", source: { content: shown.content, name: "reports.png" } },
		buttons: [[listButton(t), homeButton(t)]],
	};
}

export function begun(t: T): Message {
	return { text: t("reports.map.begun"), buttons: [[listButton(t), homeButton(t)]] };
}
