/** The mornings of working days: liaisons see what is due; the secretariat sees what is overdue in its brief; silence too. */
import type { Agency } from "../../domain/agency.ts";
import { addDays, dayOf, isoDate, momentOf, type PlainDate } from "../../domain/dates.ts";
import type { NewDelivery } from "../../domain/delivery.ts";
import type { Report } from "../../domain/report.ts";
import { silentDays } from "../../domain/reportDesk.ts";
import { isWorkingDay, nextWorkingDay, type OfficeWeek } from "../../domain/workingDays.ts";
import * as agencies from "../../store/agencies.ts";
import * as liaisons from "../../store/liaisons.ts";
import * as store from "../../store/reportDesk.ts";
import * as settings from "../../store/settings.ts";
import { transaction } from "../../store/transaction.ts";
import { owe } from "../deliveries.ts";
import { officeWeek } from "../officeWeek.ts";
import { TIME_ZONE } from "./deadline.ts";
import { soonDays } from "./desk.ts";

const AT = { hour: 7, minute: 30 };
/** The day of the last morning, as a number: 20261124. */
const MARK = "reports.lastMorning";
const SHOWN = 5;

/** Whether this day's morning has come and nobody has been told yet. */
async function isDue(now: Date, week: OfficeWeek, timeZone: string): Promise<PlainDate | undefined> {
	const day = dayOf(now, timeZone);
	if (now < momentOf(day, AT, timeZone) || !isWorkingDay(day, week)) return undefined;
	return ((await settings.numberOf(MARK)) ?? 0) >= numberOf(day) ? undefined : day;
}

function numberOf({ year, month, day }: PlainDate): number {
	return year * 10_000 + month * 100 + day;
}

/** Owes this morning's lists, once; after mornings that were missed only this one. Resolves to whether it was the time. */
export async function tellMorning(now: Date, timeZone: string): Promise<boolean> {
	const week = await officeWeek();
	const day = await isDue(now, week, timeZone);
	if (!day) return false;
	const { afterSoon } = await soonDays(now);
	const due = await store.duePerAgency(afterSoon);
	const name = isoDate(day);
	const lists: NewDelivery[] = [];
	for (const agencyId of due.keys()) {
		for (const { personId } of await liaisons.activeOf(agencyId)) {
			lists.push({
				key: `referral.morning:${name}:${agencyId}:${personId}`,
				kind: "referral.morning",
				refs: { agencyId },
				to: { personId },
				dueAt: now,
				notAfter: momentOf(addDays(day, 1), AT, timeZone),
			});
		}
	}
	await transaction(async () => {
		await owe(lists);
		await settings.setNumber(MARK, { number: numberOf(day), byId: "system", at: now });
	});
	return true;
}

/** The next morning, when there is anything that could be due. */
export async function nextMorning(now: Date, timeZone: string): Promise<Date | undefined> {
	if (!(await store.hasReferrals())) return undefined;
	const week = await officeWeek();
	const day = dayOf(now, timeZone);
	const first = isWorkingDay(day, week) && now < momentOf(day, AT, timeZone) ? day : nextWorkingDay(day, week);
	return momentOf(first, AT, timeZone);
}

export interface AgencyMorning {
	agency: Agency;
	overdue: Report[];
	soon: Report[];
	overdueCount: number;
	soonCount: number;
	silentDays: number;
	now: Date;
	week: OfficeWeek;
}

/** What is due with an agency as things stand; nothing when nothing is, or its liaison is not theirs any more. */
export async function morningOf(
	agencyId: string,
	agencyIds: readonly string[],
	now: Date,
): Promise<AgencyMorning | undefined> {
	if (!agencyIds.includes(agencyId)) return undefined;
	const agency = await agencies.byId(agencyId);
	const days = await soonDays(now);
	const late = { before: days.today };
	const near = { from: days.today, before: days.afterSoon };
	const [overdue, soon, overdueCount, soonCount, week] = await Promise.all([
		store.atAgencies([agencyId], late, {}, SHOWN),
		store.atAgencies([agencyId], near, {}, SHOWN),
		store.countAtAgencies([agencyId], late),
		store.countAtAgencies([agencyId], near),
		officeWeek(),
	]);
	if (!agency || overdueCount + soonCount === 0) return undefined;
	const silent = Math.max(0, ...[...overdue, ...soon].map((report) => silentDays(report, now)));
	return { agency, overdue, soon, overdueCount, soonCount, silentDays: silent, now, week };
}

export interface OfficeMorning {
	agencies: { name: { fa: string; en: string }; number: number; silentDays: number }[];
	/** All of them, those that lie with no agency too; counting stops at 1001. */
	number: number;
}

const AGENCIES = 30;

/** What was overdue on an earlier working day already, with which agency: its liaison has had their morning. */
export async function officeMorning(now: Date): Promise<OfficeMorning> {
	const before = lateBefore(dayOf(now, TIME_ZONE), await officeWeek());
	const [counts, number] = await Promise.all([store.duePerAgency(before), store.countOverdue(before)]);
	const known = new Map((await agencies.byIds([...counts.keys()])).map((one) => [one.id, one]));
	const rows = [];
	for (const [agencyId, count] of [...counts].slice(0, AGENCIES)) {
		const name = known.get(agencyId)?.name;
		const oldest = await store.atAgencies([agencyId], { before }, {}, SHOWN);
		if (name) rows.push({ name, number: count, silentDays: Math.max(0, ...oldest.map((one) => silentDays(one, now))) });
	}
	return { agencies: rows, number };
}

function lateBefore(day: PlainDate, week: OfficeWeek): string {
	let before = addDays(day, -1);
	while (!isWorkingDay(before, week)) before = addDays(before, -1);
	return isoDate(before);
}
