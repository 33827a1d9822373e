/** Half-finished works that were reported already, for scenes about what comes after. */
import type { Report } from "../../src/domain/report.ts";
import { newId } from "../../src/kit/ids.ts";
import * as reports from "../../src/store/reports.ts";
import { NOW } from "./registrar.ts";

let number = 0;

export async function aStalledWork(changed: Partial<Report> & Pick<Report, "neighbourhoodId">): Promise<Report> {
	number++;
	const report: Report = {
		id: newId(),
		code: `R-1405-${String(number).padStart(4, "0")}`,
		kind: "stalledWork",
		state: "received",
		reporterId: newId(),
		organizationIds: [],
		followers: [],
		supporters: 0,
		dimension: "physical",
		category: "serviceBuilding",
		what: "ساختمان درمانگاه محله سال‌هاست رها شده است.",
		landmark: "درمانگاه کوچهٔ ۱۲",
		photos: ["the-first-photo"],
		affected: 400,
		urgency: "normal",
		stalled: { startedYear: 1398, stoppedOn: "2022-10-23", percent: 40, why: "کمبود اعتبار" },
		reopened: 0,
		steps: [{ event: "received", at: NOW, byId: "somebody" }],
		revision: 1,
		requestId: newId(),
		createdAt: NOW,
		changedAt: NOW,
		...changed,
	};
	await reports.insert(report);
	return report;
}
