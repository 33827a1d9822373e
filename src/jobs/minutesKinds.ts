/** The kinds of deliveries about minutes: drafts, objections, what was locked, nudges; actions; decisions for groups. */
import type { ActionItem } from "../domain/minutes.ts";
import * as minutes from "../services/minutes/index.ts";
import * as actionViews from "../views/action.ts";
import * as decisionViews from "../views/decision.ts";
import * as objectionViews from "../views/minutesObjections.ts";
import * as toldViews from "../views/minutesTold.ts";
import { type Kinds, kind, type Refs } from "./kind.ts";

export const minutesKinds: Kinds = {
	"minutes.nudge": kind({
		async load({ meetingId }) {
			const found = await minutes.minutesOf(String(meetingId));
			return found?.minutes.state === "awaited" ? found.minutes : undefined;
		},
		view: toldViews.nudge,
	}),
	"minutes.draft": kind({
		load: ({ meetingId, version }, recipient, now) =>
			minutes.draftFor(recipient, String(meetingId), Number(version), now),
		view: toldViews.draft,
	}),
	// What stands in place of a draft that was changed.
	"minutes.retired": kind({
		load: async ({ meetingId }) => (await minutes.minutesOf(String(meetingId)))?.minutes,
		view: toldViews.retired,
	}),
	"minutes.objected": kind({
		async load({ meetingId, objectionId }) {
			const found = await minutes.minutesOf(String(meetingId));
			const objection = found?.minutes.objections.find(({ id }) => id === objectionId);
			return found && objection && { ...found, objection };
		},
		view: objectionViews.objection,
	}),
	"minutes.locked": kind({
		load: ({ meetingId }, _, now) => minutes.lockedOf(String(meetingId), now),
		view: toldViews.locked,
	}),
	"decision.group": kind({
		load: ({ decisionId }) => minutes.decisionOf(String(decisionId)),
		view: decisionViews.forGroup,
	}),
	"action.given": kind({ load: (refs) => stands(refs, "open"), view: actionViews.given }),
	"action.reminder": kind({
		async load(refs, _, now) {
			const found = await stands(refs, "open");
			return found && { ...found, now };
		},
		view: actionViews.reminder,
	}),
	"action.reported": kind({ load: (refs) => stands(refs, "reported"), view: actionViews.toConfirm }),
	"action.returned": kind({ load: (refs) => stands(refs, "open"), view: actionViews.toldReturned }),
	"action.confirmed": kind({ load: (refs) => stands(refs, "done"), view: actionViews.toldConfirmed }),
};

/** The action while it is in this state; of a change, while it is the last one. */
async function stands({ actionId, revision }: Refs, state: ActionItem["state"]) {
	const found = await minutes.toldAction(String(actionId));
	const same = revision === undefined || found?.item.revision === revision;
	return found?.item.state === state && same ? found : undefined;
}
