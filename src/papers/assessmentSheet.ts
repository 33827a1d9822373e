/** The result of a needs assessment as a sheet: a row for each indicator of each neighbourhood, a column for each organization. */
import type { NeighbourhoodResult } from "../domain/assessment.ts";
import { labelKey } from "../domain/list.ts";
import type { T } from "../texts/index.ts";
import type { Sheet, SheetCell } from "./writeSpreadsheet.ts";

export interface AssessmentFigures {
	results: readonly NeighbourhoodResult[];
	neighbourhoods: ReadonlyMap<string, string>;
	/** Names by id. */
	organizations: ReadonlyMap<string, string>;
}

export function assessmentSheet({ results, neighbourhoods, organizations }: AssessmentFigures, t: T): Sheet {
	const words = ["rank", "neighbourhood", "dimension", "indicator", "mean", "lowest", "highest"];
	const columns = [...words, "disagreement", "sheets", "unfinished"].map((name) => ({
		title: t.dynamicPlain(`assessments.sheet.${name}`),
		width: name === "neighbourhood" || name === "indicator" ? 28 : 12,
	}));
	function* rows(): Generator<SheetCell[]> {
		for (const one of results) {
			const place = [one.rank || undefined, neighbourhoods.get(one.neighbourhoodId) ?? ""];
			const counts = [one.sheets, one.unfinished];
			const whole = t.plain("assessments.sheet.all");
			if (one.sheets === 0) yield [...place, "", whole, undefined, undefined, undefined, undefined, ...counts];
			else yield [...place, "", whole, one.mean, one.lowest, one.highest, one.disagreement, ...counts];
			for (const indicator of one.sheets === 0 ? [] : one.indicators) {
				yield [
					...place,
					nameOf("dimensions", indicator.dimension, indicator.dimension, t),
					nameOf("indicators", indicator.value, indicator.labels?.[t.language] ?? indicator.value, t),
					indicator.mean,
					indicator.lowest,
					indicator.highest,
					indicator.disagreement,
					...counts,
					...[...organizations.keys()].map((id) => indicator.scores[id]),
				];
			}
		}
	}
	return {
		name: t.plain("assessments.sheet.name"),
		rightToLeft: t.direction === "rtl",
		columns: [...columns, ...[...organizations.values()].map((title) => ({ title, width: 18 }))],
		rows: rows(),
	};
}

/** What the admins call it now; until this process has read that, `otherwise`. */
function nameOf(list: "dimensions" | "indicators", value: string, otherwise: string, t: T): string {
	const key = labelKey(list, value);
	return t.has(key) ? t.dynamicPlain(key) : otherwise;
}
