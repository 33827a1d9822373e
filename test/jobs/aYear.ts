/** A year of the small province, from due moment to due moment, and what must have come of it by the ledger and in the chats. */
import mongoose from "mongoose";
import { expect } from "vitest";
import { addDays, compareDates, isoDate, momentOf, type PlainDate, weekdayOf } from "../../src/domain/dates.ts";
import { isWorkingDay } from "../../src/domain/workingDays.ts";
import { setDigest } from "../../src/services/digests.ts";
import { officeWeek } from "../../src/services/officeWeek.ts";
import type { DeliveryDocument } from "../../src/store/deliveries.ts";
import { actorOf } from "../scenes/neighbours.ts";
import type { Player } from "../support/player.ts";
import { ACTION_DUE, aProvince, FIRST_DAY, LICENSE_ENDS } from "./aProvince.ts";

const day = (iso: string): PlainDate => {
	const { year, month, day: date } = Temporal.PlainDate.from(iso);
	return { year, month, day: date };
};

const LAST_DAY = day("2027-11-24");
/** Days on which nobody is there to send, from noon to noon. */
const [ASLEEP, AWAKE] = [day("2027-03-13"), day("2027-03-15")];
const NOON = { hour: 12, minute: 0 };
/** Zahra has a digest each evening while the clocks change, and all year when one asks for it; else hers is weekly. */
const EVENINGS: [from: PlainDate, to: PlainDate][] =
	process.env.YEAR === "1"
		? [[FIRST_DAY, LAST_DAY]]
		: [
				[day("2027-02-20"), day("2027-04-25")],
				[day("2027-10-15"), LAST_DAY],
			];
const MINUTE_MS = 60_000;

type Row = Pick<DeliveryDocument, "_id" | "kind" | "state" | "wide" | "parent" | "recipient" | "dueAt" | "endedAt">;

/** Every day after the first, with the last. */
function days(fits: (one: PlainDate) => boolean, from = addDays(FIRST_DAY, 1), to = LAST_DAY): PlainDate[] {
	const found: PlainDate[] = [];
	for (let one = from; compareDates(one, to) <= 0; one = addDays(one, 1)) if (fits(one)) found.push(one);
	return found;
}

