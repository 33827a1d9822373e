/** "We see this too": one support a person and report, with words and photos of their own; who supports it follows it. */
import { may } from "../../domain/permissions.ts";
import { type Actor, actingFor } from "../../domain/person.ts";
import { isOpen, type Report, supportWords } from "../../domain/report.ts";
import { PHOTOS_AT_MOST } from "../../domain/reportCategory.ts";
import { newId } from "../../kit/ids.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as audit from "../../store/audit.ts";
import { isDuplicate } from "../../store/duplicateKey.ts";
import * as store from "../../store/reports.ts";
import * as supports from "../../store/supports.ts";
import { transaction } from "../../store/transaction.ts";
import { owe } from "../deliveries.ts";
import { mayReport } from "./make.ts";
import { mayLook } from "./see.ts";

/** So often somebody else may change the report in between. */
const TRIES = 5;

export type Supported = Result<Report, "notFound" | "yourOwn" | "closedMeanwhile">;

/** Supporting again is answered as done; what was merged into another report is supported there. */
export async function support(actor: Actor, reportId: string, now: Date): Promise<Supported> {
	for (let left = TRIES; left > 0; left--) {
		const result = await once(actor, reportId, now);
		if (result) return result;
	}
	throw new Error("a report changed each time it was to be supported");
}

/** Undefined when somebody else was first. */
async function once(actor: Actor, reportId: string, now: Date): Promise<Supported | undefined> {
	let found = await store.byId(reportId);
	if (found?.survivorId !== undefined) found = await store.byId(found.survivorId);
	if (!found || !may(actor, "report.support", found)) return refuse("notFound");
	const { id: personId } = actor.person;
	if (found.reporterId === personId) return refuse("yourOwn");
	if (await supports.ofPersonFor(found.id, personId)) return done(found);
	// Who only sits in its committee looks on.
	const joins = actor.memberships.length > 0 || may(actor, "report.see", found);
	if (!joins || !mayLook(actor, found)) return refuse(isOpen(found) ? "notFound" : "closedMeanwhile");
	if (!isOpen(found)) return refuse("closedMeanwhile");
	const report = found;
	const organizationId = await organizationOf(actor, now);
	const change = {
		followers: [...new Set([...report.followers, personId])],
		supporters: report.supporters + 1,
		organizationIds: [
			...new Set([...report.organizationIds, ...(organizationId === undefined ? [] : [organizationId])]),
		],
	};
	try {
		const after = await transaction(async () => {
			const changed = await store.change(report.id, report.revision, change);
			if (!changed) return undefined;
			await supports.insert({
				...{ id: newId(), reportId: report.id, personId, photos: [], at: now, requestId: newId() },
				...(organizationId !== undefined && { organizationId }),
			});
			await audit.add({
				at: now,
				byId: personId,
				action: "report.supported",
				thing: { kind: "report", id: report.id },
				details: { code: report.code },
			});
			if (report.reporterId === "") return changed;
			await owe([
				{
					key: `report.supported:${report.id}:${personId}`,
					kind: "report.supported",
					refs: { reportId: report.id },
					to: { personId: report.reporterId },
					dueAt: now,
				},
			]);
			return changed;
		});
		return after && done(after);
	} catch (error) {
		// The other tap of a double one has it.
		if (isDuplicate(error)) return undefined;
		throw error;
	}
}

/** The organization they support it for, when it is one that reports. */
async function organizationOf(actor: Actor, now: Date): Promise<string | undefined> {
	const id = actingFor(actor);
	if (id === undefined) return undefined;
	const allowed = await mayReport(actor, now);
	return allowed.ok || allowed.reason === "tooManyToday" ? id : undefined;
}

/** Words and photos of their own beside a support; sent again, they take the place of what was said before. */
export async function tellMore(
	actor: Actor,
	input: { reportId: string; words?: string | undefined; photos: string[] },
): Promise<Result<Report, "notFound" | "nothingSaid" | "incomplete">> {
	const own = await supports.ofPersonFor(input.reportId, actor.person.id);
	const report = own && (await store.byId(input.reportId));
	if (!report || !may(actor, "report.support", report)) return refuse("notFound");
	if (input.words === undefined && input.photos.length === 0)
		return refuse("nothingSaid", { question: "supportWords" });
	if (input.words !== undefined && !supportWords.safeParse(input.words).success)
		return refuse("incomplete", { question: "supportWords" });
	const photos = [...new Set(input.photos)].slice(0, PHOTOS_AT_MOST);
	await supports.tell(own.id, { ...(input.words !== undefined && { words: input.words }), photos });
	return done(report);
}
