/** The buttons of the reports desk and of referrals, and the report they are about. */
import type { Action } from "../../src/domain/permissions.ts";
import type { Person } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as reportStore from "../../src/store/reports.ts";
import type { Deed } from "./deeds.ts";
import { aReport } from "./reportDeeds.ts";

/** A report that its owner made: under review. */
export type ReportDeskThing = "ownReport";

const ID = "0123456789abcdef";
const handled = (...rest: string[]): Deed => ({ needs: ["report.handle"], about: "ownReport", rest });
/** Nobody is a liaison here: it is refused to all. */
const ofAgency: Deed = { needs: ["referral.answer"], about: "ownReport" };
const followed = (...rest: string[]): Deed => ({ needs: ["report.follow"], about: "ownReport", rest });
const seesDesk: Action[] = ["report.seeDesk"];

export const REPORT_DESK_PRESSES: Record<string, Deed> = {
	"report.desk": { needs: seesDesk },
	"report.deskList": { needs: seesDesk, rest: ["unrouted"] },
	"report.card": handled(),
	"report.more": handled(),
	"report.history": handled(),
	"report.claim": handled(),
	"report.takeOver": handled(),
	"report.release": handled(),
	"report.refer": handled(),
	"report.referTo": handled(ID),
	"report.route": handled(),
	"report.routeTo": handled(ID),
	"report.deadline": handled(),
	"report.ask": handled(),
	"report.close": handled(),
	"report.note": handled(),
	"report.reveal": { needs: ["report.handle", "report.reveal"], about: "ownReport" },
	"report.confirm": handled(),
	"report.refuseProposal": handled(),
	"report.merge": handled(),
	"report.mergeCode": handled(),
	"report.mergeAsk": handled(ID),
	"report.mergeYes": handled(ID),
	"report.unmerge": handled(),
	"report.unmergeYes": handled(),
	"report.stepPhotos": { needs: ["report.see"], about: "ownReport", rest: ["0"] },
	"report.answer": followed(),
	"report.fixed": followed("0", "yes"),
	"referral.list": { needs: ["referral.answer"] },
	"referral.open": ofAgency,
	"referral.history": ofAgency,
	"referral.accept": ofAgency,
	"referral.decline": ofAgency,
	"referral.ask": ofAgency,
	"referral.progress": ofAgency,
	"referral.propose": ofAgency,
	"week.open": { needs: ["office.setWeek"] },
	"week.thursday": { needs: ["office.setWeek"], rest: ["free"] },
};

/** Makes it; resolves to its id. */
export async function aReportDeskThing(secret: string, owner: Person, now: Date): Promise<string> {
	const report = aReport(secret, owner.id, now, {
		state: "underReview",
		steps: [{ event: "received", at: now, byId: owner.id, requestId: newId() }],
	});
	await reportStore.insert(report);
	return report.id;
}
