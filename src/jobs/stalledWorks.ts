/** Half-finished works over time: who is asked for a fresh photo, and when. */
import type { Person } from "../domain/person.ts";
import * as cards from "../services/cards.ts";
import * as stalledWorks from "../services/stalledWorks.ts";
import { lookAsked } from "../views/stalledWork.ts";
import { type Kinds, kind, type Refs } from "./kind.ts";

export const stalledWorkKinds: Kinds = {
	"stalledWork.lookAsked": kind({
		async load({ reportId, askedAt }: Refs, recipient: Person | undefined, now: Date) {
			if (!recipient) return undefined;
			return await stalledWorks.askedLook(await cards.viewerOf(recipient), String(reportId), Number(askedAt), now);
		},
		view: lookAsked,
	}),
};

/** Asks about works that were not looked at for ninety days. */
export const stalledWorkJob = {
	name: "stalledWorks",
	async run(now: Date): Promise<void> {
		await stalledWorks.askForLooks(now);
	},
	nextDue: stalledWorks.nextLook,
};
