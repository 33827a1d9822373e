import mongoose from "mongoose";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "../../src/domain/person.ts";
import type { ReportAnswers } from "../../src/domain/reportAnswers.ts";
import { wholeScope } from "../../src/domain/reportFinding.ts";
import { newId } from "../../src/kit/ids.ts";
import { beginWithFirstLists } from "../../src/services/lists.ts";
import * as neighbourhoods from "../../src/services/neighbourhoods.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import { actorOf } from "../../src/services/people.ts";
import { setReportsADay, trust } from "../../src/services/reports/limit.ts";
import { list } from "../../src/services/reports/list.ts";
import { make } from "../../src/services/reports/make.ts";
import { nearby } from "../../src/services/reports/nearby.ts";
import { see } from "../../src/services/reports/see.ts";
import { support } from "../../src/services/reports/support.ts";
import * as store from "../../src/store/reports.ts";
import { learn } from "../../src/store/reportWords.ts";
import { createTexts } from "../../src/texts/index.ts";
import { counted } from "../../src/views/home.ts";
import { anApplication, aPerson, NOW, withDatabase } from "../support/registrar.ts";
import { aReport } from "../support/reportDeeds.ts";

withDatabase();

let place = "";
let registered = 3000;

beforeAll(async () => {
	await beginWithFirstLists();
	await neighbourhoods.beginWithFirstList();
	place = (await neighbourhoods.find("هادی", 0)).list[0]?.id ?? "";
});

async function aDirector(): Promise<Actor> {
	const reza = await aPerson({ roles: ["coordinator"] });
	const person = await aPerson();
	const { id } = await anApplication(person, { registrationNumber: String(++registered), nationalId: undefined });
	await organizations.approve(reza, { organizationId: id, round: 1 }, NOW);
	return (await actorOf("telegram", person.person.userId)) as Actor;
}

function answers(changed: Partial<ReportAnswers> = {}): ReportAnswers {
	return {
		...{ kind: "problem", dimension: "environmental", category: "waste", neighbourhood: place, since: "days" },
		...{ problem: { words: "زباله‌های کوچه از شنبه جمع نشده است." }, affected: 20, urgency: "normal" },
		...changed,
	} as ReportAnswers;
}

const draft = () => ({ requestId: newId() });

test("people of an approved organization and the secretariat report; the same draft twice is one report", async () => {
	const director = await aDirector();
	expect(await make(await aPerson(), answers(), NOW, draft())).toMatchObject({ ok: false, reason: "notMember" });
	const one = draft();
	const [first, second] = await Promise.all([make(director, answers(), NOW, one), make(director, answers(), NOW, one)]);
	if (!first.ok || !second.ok) throw new Error("refused");
	expect(second.value.id).toBe(first.value.id);
	expect((await make(await aPerson({ roles: ["coordinator"] }), answers(), NOW, draft())).ok).toBe(true);
	const barred = { ...director, person: { ...director.person, barred: { at: NOW, byId: "x", reason: "" } } };
	expect(await make(barred, answers(), NOW, draft())).toMatchObject({ ok: false, reason: "notAllowed" });
});

test("a sensitive report has a rounded place, and is offered and shown to nobody else", async () => {
	const [director, other] = [await aDirector(), await aDirector()];
	const at = { latitude: 36.28912345, longitude: 49.97812345 };
	const made = await make(director, answers({ dimension: "social", category: "addiction", place: at }), NOW, draft());
	if (!made.ok) throw new Error(made.reason);
	expect(made.value.place).toEqual({ latitude: 36.289, longitude: 49.978 });
	expect(await nearby(other, { category: "addiction", neighbourhood: place, place: at }, NOW)).toEqual([]);
	expect((await see(other, made.value.id, NOW)).ok).toBe(false);
	expect((await support(other, made.value.id, NOW)).ok).toBe(false);
	expect((await see(await aPerson({ roles: ["coordinator"] }), made.value.id, NOW)).ok).toBe(true);
});

test("the limit counts two drafts sent at once one after the other, and a trusted organization has none", async () => {
	const admin = await aPerson({ roles: ["admin"] });
	const reza = await aPerson({ roles: ["coordinator"] });
	const director = await aDirector();
	expect((await setReportsADay(reza, 2, NOW)).ok).toBe(false);
	expect((await setReportsADay(admin, 2, NOW)).ok).toBe(true);
	const results = await Promise.all([1, 2, 3, 4].map(() => make(director, answers(), NOW, draft())));
	expect(results.filter(({ ok }) => ok)).toHaveLength(2);
	const organizationId = director.memberships[0]?.organizationId ?? "";
	expect((await trust(director, organizationId, true, NOW)).ok).toBe(false);
	expect((await trust(reza, organizationId, true, NOW)).ok).toBe(true);
	expect((await make(director, answers(), NOW, draft())).ok).toBe(true);
	await setReportsADay(admin, 1000, NOW);
});

