/** The kinds of deliveries about a report's beginning: the group's post, a supporter more. */
import * as cards from "../services/cards.ts";
import { reportFor, reportForGroup } from "../services/reports/see.ts";
import * as views from "../views/report.ts";
import { type Kinds, kind } from "./kind.ts";

export const reportingKinds: Kinds = {
	"report.posted": kind({ load: ({ reportId }) => reportForGroup(String(reportId)), view: views.posted }),
	"report.supported": kind({
		async load({ reportId }, recipient, now) {
			return recipient && (await reportFor(await cards.viewerOf(recipient), String(reportId), now));
		},
		view: views.toldSupported,
	}),
};
