/** A map picture of the open reports of a neighbourhood or of the province: ordered here, drawn by jobs/reportMap. */
import type { Neighbourhood, Place } from "../../domain/neighbourhood.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { OPEN_STATES, REPORT_KINDS, type ReportKind } from "../../domain/report.ts";
import { newId } from "../../kit/ids.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as neighbourhoods from "../../store/neighbourhoods.ts";
import * as store from "../../store/reportLists.ts";
import { beginOnce } from "../backgroundJobs.ts";
import { personOf, viewerOf } from "../cards.ts";
import { everyDimension } from "./categories.ts";

/** More circles than these cover one another; the newest are drawn. */
const DRAWN = 2_000;

/** The picture is begun; it is sent to whoever asked for it. */
export async function orderMap(
	actor: Actor,
	neighbourhoodId: string | undefined,
	now: Date,
): Promise<Result<{ jobId: string }, "notAllowed">> {
	if (!may(actor, "report.listAll")) return refuse("notAllowed");
	const { id: personId, language } = actor.person;
	const refs = { neighbourhoodId: neighbourhoodId ?? "", personId, language, paperId: newId() };
	const job = await beginOnce({ kind: "report.map", refs, personId, about: ["neighbourhoodId"] }, now);
	return done({ jobId: job.id });
}

export interface ReportMap {
	neighbourhood: Neighbourhood | undefined;
	outlined: Neighbourhood[];
	/** Those of which only the centre is known: their names stand there. */
	centred: Neighbourhood[];
	points: { kind: ReportKind; place: Place }[];
	/** Open reports by kind, those without a place and sensitive ones included; 1001 means more than a thousand. */
	counts: Record<ReportKind, number>;
}

/** What is drawn, for whoever ordered it and may still see it. */
export async function mapOf(personId: string, neighbourhoodId: string): Promise<ReportMap | undefined> {
	const person = await personOf(personId);
	if (!person || !may(await viewerOf(person), "report.listAll")) return undefined;
	const [places, open] = await Promise.all([
		neighbourhoodId === "" ? [] : neighbourhoods.byIds([neighbourhoodId]),
		openPlaces(neighbourhoodId === "" ? undefined : neighbourhoodId),
	]);
	const outlined = places[0] ? open.outlined.filter(({ id }) => id === places[0]?.id) : open.outlined;
	return { ...open, neighbourhood: places[0], outlined };
}

/** Open reports of a neighbourhood or of the whole province, for those who may see them: the caller has asked. */
export async function openPlaces(neighbourhoodId: string | undefined): Promise<Omit<ReportMap, "neighbourhood">> {
	const where = neighbourhoodId === undefined ? {} : { neighbourhoodId };
	const dimensions = await everyDimension();
	const [outlined, all, points, ...counts] = await Promise.all([
		neighbourhoods.withOutline(),
		neighbourhoods.all(),
		store.pointsOf(neighbourhoodId, DRAWN),
		...REPORT_KINDS.map((kind) => store.count({ states: OPEN_STATES, kind, dimensions, ...where })),
	]);
	const [problem = 0, need = 0, stalledWork = 0] = counts;
	const drawn = new Set(outlined.map(({ id }) => id));
	const centred = all.filter(({ id, centre, retiredAt }) => centre && !retiredAt && !drawn.has(id));
	return { outlined, centred, points, counts: { problem, need, stalledWork } };
}