test("two supports at once are both counted, twice by one person is one; one's own and closed ones are refused", async () => {
	const [director, one, two] = [await aDirector(), await aDirector(), await aDirector()];
	const made = await make(director, answers(), NOW, draft());
	if (!made.ok) throw new Error(made.reason);
	const { id } = made.value;
	await Promise.all([support(one, id, NOW), support(two, id, NOW), support(one, id, NOW)]);
	const report = await store.byId(id);
	expect(report).toMatchObject({ supporters: 2 });
	expect(report?.followers.toSorted()).toEqual([director, one, two].map(({ person }) => person.id).toSorted());
	expect(await support(director, id, NOW)).toMatchObject({ reason: "yourOwn" });
	await store.change(id, report?.revision ?? 0, { state: "closed", outcome: "done" });
	expect(await support(await aDirector(), id, NOW)).toMatchObject({ reason: "closedMeanwhile" });
});

test("default lists and what is nearby examine no more than three times what they return", {
	timeout: 120_000,
}, async () => {
	const reza = await aPerson({ roles: ["coordinator"] });
	const member = await aDirector();
	await aProvince(6_000);
	const database = mongoose.connection.getClient().db(mongoose.connection.name);
	const examined = async (look: () => Promise<unknown>) => {
		await database.command({ profile: 0 });
		await database.collection("system.profile").drop();
		await database.command({ profile: 2 });
		await look();
		await database.command({ profile: 0 });
		const found = await database
			.collection("system.profile")
			.find({ ns: /\.reports$/, op: "query" })
			.toArray();
		expect(found.length).toBeGreaterThan(0);
		for (const one of found) {
			expect(one.planSummary).toContain("IXSCAN");
			expect(one.docsExamined).toBeLessThanOrEqual(Math.max(3 * one.nreturned, 3));
		}
	};
	const page = (filter: object) => () => list(reza, { ...wholeScope("all"), ...filter }, {}, NOW);
	await examined(page({}));
	for (const states of ["received", "closed", "all"]) await examined(page({ states }));
	await examined(page({ kind: "need" }));
	await examined(page({ kind: "need", dimension: "social", neighbourhoodId: "n3" }));
	await examined(page({ neighbourhoodId: "n3" }));
	await examined(page({ words: "واژه1" }));
	await examined(() => list(member, wholeScope("mine"), {}, NOW));
	await examined(() => list(member, wholeScope("organization"), {}, NOW));
	const at = { latitude: 36.27, longitude: 50.0 };
	await examined(() => nearby(reza, { category: "waste", neighbourhood: "n3", place: at }, NOW));
	const found = await nearby(reza, { category: "waste", neighbourhood: "n3", place: at }, NOW);
	expect(found).toHaveLength(3);
	const metres = found.map((one) => one.metres ?? 0);
	expect(metres).toEqual(metres.toSorted((a, b) => a - b));
	expect(Math.max(...metres)).toBeLessThanOrEqual(150);
	await database.collection("system.profile").drop();
});

test("a word is counted to a thousand, a word beside something else to a hundred", async () => {
	const reza = await aPerson({ roles: ["coordinator"] });
	await aProvince(1_500);
	const t = createTexts({ timeZone: "Asia/Tehran", defaultLanguage: "fa" }).in("fa");
	const shown = async (filter: object) => {
		const found = await list(reza, { ...wholeScope("all"), words: "گزارش", ...filter }, {}, NOW);
		if (!found.ok) throw new Error(found.reason);
		const { count, countedTo } = found.value;
		return `${count} ${t("reports.list.title.all", { number: counted(count, t, countedTo) })}`;
	};
	expect(await shown({})).toMatch(/^1001 .*بیش از ۱۰۰۰/);
	expect(await shown({ kind: "need" })).toMatch(/^101 .*بیش از ۱۰۰\D/);
});

/** Reports of every kind, scattered over the town. */
async function aProvince(count: number): Promise<void> {
	const kinds = ["problem", "need", "stalledWork"] as const;
	const states = ["received", "underReview", "referred", "inProgress", "closed"] as const;
	const [dimensions, categories] = [
		["environmental", "social"],
		["waste", "schooling"],
	];
	const rows = Array.from({ length: count }, (_, number) => {
		const kind = kinds[number % 3] ?? "problem";
		const report = aReport(`گزارش واژه${number % 50} از محله`, `reporter${number % 40}`, NOW, {
			...{ kind: kind === "stalledWork" ? "problem" : kind, state: states[number % 5] ?? "received" },
			...{ dimension: dimensions[number % 2] ?? "", category: categories[number % 2] ?? "" },
			neighbourhoodId: `n${number % 12}`,
			place: {
				latitude: 36.25 + (((number * 7919) % 1000) / 1000) * 0.04,
				longitude: 49.98 + (((number * 104_729) % 1009) / 1009) * 0.04,
			},
		});
		const { id, ...rest } = report;
		return { _id: id, ...rest, ...store.findable(report) };
	});
	await store.Reports.collection.insertMany(rows as never[]);
	await learn([...new Set(rows.flatMap(({ searchWords }) => searchWords))]);
}
