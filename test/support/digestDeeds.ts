/** The buttons of digests and of the secretariat's figures. */
import type { Deed } from "./deeds.ts";

export const DIGEST_PRESSES: Record<string, Deed> = {
	"digest.settings": {},
	"digest.weekdays": {},
	"digest.hours": {},
	"digest.every": { rest: ["daily"] },
	"digest.weekday": { rest: ["6"] },
	"digest.hour": { rest: ["9"] },
	"digest.topic": { rest: ["reports", "without"] },
};
