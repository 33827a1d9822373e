/** How a distance is said beside the scale of a map. */
import type { T } from "../texts/index.ts";

export function distance(metres: number, t: T): string {
	return metres >= 1000
		? t.plain("neighbourhoods.map.kilometres", { number: metres / 1000 })
		: t.plain("neighbourhoods.map.metres", { number: metres });
}
