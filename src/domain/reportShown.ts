/** A report with all that is named on it, and pages of reports, as the desks of the secretariat and of an agency show them. */
import type { Agency } from "./agency.ts";
import type { Committee } from "./committee.ts";
import type { FacilitationOffice, Neighbourhood } from "./neighbourhood.ts";
import type { Actor, Person } from "./person.ts";
import type { Report, Support } from "./report.ts";
import type { DeskList, ReferralList } from "./reportDesk.ts";
import type { OfficeWeek } from "./workingDays.ts";

/** A report with everything that a card of it names. */
export interface ReportShown {
	report: Report;
	neighbourhood: Neighbourhood | undefined;
	agencies: ReadonlyMap<string, Agency>;
	committees: ReadonlyMap<string, Committee>;
	/** Coordinators; never the reporter. */
	people: ReadonlyMap<string, Person>;
	/** What it was merged into. */
	survivor?: Report;
	/** What was merged into it. */
	merged: Report[];
	/** The reporter has blocked the bot or asked to be forgotten: nobody will answer. */
	reporterAway: boolean;
	/** Nobody answers in Dabir for the agency it lies with. */
	agencyAway: boolean;
	/** What the last supporters said and showed, the newest first; never who they are. */
	supports: Support[];
	/** The facilitation office of the neighbourhood. */
	office: FacilitationOffice | undefined;
	viewer: Actor;
	now: Date;
	week: OfficeWeek;
}

/** Counting stops at 1001. */
export type DeskCounts = Record<DeskList, number>;

export interface ReportPage<List> {
	which: List;
	list: Report[];
	neighbourhoods: ReadonlyMap<string, Neighbourhood>;
	agencies: ReadonlyMap<string, Agency>;
	/** 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
	now: Date;
	week: OfficeWeek;
}

export type ReferralCounts = Record<ReferralList, number>;

export interface ReferralPage extends ReportPage<ReferralList> {
	counts: ReferralCounts;
	/** The agencies it is about. */
	ours: Agency[];
}
