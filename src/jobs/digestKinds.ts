/** The kinds of deliveries that come by themselves at a time: digests, briefs, figures, reminders of time. */
import { briefOf } from "../services/briefs.ts";
import { viewerOf } from "../services/cards.ts";
import { digestOf } from "../services/digests.ts";
import * as views from "../views/digest.ts";
import { type Kinds, kind } from "./kind.ts";

export const digestKinds: Kinds = {
	"digest.personal": kind({
		async load({ since }, recipient, now) {
			return recipient && (await digestOf(await viewerOf(recipient), new Date(Number(since)), now));
		},
		view: views.digest,
	}),
	"brief.morning": kind({
		load: async (_, recipient, now) => recipient && (await briefOf(await viewerOf(recipient), now)),
		view: views.brief,
	}),
};
