/** Applications that somebody stopped in the middle of, for the office: whose and since when, with the way to the person. */
import { stoppedApplications } from "../../../services/drafts.ts";
import { PAGE } from "../../../views/paging.ts";
import { stopped as stoppedView } from "../../../views/stopped.ts";
import type { Feature } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";

export const stopped: Feature = {
	presses: {
		"draft.stopped": async (ctx, at, userId) => {
			await pauseForm(ctx);
			const after = edgeOf(at, userId);
			const found = await stoppedApplications(actorOf(ctx), after, PAGE, ctx.now);
			if (!found.ok) return await showNoAccess(ctx);
			await ctx.show(stoppedView({ ...found.value, isFirst: after === undefined, now: ctx.now }, ctx.t));
		},
	},
};

/** Where the page before ended; the beginning for what is no such place. */
function edgeOf(at: string | undefined, userId: string | undefined) {
	const edge = { at: new Date(Number(at ?? "")), userId: Number(userId ?? "") };
	return at !== undefined && !Number.isNaN(edge.at.getTime()) && Number.isSafeInteger(edge.userId) ? edge : undefined;
}
