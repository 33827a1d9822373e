/** The buttons of reporting and of looking through reports, and the report they are about. */
import type { Person } from "../../src/domain/person.ts";
import type { Report } from "../../src/domain/report.ts";
import { newId } from "../../src/kit/ids.ts";
import * as reportStore from "../../src/store/reports.ts";
import * as supports from "../../src/store/supports.ts";
import type { Deed } from "./deeds.ts";

/** A report that its owner supports. */
export type ReportThing = "report";

export const REPORT_PRESSES: Record<string, Deed> = {
	"report.begin": { needs: ["report.make"] },
	"report.mine": { needs: ["report.list"] },
	"report.home": { needs: ["report.list"] },
	"report.list": { needs: ["report.list"] },
	"report.scope": { needs: ["report.listAll"], rest: ["all"] },
	"report.turn": { needs: ["report.list"], rest: ["after", "", "2"] },
	"report.filters": { needs: ["report.list"] },
	"report.filter": { needs: ["report.list"], rest: ["neighbourhood", "2"] },
	"report.set": { needs: ["report.list"], rest: ["states", "all"] },
	"report.clear": { needs: ["report.list"], rest: ["all"] },
	"report.open": { needs: ["report.see"], about: "report" },
	"report.photo": { needs: ["report.see"], about: "report", rest: ["0"] },
	"report.supportPhoto": { needs: ["report.see"], about: "report", rest: ["0"] },
	"report.voice": { needs: ["report.see"], about: "report" },
	"report.support": { needs: ["report.see"], about: "report" },
	"report.tellMore": { needs: ["report.follow"], about: "report" },
	"report.map": { needs: ["report.listAll"] },
	"report.category": { needs: ["lists.change"], rest: ["waste"] },
	"report.categoryAdd": { needs: ["lists.change"] },
	"report.categoryChange": { needs: ["lists.change"], rest: ["waste"] },
	"report.limit": { needs: ["lists.change"] },
	"report.trust": { needs: ["organization.trust"], about: "organization", state: "approved", rest: ["yes"] },
};

export const REPORT_COMMANDS: Record<string, Deed> = {
	report: { needs: ["report.make"] },
	reports: { needs: ["report.list"] },
};

/** One that was just received; its words are the thing's. */
export function aReport(what: string, reporterId: string, now: Date, changed: Partial<Report> = {}): Report {
	const id = changed.id ?? newId();
	return {
		id,
		code: `R-1405-${id}`,
		kind: "problem",
		state: "received",
		reporterId,
		organizationIds: [],
		followers: [reporterId],
		supporters: 0,
		dimension: "environmental",
		category: "waste",
		neighbourhoodId: "nowhere",
		what,
		photos: [],
		affected: 0,
		urgency: "normal",
		reopened: 0,
		steps: [{ event: "received", at: now, byId: reporterId }],
		revision: 1,
		requestId: newId(),
		createdAt: now,
		changedAt: now,
		...changed,
	};
}

/** Makes it; resolves to its id. */
export async function aReportThing(secret: string, owner: Person, now: Date): Promise<string> {
	const report = aReport(secret, "reporter", now, { followers: ["reporter", owner.id], supporters: 1 });
	await reportStore.insert(report);
	await supports.insert({
		...{ id: newId(), reportId: report.id, personId: owner.id, photos: [], at: now, requestId: newId() },
	});
	return report.id;
}
