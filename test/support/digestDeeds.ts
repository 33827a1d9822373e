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
	"draft.stopped": { needs: ["person.find"] },
	stats: { needs: ["stats.see"] },
	"stats.by": { needs: ["stats.see"], rest: ["agencies", "1"] },
	"stats.papers": { needs: ["stats.see"] },
};

export const DIGEST_COMMANDS: Record<string, Deed> = { stats: { needs: ["stats.see"] } };
