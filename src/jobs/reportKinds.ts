/** The kinds of deliveries about what becomes of a report: to its followers, the secretariat, the agency it lies with. */
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import type { ReportShown } from "../domain/reportShown.ts";
import { viewerOf } from "../services/cards.ts";
import { shownTo } from "../services/reports/desk.ts";
import { morningOf } from "../services/reports/mornings.ts";
import { isJudged } from "../services/reports/reopen.ts";
import * as referralViews from "../views/referral.ts";
import * as deskViews from "../views/reportDesk.ts";
import * as toldViews from "../views/reportTold.ts";
import { type Kinds, kind, type Refs } from "./kind.ts";

type Shown = ReportShown & { step: number };

/** The report as its recipient sees it, where it still concerns them. */
async function shownIf(
	{ reportId, step }: Refs,
	recipient: Person | undefined,
	now: Date,
	concerns: (shown: Shown, viewer: Actor) => boolean,
): Promise<Shown | undefined> {
	if (!recipient) return undefined;
	const viewer = await viewerOf(recipient);
	const report = await shownTo(String(reportId), viewer, now);
	const shown = report && { ...report, step: Number(step ?? 0) };
	return shown && concerns(shown, viewer) ? shown : undefined;
}

const handles = ({ report }: Shown, viewer: Actor) => may(viewer, "report.handle", report);
const answers = ({ report }: Shown, viewer: Actor) => may(viewer, "referral.answer", report);

export const reportKinds: Kinds = {
	// The coordinators' card: as the report stands, with what may be done.
	"report.made": kind({ load: (refs, to, now) => shownIf(refs, to, now, handles), view: deskViews.card }),
	"report.news": kind({ load: (refs, to, now) => shownIf(refs, to, now, handles), view: deskViews.news }),
	// Who was merged away with a duplicate still hears why.
	"report.changed": kind({ load: (refs, to, now) => shownIf(refs, to, now, () => true), view: toldViews.told }),
	"report.isItFixed": kind({
		load: (refs, to, now) => shownIf(refs, to, now, ({ report }) => isJudged(report)),
		view: toldViews.isItFixed,
	}),
	"report.asked": kind({
		load: (refs, to, now) =>
			shownIf(
				refs,
				to,
				now,
				({ report }, viewer) => report.reporterId === viewer.person.id && report.awaiting?.what === "reporter",
			),
		view: toldViews.asked,
	}),
	"referral.new": kind({ load: (refs, to, now) => shownIf(refs, to, now, answers), view: referralViews.fresh }),
	"referral.news": kind({ load: (refs, to, now) => shownIf(refs, to, now, answers), view: referralViews.news }),
	"referral.taken": kind({
		load: (refs, to, now) =>
			shownIf(refs, to, now, (shown, viewer) => viewer.agencyIds.length > 0 && !answers(shown, viewer)),
		view: referralViews.taken,
	}),
	"referral.morning": kind({
		async load({ agencyId }, recipient, now) {
			if (!recipient) return undefined;
			return await morningOf(String(agencyId), (await viewerOf(recipient)).agencyIds, now);
		},
		view: referralViews.morning,
	}),
};
