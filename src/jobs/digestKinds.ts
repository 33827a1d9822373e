/** The kinds of deliveries that come by themselves at a time: digests, briefs, figures, reminders of time. */
import { briefOf } from "../services/briefs.ts";
import { viewerOf } from "../services/cards.ts";
import { digestOf } from "../services/digests.ts";
import { licenseEnds, stillTrue } from "../services/nudges.ts";
import * as views from "../views/digest.ts";
import * as nudgeViews from "../views/nudge.ts";
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
	"organization.licenseEnds": kind({
		async load({ organizationId, day }, recipient, now) {
			const viewer = recipient && (await viewerOf(recipient));
			const organization = viewer && (await licenseEnds(viewer, String(organizationId), String(day)));
			return organization && { organization, now };
		},
		view: nudgeViews.licenseEnds,
	}),
	"organization.stillTrue": kind({
		async load({ organizationId, at }, recipient) {
			const viewer = recipient && (await viewerOf(recipient));
			const organization = viewer && (await stillTrue(viewer, String(organizationId), Number(at)));
			return organization && { organization };
		},
		view: nudgeViews.stillTrue,
	}),
};
