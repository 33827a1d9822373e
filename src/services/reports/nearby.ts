/** Not twice: open reports that may be the same, shown before another one is made; sensitive ones are shown to nobody. */
import { distanceM, type Place } from "../../domain/neighbourhood.ts";
import type { Actor } from "../../domain/person.ts";
import * as store from "../../store/reportLists.ts";
import { categoryOf } from "./categories.ts";
import { cardOf, type ReportCard } from "./see.ts";

/** More than these are not compared on a phone. */
const OFFERED = 3;

export interface Candidate extends ReportCard {
	/** How far it is; none where one of the two has no place. */
	metres?: number;
}

/**
 * Within the category's radius of the place, the nearest first; then of the same category in the neighbourhood, the newest
 * first, unless they are known to lie further away.
 */
export async function nearby(
	actor: Actor,
	about: { category?: unknown; neighbourhood?: unknown; place?: unknown },
	now: Date,
): Promise<Candidate[]> {
	if (typeof about.category !== "string" || typeof about.neighbourhood !== "string") return [];
	const category = await categoryOf(about.category);
	if (!category || category.isSensitive) return [];
	const place = placeOf(about.place);
	const [near, alike] = await Promise.all([
		place ? store.near({ category: category.value, place, radiusM: category.radiusM }, OFFERED) : [],
		store.alike({ category: category.value, neighbourhoodId: about.neighbourhood }, OFFERED),
	]);
	const others = alike
		.filter((report) => !near.some((one) => one.report.id === report.id))
		.map((report): store.Nearby => {
			return place && report.place ? { report, metres: distanceM(report.place, place) } : { report };
		})
		.filter(({ metres }) => metres === undefined || metres <= category.radiusM);
	const found = [...near, ...others].slice(0, OFFERED);
	return await Promise.all(
		found.map(async ({ report, metres }) => ({
			...(await cardOf(report, actor, now)),
			...(metres === undefined ? {} : { metres }),
		})),
	);
}

function placeOf(answer: unknown): Place | undefined {
	return typeof answer === "object" && answer !== null && "latitude" in answer ? (answer as Place) : undefined;
}
