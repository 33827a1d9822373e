/** The coordinators' brief on the mornings of working days: what waits for the secretariat, each with the list it stands in. */
import { addDays, dayOf, isoDate, momentOf, type PlainDate } from "../domain/dates.ts";
import type { Actor, Person } from "../domain/person.ts";
import { isWorkingDay, nextWorkingDay } from "../domain/workingDays.ts";
import * as settings from "../store/settings.ts";
import { transaction } from "../store/transaction.ts";
import { countUncertain, owe } from "./deliveries.ts";
import { countStopped } from "./drafts.ts";
import { type DeskState, deskOf } from "./home.ts";
import { withoutMinutes } from "./minutes/index.ts";
import { officeWeek } from "./officeWeek.ts";
import { type OfficeMorning, officeMorning } from "./reports/mornings.ts";

const AT = { hour: 7, minute: 30 };
/** The day of the last brief, as a number: 20261124. */
const MARK = "briefs.last";
const DAY_MS = 86_400_000;

/** Owes this morning's brief, once; after mornings that were missed only this one. */
export async function tellBrief(now: Date, timeZone: string): Promise<void> {
	const day = dayOf(now, timeZone);
	const last = (await settings.numberOf(MARK)) ?? 0;
	if (last >= numberOf(day) || now < momentOf(day, AT, timeZone) || !isWorkingDay(day, await officeWeek())) return;
	await transaction(async () => {
		// A bot that begins its life during the day begins with the next morning.
		if (last > 0) {
			await owe([
				{
					key: `brief:${isoDate(day)}`,
					kind: "brief.morning",
					refs: {},
					to: { audience: { rule: "role", role: "coordinator" } },
					dueAt: now,
					notAfter: momentOf(addDays(day, 1), AT, timeZone),
				},
			]);
		}
		await settings.setNumber(MARK, { number: numberOf(day), byId: "system", at: now });
	});
}

export async function nextBrief(now: Date, timeZone: string): Promise<Date | undefined> {
	const week = await officeWeek();
	const day = dayOf(now, timeZone);
	const isToday = isWorkingDay(day, week) && now < momentOf(day, AT, timeZone);
	return momentOf(isToday ? day : nextWorkingDay(day, week), AT, timeZone);
}

function numberOf({ year, month, day }: PlainDate): number {
	return year * 10_000 + month * 100 + day;
}

export interface Brief {
	person: Person;
	desk: DeskState;
	overdue: OfficeMorning;
	/** Deliveries of the last day that failed or are uncertain; counting stops at 1001. */
	failed: number;
	/** Meetings over for three days and more that have no minutes. */
	withoutMinutes: number;
	/** Applications left in the middle days ago; counting stops at 1001. */
	stopped: number;
	now: Date;
}

/** What waits for the secretariat as things stand; nothing when nothing does, or for somebody who is not of it. */
export async function briefOf(actor: Actor, now: Date): Promise<Brief | undefined> {
	const desk = await deskOf(actor, now);
	if (!desk.ok) return undefined;
	const [overdue, failed, { count: awaited }, stopped] = await Promise.all([
		officeMorning(now),
		countUncertain(new Date(now.getTime() - DAY_MS)),
		withoutMinutes(now),
		countStopped(now),
	]);
	const { organizations, threads, changes, joinRequests, reports } = desk.value;
	const waits = organizations + threads + changes + joinRequests + (reports?.unrouted ?? 0) + (reports?.proposed ?? 0);
	if (waits + overdue.number + failed + awaited + stopped === 0) return undefined;
	return { person: actor.person, desk: desk.value, overdue, failed, withoutMinutes: awaited, stopped, now };
}
