/** The secretariat's figures as a sheet: a row for the whole and for each neighbourhood, committee and agency. */
import { type AllFigures, FIGURES_BY, type Figures, type FiguresBy } from "../domain/figures.ts";
import type { T } from "../texts/index.ts";
import type { Sheet, SheetCell } from "./writeSpreadsheet.ts";

export interface FiguresSheet {
	figures: AllFigures;
	names: Record<FiguresBy, ReadonlyMap<string, { fa: string; en: string }>>;
}

const COLUMNS = ["by", "name", "fresh", "answered", "median", "notFixed", "stalled"];

export function figuresSheet({ figures, names }: FiguresSheet, t: T): Sheet {
	const cells = ({ fresh, answered, medianDays, notFixed, stalled }: Figures): SheetCell[] => [
		...[fresh, answered, medianDays, notFixed, stalled],
	];
	function* rows(): Generator<SheetCell[]> {
		yield [t.plain("stats.sheet.whole"), "", ...cells(figures.whole)];
		for (const what of FIGURES_BY) {
			for (const row of figures[what]) {
				const name = names[what].get(row.id)?.[t.language] ?? t.plain("stats.nameless");
				yield [t.dynamicPlain(`stats.by.${what}`), name, ...cells(row)];
			}
		}
	}
	return {
		name: t.plain("stats.sheet.name"),
		rightToLeft: t.direction === "rtl",
		columns: COLUMNS.map((name) => ({
			title: t.dynamicPlain(`stats.sheet.column.${name}`),
			width: name === "name" ? 32 : 18,
		})),
		rows: rows(),
	};
}
