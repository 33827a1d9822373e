/** Reports, seats of committees and neighbourhoods as sheets: which columns, in which words. */
import type { Committee, Seat } from "../domain/committee.ts";
import { type ListName, labelKey } from "../domain/list.ts";
import type { FacilitationOffice, Neighbourhood } from "../domain/neighbourhood.ts";
import type { Person } from "../domain/person.ts";
import type { Report } from "../domain/report.ts";
import type { T } from "../texts/index.ts";
import { type Column, dialled, isoOf, jalali, jalaliOf, sheetOf } from "./registerSheets.ts";
import type { Sheet, SheetCell } from "./writeSpreadsheet.ts";

type Names = { fa: string; en: string };

interface ReportRow {
	report: Report;
	neighbourhood: string;
	agency: Names | undefined;
	finishing: Names | undefined;
	committee: Names | undefined;
}

export function reportSheet(rows: AsyncIterable<ReportRow>, t: T): Sheet {
	const named = (names: Names | undefined) => names?.[t.language];
	const columns: Column<ReportRow>[] = [
		column("code", 14, t, ({ report }) => report.code),
		column("kind", 16, t, ({ report }) => t.dynamicPlain(`reports.choice.kind.${report.kind}`)),
		column("state", 16, t, ({ report }) => t.dynamicPlain(`reports.state.${report.state}`)),
		column("outcome", 16, t, ({ report }) => report.outcome && t.dynamicPlain(`reports.outcome.${report.outcome}`)),
		column("dimension", 14, t, ({ report }) => listName("dimensions", report.dimension, t)),
		column("category", 22, t, ({ report }) => listName("categories", report.category, t)),
		column("neighbourhood", 18, t, ({ neighbourhood }) => neighbourhood),
		column("landmark", 30, t, ({ report }) => report.landmark),
		column("latitude", 11, t, ({ report }) => report.place?.latitude),
		column("longitude", 11, t, ({ report }) => report.place?.longitude),
		column("what", 60, t, ({ report }) => report.what),
		column("affected", 11, t, ({ report }) => report.affected || undefined),
		column("urgency", 10, t, ({ report }) => t.dynamicPlain(`reports.choice.urgency.${report.urgency}`)),
		column("photoCount", 9, t, ({ report }) => report.photos.length),
		column("supporters", 9, t, ({ report }) => report.supporters),
		column("committee", 24, t, ({ committee }) => named(committee)),
		column("agency", 26, t, ({ agency }) => named(agency)),
		column("due", 13, t, ({ report }) => jalali(report.dueOn)),
		column("dueIso", 13, t, ({ report }) => report.dueOn),
		column("reopened", 10, t, ({ report }) => report.reopened),
		column("reported", 13, t, ({ report }) => jalaliOf(report.createdAt, t)),
		column("reportedIso", 13, t, ({ report }) => isoOf(report.createdAt, t)),
		column("changed", 13, t, ({ report }) => jalaliOf(report.changedAt, t)),
		column("changedIso", 13, t, ({ report }) => isoOf(report.changedAt, t)),
		column("finishing", 26, t, ({ finishing }) => named(finishing)),
		column("percent", 11, t, ({ report }) => report.stalled?.percent),
		column("startedYear", 11, t, ({ report }) => report.stalled && String(report.stalled.startedYear)),
		column("stopped", 13, t, ({ report }) => jalali(report.stalled?.stoppedOn)),
		column("stoppedIso", 13, t, ({ report }) => report.stalled?.stoppedOn),
		column("stoppedWhy", 30, t, ({ report }) => report.stalled?.why),
		column("dangers", 30, t, ({ report }) => report.stalled?.dangers),
	];
	return sheetOf(t.plain("exporting.sheet.reports"), rows, columns, t);
}

interface SeatRow {
	seat: Seat;
	committee: Committee | undefined;
	holder: string | Names;
	person: Person | undefined;
	alternate: Person | undefined;
}