export async function livesThroughAYear(timeZone: string): Promise<void> {
	const { town, reza, zahra, omid, nora, sara, mahdi, monthly, weekly } = await aProvince(timeZone);
	// What is looked at below must not be dropped by the database, whose own clock may be ahead.
	await mongoose.connection.collection("deliveries").dropIndex("expiresAt_1");
	const at = (one: PlainDate, time = NOON) => momentOf(one, time, timeZone).getTime();
	const until = (one: PlainDate) => town.later({ minutes: (at(one) - town.clock.now().getTime()) / MINUTE_MS });
	const ofZahra = async (every: "daily" | "weekly") =>
		await setDigest(await actorOf(zahra), every === "daily" ? { every, hour: 18 } : { every, weekday: 6, hour: 9 });

	let asleep = false;
	for (const [from, to] of EVENINGS) {
		if (compareDates(from, FIRST_DAY) > 0) await until(from);
		await ofZahra("daily");
		if (!asleep) {
			asleep = true;
			await until(ASLEEP);
			await town.sleeps({ days: 2 });
			expect(town.clock.now().getTime()).toBe(at(AWAKE));
		}
		await until(to);
		await ofZahra("weekly");
	}

	const rows = (await mongoose.connection.collection("deliveries").find({}).toArray()) as unknown as Row[];
	const local = (moment: Date | undefined) =>
		Temporal.Instant.fromEpochMilliseconds(moment?.getTime() ?? 0).toZonedDateTimeISO(timeZone);
	const clock = (moment: Date | undefined) => local(moment).toPlainTime().toString({ smallestUnit: "minute" });
	const wide = (prefix: string) => rows.filter((row) => row.wide && row._id.startsWith(prefix));
	const keys = (prefix: string) =>
		wide(prefix)
			.map(({ _id }) => _id.slice(prefix.length))
			.sort();
	const idOf = async (player: Player) => (await actorOf(player)).person.id;
	const sentTo = (personId: string, kind: string) =>
		rows.filter((row) => row.kind === kind && row.recipient === `p:${personId}` && row.state === "sent");
	const isMissed = (one: PlainDate, time: { hour: number; minute: number }) =>
		at(one, time) > at(ASLEEP) && at(one, time) <= at(AWAKE);
	/** Of the times that passed asleep only the last one is told of. */
	const told = (list: PlainDate[], time: { hour: number; minute: number }) => {
		const missed = list.filter((one) => isMissed(one, time));
		return list.filter((one) => !missed.slice(0, -1).includes(one));
	};

	// Digests: each at its time, once; for two days asleep one.
	const isDaily = (one: PlainDate, hour: number) =>
		EVENINGS.some(([from, to]) => at(one, { hour, minute: 0 }) > at(from) && at(one, { hour, minute: 0 }) < at(to));
	const evenings = told(
		days((one) => isDaily(one, 18), FIRST_DAY),
		{ hour: 18, minute: 0 },
	);
	const saturdays = days((one) => weekdayOf(one) === 6);
	expect(keys("digest:d:18:")).toEqual(evenings.map(isoDate));
	expect(keys("digest:w:6:9:")).toEqual(saturdays.map(isoDate));
	expect(keys("digest:w:3:20:")).toEqual(
		days((one) => weekdayOf(one) === 3)
			.filter((one) => compareDates(one, LAST_DAY) < 0)
			.map(isoDate),
	);
	expect(evenings).not.toContainEqual(ASLEEP);
	for (const [prefix, hour] of [
		["digest:d:18:", "18:00"],
		["digest:w:6:9:", "09:00"],
		["digest:w:3:20:", "20:00"],
	] as const) {
		const hours = wide(prefix).map((row) => clock(row.dueAt));
		expect(hours.filter((one) => one !== hour)).toEqual(prefix === "digest:d:18:" ? ["12:00"] : []);
	}
	// Every one arrived, and nothing twice.
	const digests = (player: Player) => player.screen.filter(({ text }) => text.includes("خلاصهٔ کارهای شما"));
	expect(digests(omid)).toHaveLength(saturdays.length);
	expect(digests(zahra)).toHaveLength(evenings.length + saturdays.filter((one) => !isDaily(one, 9)).length);
	// Where there is nothing to say, nothing is said.
	expect(nora.screen.filter(({ text }) => text.includes("digest"))).toEqual([]);

	// The mornings of working days.
	const week = await officeWeek();
	const working = days(
		(one) => isWorkingDay(one, week) && !(compareDates(one, ASLEEP) > 0 && compareDates(one, AWAKE) < 0),
	);
	const halfPast = (list: Row[]) => list.map((row) => clock(row.dueAt)).filter((one) => one !== "07:30");
	expect(keys("brief:")).toEqual(working.map(isoDate));
	expect(halfPast(wide("brief:"))).toEqual(["12:00"]);
	const briefs = reza.screen.filter(({ text }) => text.startsWith("صبح بخیر"));
	expect(briefs).toHaveLength(sentTo(await idOf(reza), "brief.morning").length);
	expect(briefs.length).toBeGreaterThanOrEqual(working.length - 3);
	const mornings = sentTo(await idOf(mahdi), "referral.morning");
	const first = local(mornings.map(({ dueAt }) => dueAt).sort((a, b) => a.getTime() - b.getTime())[0]).toPlainDate();
	expect(first.toString() >= "2026-11-29" && first.toString() <= "2026-12-06").toBe(true);
	expect(mornings.map(({ dueAt }) => local(dueAt).toPlainDate().toString()).sort()).toEqual(
		working.map(isoDate).filter((one) => one >= first.toString()),
	);
	expect(halfPast(mornings)).toEqual(["12:00"]);

	// Meetings: on the clock of the place the same hour all year; each reminder once, to both who are invited.
	expect(monthly.map((moment) => clock(moment))).toEqual(monthly.map(() => "16:00"));
	expect(weekly.map((moment) => clock(moment))).toEqual(weekly.map(() => "10:30"));
	for (const moment of monthly) {
		const one = local(moment).withCalendar("persian");
		expect([one.dayOfWeek, one.day <= 7]).toEqual([2, true]);
	}
	const reminders = rows.filter((row) => row.kind === "meeting.reminder" && !row.wide);
	const past = [...monthly, ...weekly].filter((moment) => moment.getTime() < at(LAST_DAY));
	// The first was called five hours before it began.
	expect(reminders).toHaveLength((past.length * 3 - 2) * 2);
	expect(new Set(reminders.map(({ state }) => state))).toEqual(new Set(["sent"]));
	for (const player of [zahra, omid]) {
		const said = player.screen.filter(({ text }) => text.startsWith("یادآوری: "));
		expect(said.filter(({ text }) => text.includes("۱۰:۳۰"))).toHaveLength(weekly.length * 3);
		expect(said.filter(({ text }) => text.includes("۱۶:۰۰"))).toHaveLength((past.length - weekly.length) * 3 - 2);
	}
	expect(sentTo(await idOf(zahra), "minutes.nudge")).toHaveLength(
		past.flatMap((moment) => [3, 7].filter((days) => moment.getTime() + days * 86_400_000 + 3_600_000 <= at(LAST_DAY)))
			.length,
	);

	// What comes once or a few times a year.
	const license = (player: Player) => player.screen.filter(({ text }) => text.includes("رو به پایان است"));
	expect(license(zahra)).toHaveLength(3);
	expect(license(omid)).toEqual([]);
	const licensed = rows.filter((row) => row.kind === "organization.licenseEnds" && row.state === "sent");
	expect(licensed.map(({ dueAt }) => local(dueAt).toString().slice(0, 16)).sort()).toEqual(
		[-60, -30, -7].map((ahead) => `${isoDate(addDays(day(LICENSE_ENDS), ahead))}T07:30`),
	);
	for (const player of [zahra, omid]) {
		expect(player.screen.filter(({ text }) => text.includes("آیا همه‌چیز همچنان درست است"))).toHaveLength(2);
	}
	const dues = [-3, 0, ...Array.from({ length: 60 }, (_, index) => 7 * (index + 1))]
		.map((after) => addDays(day(ACTION_DUE), after))
		.filter((one) => at(one, { hour: 9, minute: 0 }) <= at(LAST_DAY));
	const owed = rows.filter((row) => row.kind === "action.reminder" && !row.wide && row.state === "sent");
	expect(owed.map(({ dueAt }) => local(dueAt).toString().slice(0, 16)).sort()).toEqual(
		dues.flatMap((one) => Array(2).fill(`${isoDate(one)}T09:00`)),
	);
	const firsts = days((one) => Temporal.PlainDate.from(isoDate(one)).withCalendar("persian").day === 1);
	const figures = rows.filter((row) => row.kind === "figures.bars" && !row.wide);
	const toReza = sentTo(await idOf(reza), "figures.bars");
	expect(toReza.map(({ dueAt }) => local(dueAt).toString().slice(0, 16)).sort()).toEqual(
		firsts.map((one) => `${isoDate(one)}T08:00`),
	);
	expect(figures).toHaveLength(firsts.length * 2);
	expect(sara.screen.filter(({ text }) => text.includes("ناتمام مانده است. پاسخ‌هایتان"))).toHaveLength(1);

	// On time, outside the quiet hours, and never twice to anybody.
	const copies = rows.filter((row) => !row.wide && row.state === "sent");
	const late = copies.filter(({ dueAt, endedAt }) => {
		const waited = (endedAt?.getTime() ?? 0) - dueAt.getTime();
		return waited > MINUTE_MS && !(dueAt.getTime() > at(ASLEEP) && endedAt?.getTime() === at(AWAKE));
	});
	expect(late.map(({ _id }) => _id)).toEqual([]);
	expect(copies.filter(({ endedAt }) => local(endedAt).hour < 7 || local(endedAt).hour >= 22)).toEqual([]);
	expect(rows.filter(({ state }) => !["sent", "skipped", "pending"].includes(state))).toEqual([]);
	expect(rows.filter(({ state, dueAt }) => state === "pending" && dueAt <= town.clock.now())).toEqual([]);
	expect(town.botApi.violations).toEqual([]);
}
