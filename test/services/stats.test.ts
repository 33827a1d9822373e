import mongoose from "mongoose";
import { expect, test } from "vitest";
import { monthAt } from "../../src/domain/figures.ts";
import type { Report } from "../../src/domain/report.ts";
import { newId } from "../../src/kit/ids.ts";
import { beginWithFirstLists } from "../../src/services/lists.ts";
import { orderPapers, stats, statsOf, tellMonth } from "../../src/services/stats.ts";
import * as reports from "../../src/store/reports.ts";
import { aPerson, NOW, withDatabase } from "../support/registrar.ts";
import { aReport } from "../support/reportDeeds.ts";
import { aStalledWork } from "../support/stalledReports.ts";

withDatabase();

const TEHRAN = "Asia/Tehran";
const tehran = (day: string, time: string) => new Date(`${day}T${time}:00+03:30`);

async function inserted(
	createdAt: Date,
	happened: [Report["steps"][number]["event"], Date][],
	changed: Partial<Report> = {},
) {
	const steps = [["received", createdAt] as const, ...happened].map(([event, at]) => ({ event, at, byId: "somebody" }));
	await reports.insert({
		...aReport("زباله‌های کوچهٔ ۱۲ جمع نشده است.", newId(), createdAt, { steps, ...changed }),
		createdAt,
		changedAt: steps.at(-1)?.at ?? createdAt,
	});
}

test("the figures of a Jalali month: new, answered, median days, done but not fixed, half-finished", async () => {
	await beginWithFirstLists();
	const [one, other] = [newId(), newId()];
	// آبان ۱۴۰۵: ۱ آبان تا ۱ آذر.
	const closed = { state: "closed", outcome: "done" } as const;
	const [a, b] = [{ neighbourhoodId: one }, { neighbourhoodId: other }];
	await inserted(tehran("2026-10-24", "10:00"), [["closed", tehran("2026-10-26", "11:00")]], { ...a, ...closed });
	await inserted(tehran("2026-10-24", "10:00"), [["closed", tehran("2026-10-30", "11:00")]], { ...a, ...closed });
	await inserted(tehran("2026-10-22", "23:59"), [["closed", tehran("2026-10-23", "00:00")]], { ...b, ...closed });
	await inserted(
		tehran("2026-10-24", "10:00"),
		[
			["closed", tehran("2026-11-01", "10:00")],
			["reopened", tehran("2026-11-02", "10:00")],
		],
		{ ...b, state: "underReview" },
	);
	await inserted(tehran("2026-11-22", "00:00"), [], b);
	await inserted(tehran("2026-11-21", "23:59"), [], b);
	await aStalledWork({ neighbourhoodId: one });
	const month = monthAt(tehran("2026-11-24", "10:00"), 1, TEHRAN);
	expect(month).toMatchObject({
		year: 1405,
		month: 8,
		from: tehran("2026-10-23", "00:00"),
		to: tehran("2026-11-22", "00:00"),
	});
	const { figures } = await statsOf(month);
	expect(figures.whole).toEqual({ fresh: 4, answered: 4, medianDays: 4, notFixed: 1, stalled: 1 });
	expect(figures.neighbourhoods.find(({ id }) => id === one)).toEqual({
		...{ id: one, fresh: 2, answered: 2, medianDays: 4, notFixed: 0, stalled: 1 },
	});
	expect(figures.neighbourhoods.find(({ id }) => id === other)).toMatchObject({ fresh: 2, answered: 2, notFixed: 1 });
	const plan = await mongoose.connection
		.collection("reports")
		.find({ changedAt: { $gte: month.from } })
		.sort({ changedAt: 1 })
		.explain();
	expect(JSON.stringify(plan)).not.toContain('"COLLSCAN"');
});

test("only the secretariat sees figures or has them drawn", async () => {
	const somebody = await aPerson();
	const reza = await aPerson({ roles: ["coordinator"] });
	expect(await stats(somebody, NOW, TEHRAN)).toMatchObject({ reason: "notAllowed" });
	expect(await orderPapers(somebody, NOW)).toMatchObject({ reason: "notAllowed" });
	expect((await stats(reza, NOW, TEHRAN)).ok).toBe(true);
});

test("a month is reported on the first day of the next one from eight on, once; months that were missed are one", async () => {
	const jobs = () => mongoose.connection.collection("backgroundJobs").countDocuments({ kind: "figures.papers" });
	const before = await jobs();
	for (let day = 0; day < 31; day++) {
		for (const hours of [0, 3, 12])
			await tellMonth(new Date(tehran("2026-11-23", "06:00").getTime() + day * 86_400_000 + hours * 3_600_000), TEHRAN);
	}
	expect(await jobs()).toBe(before + 1);
	const found = await mongoose.connection.collection("backgroundJobs").findOne({ _id: "figures:140509" as never });
	expect(found?.dueAt).toEqual(tehran("2026-12-22", "09:00"));
	await tellMonth(tehran("2027-03-25", "12:00"), TEHRAN);
	expect(await jobs()).toBe(before + 2);
});
