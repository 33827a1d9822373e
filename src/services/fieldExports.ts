/** What is taken out beside organizations and people: reports, seats of committees, neighbourhoods; never more than a page at once. */
import type { Committee, Seat } from "../domain/committee.ts";
import type { FacilitationOffice, Neighbourhood } from "../domain/neighbourhood.ts";
import type { Person } from "../domain/person.ts";
import { answeringAgency, type Report as NeighbourhoodReport } from "../domain/report.ts";
import * as agencies from "../store/agencies.ts";
import * as committees from "../store/committees.ts";
import * as offices from "../store/facilitationOffices.ts";
import * as neighbourhoods from "../store/neighbourhoods.ts";
import * as organizations from "../store/organizations.ts";
import * as people from "../store/people.ts";
import * as reports from "../store/reportPages.ts";
import * as seats from "../store/seats.ts";
import type { Report } from "./exports.ts";

const PAGE = 200;
/** Counted for the progress line. */
const COUNTED = 10_000_000;

type Names = { fa: string; en: string };

/** Without its reporter and without the resident it is made for: those are revealed one at a time, with a reason. */
export interface ExportedReport {
	report: NeighbourhoodReport;
	neighbourhood: string;
	agency: Names | undefined;
	/** Of a half-finished work. */
	finishing: Names | undefined;
	committee: Names | undefined;
}

export async function* allReports(report: Report): AsyncGenerator<ExportedReport> {
	const total = await reports.countAll(COUNTED);
	const [places, offices, groups] = await Promise.all([neighbourhoods.all(), agencies.all(), committees.all()]);
	const placeNames = new Map(places.map(({ id, name }) => [id, name]));
	const agencyNames = new Map(offices.map(({ id, name }) => [id, name]));
	const committeeNames = new Map(groups.map(({ id, name }) => [id, name]));
	for await (const page of pages(reports.pageOfAll, total, report)) {
		for (const one of page) {
			yield {
				report: one,
				neighbourhood: placeNames.get(one.neighbourhoodId) ?? "",
				agency: agencyNames.get(answeringAgency(one) ?? ""),
				finishing: agencyNames.get(one.stalled?.agencyId ?? ""),
				committee: committeeNames.get(one.committeeId ?? ""),
			};
		}
	}
}

export interface ExportedSeat {
	seat: Seat;
	committee: Committee | undefined;
	/** Of the organization or the agency that holds it. */
	holder: string | Names;
	person: Person | undefined;
	alternate: Person | undefined;
}

/** Seats that are held and those that have ended. */
export async function* allSeats(report: Report): AsyncGenerator<ExportedSeat> {
	const total = await seats.countAll(COUNTED);
	const [groups, answering] = await Promise.all([committees.all(), agencies.all()]);
	const committeeOf = new Map(groups.map((one) => [one.id, one]));
	const agencyNames = new Map(answering.map(({ id, name }) => [id, name]));
	for await (const page of pages(seats.pageOfAll, total, report)) {
		const theirs = page.flatMap(({ holder }) => (holder.kind === "organization" ? [holder.id] : []));
		const sitting = page.flatMap(({ personId, alternateId }) => [personId, ...(alternateId ? [alternateId] : [])]);
		const [known, found] = await Promise.all([
			organizations.byIds([...new Set(theirs)]),
			people.byIds([...new Set(sitting)]),
		]);
		const names = new Map(known.map(({ id, name }) => [id, name]));
		const personOf = new Map(found.map((person) => [person.id, person]));
		for (const seat of page) {
			const { kind, id } = seat.holder;
			yield {
				seat,
				committee: committeeOf.get(seat.committeeId),
				holder: (kind === "organization" ? names.get(id) : agencyNames.get(id)) ?? "",
				person: personOf.get(seat.personId),
				alternate: seat.alternateId === undefined ? undefined : personOf.get(seat.alternateId),
			};
		}
	}
}

export interface ExportedNeighbourhood {
	neighbourhood: Neighbourhood;
	office: FacilitationOffice | undefined;
}

/** A few hundred at most, retired ones too. */
export async function* allNeighbourhoods(report: Report): AsyncGenerator<ExportedNeighbourhood> {
	const all = await neighbourhoods.all();
	const standing = await offices.ofNeighbourhoods(all.map(({ id }) => id));
	for (const neighbourhood of all) {
		yield { neighbourhood, office: standing.find((one) => one.neighbourhoodIds.includes(neighbourhood.id)) };
	}
	await report({ done: all.length, total: all.length });
}

/** Page after page by id, telling how far it is. */
async function* pages<Thing extends { id: string }>(
	read: (after: string | undefined, limit: number) => Promise<Thing[]>,
	total: number,
	report: Report,
): AsyncGenerator<Thing[]> {
	let after: string | undefined;
	let told = 0;
	for (;;) {
		const page = await read(after, PAGE);
		if (page.length === 0) return;
		yield page;
		told += page.length;
		after = page.at(-1)?.id;
		await report({ done: told, total });
	}
}