export function seatSheet(rows: AsyncIterable<SeatRow>, t: T): Sheet {
	const columns: Column<SeatRow>[] = [
		column("committee", 26, t, ({ committee }) => committee?.name[t.language]),
		column("dimension", 14, t, ({ committee }) => committee && listName("dimensions", committee.dimension, t)),
		column("holder", 34, t, ({ holder }) => (typeof holder === "string" ? holder : holder[t.language])),
		column("holderKind", 14, t, ({ seat }) => t.dynamicPlain(`exporting.holder.${seat.holder.kind}`)),
		column("office", 12, t, ({ seat }) => t.dynamicPlain(`committees.office.${seat.office}`)),
		column("votes", 10, t, ({ seat }) => yesOrNo(seat.votes, t)),
		column("sits", 24, t, ({ person }) => person?.name),
		column("sitsPhone", 16, t, ({ person }) => dialled(person?.phone)),
		column("alternate", 24, t, ({ alternate }) => alternate?.name),
		column("alternatePhone", 16, t, ({ alternate }) => dialled(alternate?.phone)),
		column("since", 13, t, ({ seat }) => jalaliOf(seat.since, t)),
		column("sinceIso", 13, t, ({ seat }) => isoOf(seat.since, t)),
		column("until", 13, t, ({ seat }) => seat.until && jalaliOf(seat.until, t)),
		column("untilIso", 13, t, ({ seat }) => seat.until && isoOf(seat.until, t)),
		column("ended", 13, t, ({ seat }) => seat.endedAt && jalaliOf(seat.endedAt, t)),
		column("endedIso", 13, t, ({ seat }) => seat.endedAt && isoOf(seat.endedAt, t)),
	];
	return sheetOf(t.plain("exporting.sheet.seats"), rows, columns, t);
}

interface NeighbourhoodRow {
	neighbourhood: Neighbourhood;
	office: FacilitationOffice | undefined;
}

export function neighbourhoodSheet(rows: AsyncIterable<NeighbourhoodRow>, t: T): Sheet {
	const columns: Column<NeighbourhoodRow>[] = [
		column("neighbourhood", 22, t, ({ neighbourhood }) => neighbourhood.name),
		column("otherNames", 26, t, ({ neighbourhood }) => neighbourhood.otherNames.join("، ")),
		column("city", 14, t, ({ neighbourhood }) => neighbourhood.city),
		column("latitude", 11, t, ({ neighbourhood }) => neighbourhood.centre?.latitude),
		column("longitude", 11, t, ({ neighbourhood }) => neighbourhood.centre?.longitude),
		column("marginalised", 12, t, ({ neighbourhood }) => yesOrNo(neighbourhood.isMarginalised, t)),
		column("population", 11, t, ({ neighbourhood }) => neighbourhood.population),
		column("outline", 10, t, ({ neighbourhood }) => yesOrNo(neighbourhood.outline !== undefined, t)),
		column("officeName", 26, t, ({ office }) => office?.name),
		column("address", 34, t, ({ office }) => office?.address),
		column("hours", 22, t, ({ office }) => office?.hours),
		column("officePhone", 16, t, ({ office }) => dialled(office?.phone)),
		column("facilitator", 22, t, ({ office }) => office?.facilitator),
		column("retired", 13, t, ({ neighbourhood }) => neighbourhood.retiredAt && jalaliOf(neighbourhood.retiredAt, t)),
		column("retiredIso", 13, t, ({ neighbourhood }) => neighbourhood.retiredAt && isoOf(neighbourhood.retiredAt, t)),
	];
	return sheetOf(t.plain("exporting.sheet.neighbourhoods"), rows, columns, t);
}

function column<Row>(name: string, width: number, t: T, cell: (row: Row) => SheetCell): Column<Row> {
	return { title: t.dynamicPlain(`exporting.column.${name}`), width, cell };
}

/** What the admins call it; what it is stored as where this process has not read that yet. */
function listName(list: ListName, value: string, t: T): string {
	const key = labelKey(list, value);
	return t.has(key) ? t.dynamicPlain(key) : value;
}

function yesOrNo(holds: boolean, t: T): string {
	return holds ? t.plain("exporting.yes") : t.plain("exporting.no");
}
