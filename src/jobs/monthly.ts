/** The secretariat's figures as papers: drawn in the background, for whoever asked or for everybody on a month's first day. */
import { type Month, monthAt } from "../domain/figures.ts";
import { may } from "../domain/permissions.ts";
import type { Person } from "../domain/person.ts";
import { REPORT_KINDS } from "../domain/report.ts";
import { barsPicture } from "../papers/bars.ts";
import { figuresSheet } from "../papers/figuresSheet.ts";
import { mapPicture } from "../papers/map.ts";
import { writeSpreadsheet } from "../papers/writeSpreadsheet.ts";
import { viewerOf } from "../services/cards.ts";
import { openPlaces } from "../services/reports/map.ts";
import * as stats from "../services/stats.ts";
import type { Texts } from "../texts/index.ts";
import { LANGUAGE_CODES } from "../texts/languages.ts";
import { drawn } from "../views/reportMap.ts";
import * as views from "../views/stats.ts";
import { type Kinds, kind, type Refs } from "./kind.ts";
import type { Work } from "./works.ts";

/** More rows than these no picture shows. */
const DRAWN = 10;

async function paper(which: stats.Paper, refs: Refs, recipient: Person | undefined) {
	if (!recipient || !may(await viewerOf(recipient), "stats.see")) return undefined;
	const content = await stats.paperOf(String(refs.paperId), which, recipient.language);
	if (!content) return undefined;
	const { year, month, rows, whole } = refs;
	return {
		...{ content, year: Number(year), month: Number(month) },
		rows: JSON.parse(String(rows)),
		whole: JSON.parse(String(whole)),
	};
}

export const figureKinds: Kinds = {
	"figures.bars": kind({ load: (refs, recipient) => paper("bars", refs, recipient), view: views.bars }),
	"figures.map": kind({ load: (refs, recipient) => paper("map", refs, recipient), view: views.map }),
	"figures.sheet": kind({ load: (refs, recipient) => paper("sheet", refs, recipient), view: views.sheet }),
};

export function figureWorks({ texts, timeZone }: { texts: Texts; timeZone: string }): Record<string, Work> {
	return {
		async "figures.papers"({ refs, now }) {
			const { personId = "", paperId = "" } = refs as Record<string, string>;
			// The moment it was asked for: a try on the next day makes the same month.
			const month: Month = monthAt(new Date(Number(refs.at)), Number(refs.before), timeZone);
			const found = await stats.statsOf(month);
			const places = await openPlaces(undefined);
			const top = found.figures.neighbourhoods.slice(0, DRAWN);
			for (const language of LANGUAGE_CODES) {
				const t = texts.in(language);
				const title = t.plain("stats.title", { month: views.monthName(month, t) });
				const keep = (which: stats.Paper, content: AsyncIterable<Uint8Array>) =>
					stats.keepPaper(stats.paperName(paperId, which, language), content, now);
				const rows = top.map((row) => ({
					name: views.nameOf(found, "neighbourhoods", row.id, t),
					values: [row.fresh, row.answered],
				}));
				const legend = [t.plain("stats.legend.fresh"), t.plain("stats.legend.answered")];
				await keep("bars", onePiece(barsPicture({ title, legend, rows }, t)));
				const whole = { ...places, neighbourhood: undefined };
				await keep("map", onePiece(mapPicture(drawn(whole, t, t.plain("stats.mapTitle")))));
				await keep("sheet", writeSpreadsheet(figuresSheet(found, t)));
			}
			const caption = { year: month.year, month: month.month, whole: JSON.stringify(found.figures.whole) };
			const bars = top.map(({ id, fresh, answered }) => [
				found.names.neighbourhoods.get(id)?.fa ?? "؟",
				fresh,
				answered,
			]);
			await stats.owePapers(
				{ personId, paperId },
				{
					bars: { ...caption, rows: JSON.stringify(bars) },
					map: { ...caption, rows: JSON.stringify(REPORT_KINDS.map((one) => [one, places.counts[one]])) },
					sheet: { ...caption, rows: "[]" },
				},
				now,
			);
		},
	};
}

async function* onePiece(content: Uint8Array): AsyncGenerator<Uint8Array> {
	yield content;
}
