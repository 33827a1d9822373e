/** Making a report: checked, numbered, routed to a committee and an agency; the coordinators get a card. */
import type { Organization } from "../../domain/organization.ts";
import { may } from "../../domain/permissions.ts";
import { type Actor, actingFor, hasRole } from "../../domain/person.ts";
import type { Report } from "../../domain/report.ts";
import { detailsFrom, type ReportAnswers } from "../../domain/reportAnswers.ts";
import { rounded } from "../../domain/reportCategory.ts";
import { reportWordsOf } from "../../domain/reportFinding.ts";
import { newId } from "../../kit/ids.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as audit from "../../store/audit.ts";
import { hold, nextNumber } from "../../store/counters.ts";
import { isDuplicate } from "../../store/duplicateKey.ts";
import * as neighbourhoods from "../../store/neighbourhoods.ts";
import * as organizations from "../../store/organizations.ts";
import * as store from "../../store/reports.ts";
import { learn } from "../../store/reportWords.ts";
import { transaction } from "../../store/transaction.ts";
import * as agencies from "../agencies/index.ts";
import * as committees from "../committees/index.ts";
import { owe } from "../deliveries.ts";
import { jalaliYearOf } from "../organizationCodes.ts";
import { categoryOf } from "./categories.ts";
import { isOverLimit } from "./limit.ts";
import { postNew } from "./post.ts";

/** Why somebody cannot report at all now. */
export type CannotReport = "notAllowed" | "notMember" | "tooManyToday";

/** Before the form is begun: who belongs to an approved organization may, and the secretariat. */
export async function mayReport(
	actor: Actor,
	now: Date,
): Promise<Result<{ organization: Organization | undefined }, CannotReport>> {
	if (!may(actor, "report.make")) return refuse("notAllowed");
	const id = actingFor(actor);
	const organization = id === undefined ? undefined : await organizations.byId(id);
	const belongs = organization?.state === "approved";
	if (!belongs && !hasRole(actor, "coordinator")) return refuse("notMember");
	const over = await isOverLimit(actor.person.id, belongs ? organization : undefined, now);
	return over ? refuse("tooManyToday", over) : done({ organization: belongs ? organization : undefined });
}

export type Made = Result<Report, CannotReport | "incomplete" | "categoryGone" | "emergency" | "noNeighbourhood">;

/** The same draft sent twice is one report. Refusals name the question that is to be answered anew. */
export async function make(
	actor: Actor,
	answers: ReportAnswers,
	now: Date,
	draft: { requestId: string },
): Promise<Made> {
	const before = await store.byRequestId(draft.requestId);
	if (before) return before.reporterId === actor.person.id ? done(before) : refuse("notAllowed");
	const allowed = await mayReport(actor, now);
	if (!allowed.ok) return allowed;
	const details = detailsFrom(answers);
	if (!details.ok) return details;
	const category = await categoryOf(details.value.category);
	if (!category || category.retired) return refuse("categoryGone", { question: "category" });
	if (category.emergencyNumber !== undefined) return refuse("emergency", { question: "category" });
	const [neighbourhood] = await neighbourhoods.byIds([details.value.neighbourhoodId]);
	if (!neighbourhood) return refuse("noNeighbourhood", { question: "neighbourhood" });

	const { organization } = allowed.value;
	const { dimension, isSensitive = false } = category;
	const { place, ...rest } = details.value;
	const [committee, agency, code] = await Promise.all([
		committeeOf(dimension),
		agencies.answeringFor({ dimension, neighbourhoodId: neighbourhood.id }),
		newCode(now),
	]);
	const report: Report = {
		...rest,
		dimension,
		...(place && { place: isSensitive ? rounded(place) : place }),
		...(isSensitive && { isSensitive }),
		...{ id: newId(), code, state: "received" },
		reporterId: actor.person.id,
		...(organization && { organizationId: organization.id }),
		organizationIds: organization ? [organization.id] : [],
		followers: [actor.person.id],
		supporters: 0,
		...(committee !== undefined && { committeeId: committee }),
		...(agency && { agencyId: agency.id }),
		reopened: 0,
		steps: [{ event: "received", at: now, byId: actor.person.id }],
		revision: 1,
		requestId: draft.requestId,
		createdAt: now,
		changedAt: now,
	};
	// A word too many does no harm; a report without its words would not be found.
	await learn(reportWordsOf(report));
	try {
		return await transaction(async (): Promise<Made> => {
			// Two drafts sent at once are counted one after the other.
			await hold(`reports:${actor.person.id}`);
			const over = await isOverLimit(actor.person.id, organization, now);
			if (over) return refuse("tooManyToday", over);
			await store.insert(report);
			await tellOfNew(report, now);
			await audit.add({
				at: now,
				byId: actor.person.id,
				action: "report.received",
				thing: { kind: "report", id: report.id },
				details: { code },
			});
			return done(report);
		});
	} catch (error) {
		// The same draft sent by two taps at once: the other one has it.
		const other = isDuplicate(error) ? await store.byRequestId(draft.requestId) : undefined;
		if (!other) throw error;
		return done(other);
	}
}

/** "R-1405-0042" */
async function newCode(now: Date): Promise<string> {
	const year = jalaliYearOf(now);
	return `R-${year}-${String(await nextNumber(`report:${year}`)).padStart(4, "0")}`;
}

/** The committee that a dimension's reports go to: the eldest that works. */
async function committeeOf(dimension: string): Promise<string | undefined> {
	return (await committees.working()).find((one) => one.dimension === dimension)?.id;
}

async function tellOfNew(report: Report, now: Date): Promise<void> {
	await owe([
		{
			key: `report.made:${report.id}`,
			kind: "report.made",
			refs: { reportId: report.id },
			to: { audience: { rule: "role", role: "coordinator" } },
			dueAt: now,
		},
	]);
	await postNew(report, now);
}
