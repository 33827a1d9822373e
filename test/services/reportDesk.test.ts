import mongoose from "mongoose";
import { expect, test } from "vitest";
import type { Action } from "../../src/domain/permissions.ts";
import { allowed } from "../../src/domain/permissions.ts";
import type { Actor } from "../../src/domain/person.ts";
import type { Report } from "../../src/domain/report.ts";
import { newId } from "../../src/kit/ids.ts";
import type { Result } from "../../src/kit/result.ts";
import { beginWithFirstLists } from "../../src/services/lists.ts";
import { actorOf } from "../../src/services/people.ts";
import { ask } from "../../src/services/reports/ask.ts";
import { claim } from "../../src/services/reports/claim.ts";
import { close, confirm, propose } from "../../src/services/reports/close.ts";
import { setDeadline } from "../../src/services/reports/deadline.ts";
import { countsFor, list } from "../../src/services/reports/desk.ts";
import { merge } from "../../src/services/reports/merge.ts";
import { tellMorning } from "../../src/services/reports/mornings.ts";
import { note, reveal } from "../../src/services/reports/note.ts";
import { accept, decline, progress, refer } from "../../src/services/reports/refer.ts";
import { judge, reopen } from "../../src/services/reports/reopen.ts";
import * as agencyStore from "../../src/store/agencies.ts";
import * as liaisons from "../../src/store/liaisons.ts";
import * as deskStore from "../../src/store/reportDesk.ts";
import * as reports from "../../src/store/reports.ts";
import { aPerson, NOW, withDatabase } from "../support/registrar.ts";
import { aReport } from "../support/reportDeeds.ts";

withDatabase();

const begun = () => ({ requestId: newId(), seen: 1 });
const WORDS = "دلیلی که همه می‌خوانند.";

async function anAgency(): Promise<{ agencyId: string; liaison: Actor }> {
	const agencyId = newId();
	const name = { fa: `دستگاه ${agencyId}`, en: `Agency ${agencyId}` };
	await agencyStore.add({ id: agencyId, name, dimensions: [], neighbourhoodIds: [], createdAt: NOW });
	const { person } = await aPerson();
	await liaisons.add({ id: newId(), personId: person.id, agencyId, since: NOW });
	return { agencyId, liaison: (await actorOf("telegram", person.userId)) as Actor };
}

async function inserted(reporterId: string, changed: Partial<Report> = {}): Promise<Report> {
	const report = aReport("زباله‌های کوچهٔ ۱۲ جمع نشده است.", reporterId, NOW, changed);
	await reports.insert(report);
	return report;
}

type Attempt = (actor: Actor, reportId: string) => Promise<Result<unknown, string>>;

const ATTEMPTS: Partial<Record<Action, Record<string, Attempt>>> = {
	"report.handle": {
		claim: (actor, id) => claim(actor, id, NOW),
		note: (actor, reportId) => note(actor, { reportId, words: WORDS }, NOW, begun()),
		setDeadline: (actor, reportId) =>
			setDeadline(actor, { reportId, dueOn: "2026-12-20", reason: WORDS }, NOW, begun()),
		close: (actor, reportId) => close(actor, { reportId, outcome: "refused", reason: WORDS, photos: [] }, NOW, begun()),
	},
	"report.reveal": { reveal: (actor, reportId) => reveal(actor, { reportId, reason: WORDS }, NOW, begun()) },
	"referral.answer": {
		accept: (actor, id) => accept(actor, id, NOW),
		decline: (actor, reportId) => decline(actor, { reportId, reason: WORDS }, NOW, begun()),
		progress: (actor, reportId) => progress(actor, { reportId, words: WORDS, photos: [] }, NOW, begun()),
		propose: (actor, reportId) => propose(actor, { reportId, words: WORDS, photos: ["photo"] }, NOW, begun()),
	},
};

test("what one may not do with a report changes nothing, and what one may do is done", async () => {
	for (const [action, attempts] of Object.entries(ATTEMPTS) as [Action, Record<string, Attempt>][]) {
		for (const [name, attempt] of Object.entries(attempts)) {
			for (const who of ["person", "follower", "liaison", "otherLiaison", "coordinator"] as const) {
				const { agencyId, liaison } = await anAgency();
				const actor =
					who === "liaison"
						? liaison
						: who === "otherLiaison"
							? (await anAgency()).liaison
							: await aPerson({ roles: who === "coordinator" ? ["coordinator"] : [] });
				const report = await inserted(who === "follower" ? actor.person.id : newId(), {
					state: "referred",
					referral: { agencyId, at: NOW },
					dueOn: "2026-12-01",
				});
				const relation = who === "liaison" ? "led" : who === "follower" ? "own" : "others";
				const expected = allowed(action, who === "coordinator" ? "coordinator" : "person", relation);
				const result = await attempt(actor, report.id);
				expect(result.ok, `${name} by a ${who}`).toBe(expected);
				if (!expected) expect(await reports.byId(report.id)).toEqual(report);
				expect((await attempt(actor, newId())).ok, `${name} on nothing`).toBe(false);
			}
		}
	}
	const person = await aPerson();
	expect(await countsFor(person, NOW)).toBeUndefined();
	expect((await list(person, "unrouted", {}, 6, NOW)).ok).toBe(false);
});

test("only who follows it says whether it is fixed, once each, and only while it is closed as done", async () => {
	const zahra = await aPerson();
	const report = await inserted(zahra.person.id, { state: "closed", outcome: "done" });
	const yes = { reportId: report.id, answer: "yes" } as const;
	expect(await judge(await aPerson(), yes, NOW)).toMatchObject({ ok: false, reason: "notFound" });
	expect((await judge(zahra, yes, NOW)).ok).toBe(true);
	expect(await judge(zahra, yes, NOW)).toMatchObject({ ok: false, reason: "same" });
	const no = { reportId: report.id, words: "هنوز مانده است.", photos: [] };
	expect((await reopen(zahra, { reportId: report.id, photos: [] }, NOW, begun())).ok).toBe(false);
	const draft = begun();
	const [one, two] = await Promise.all([reopen(zahra, no, NOW, draft), reopen(zahra, no, NOW, draft)]);
	expect([one.ok, two.ok]).toEqual([true, true]);
	expect((await reports.byId(report.id))?.reopened).toBe(1);
	expect(await judge(zahra, yes, NOW)).toMatchObject({ ok: false, reason: "notNow" });
});

test("a photo alone says that it is not fixed", async () => {
	const zahra = await aPerson();
	const report = await inserted(zahra.person.id, { state: "closed", outcome: "done" });
	const shown = await reopen(zahra, { reportId: report.id, photos: ["photo-of-now"] }, NOW, begun());
	expect(shown).toMatchObject({ ok: true, value: { state: "underReview", reopened: 1 } });
	expect((await reports.byId(report.id))?.steps.at(-1)).toMatchObject({ event: "reopened", photos: ["photo-of-now"] });
});

test("of many coordinators who claim a report at once one has it, and a draft sent twice is one decision", async () => {
	await beginWithFirstLists();
	const staff = await Promise.all(Array.from({ length: 6 }, () => aPerson({ roles: ["coordinator"] })));
	const report = await inserted(newId());
	const results = await Promise.all(staff.map((actor) => claim(actor, report.id, NOW)));
	expect(results.filter(({ ok }) => ok)).toHaveLength(1);
	const [reza] = staff as [Actor];
	const { agencyId } = await anAgency();
	const draft = { requestId: newId(), seen: 2 };
	const input = { reportId: report.id, agencyId };
	const sent = await Promise.all([refer(reza, input, NOW, draft), refer(reza, input, NOW, draft)]);
	expect(sent.map(({ ok }) => ok)).toEqual([true, true]);
	const after = await reports.byId(report.id);
	expect(after?.steps.map(({ event }) => event)).toEqual(["received", "reviewed", "referred"]);
	// پنج روز کاری پس از سه‌شنبه ۳ آذر، با پنجشنبه.
	expect(after?.dueOn).toBe("2026-11-30");
});

test("a done without a photo needs its reason, and the agency's word is confirmed once", async () => {
	const reza = await aPerson({ roles: ["coordinator"] });
	const { agencyId, liaison } = await anAgency();
	const report = await inserted(newId(), { state: "inProgress", referral: { agencyId, at: NOW }, dueOn: "2026-12-01" });
	const done = { reportId: report.id, outcome: "done", reason: WORDS, photos: [] } as const;
	expect(await close(reza, { ...done, photos: [] }, NOW, begun())).toMatchObject({ reason: "proofMissing" });
	expect(await confirm(reza, report.id, NOW)).toMatchObject({ reason: "notNow" });
	expect((await propose(liaison, { reportId: report.id, words: WORDS, photos: ["a"] }, NOW, begun())).ok).toBe(true);
	expect(await ask(reza, { reportId: report.id, question: WORDS }, NOW, { requestId: newId(), seen: 2 })).toMatchObject(
		{
			reason: "alreadyAsked",
		},
	);
	const taps = await Promise.all([confirm(reza, report.id, NOW), confirm(reza, report.id, NOW)]);
	expect(taps.filter(({ ok }) => ok)).toHaveLength(1);
	expect(await reports.byId(report.id)).toMatchObject({ state: "closed", outcome: "done" });
});

test("merging into itself, into nothing and into what is closed is refused", async () => {
	const reza = await aPerson({ roles: ["coordinator"] });
	const [report, closed] = [await inserted(newId()), await inserted(newId(), { state: "closed", outcome: "refused" })];
	const into = (code: string) => merge(reza, { reportId: report.id, code }, NOW, begun());
	expect(await into(report.code)).toMatchObject({ reason: "itself" });
	expect(await into("R-1405-9999")).toMatchObject({ reason: "noSuchReport" });
	expect(await into(closed.code)).toMatchObject({ reason: "survivorClosed" });
});

test("a morning is told once, on working days from half past seven, and after days that were missed once", async () => {
	const { agencyId } = await anAgency();
	await inserted(newId(), { state: "referred", referral: { agencyId, at: NOW }, dueOn: "2026-11-24" });
	const tehran = (day: string, time: string) => new Date(`${day}T${time}:00+03:30`);
	expect(await tellMorning(tehran("2026-11-25", "07:29"), "Asia/Tehran")).toBe(false);
	expect(await tellMorning(tehran("2026-11-25", "07:30"), "Asia/Tehran")).toBe(true);
	expect(await tellMorning(tehran("2026-11-25", "07:31"), "Asia/Tehran")).toBe(false);
	expect(await tellMorning(tehran("2026-11-27", "09:00"), "Asia/Tehran")).toBe(false);
	expect(await tellMorning(tehran("2026-11-29", "09:00"), "Asia/Tehran")).toBe(true);
	const rows = await mongoose.connection
		.collection("deliveries")
		.find({ "refs.agencyId": agencyId, kind: "referral.morning" })
		.toArray();
	expect(rows).toHaveLength(2);
});

test("every list of the desks reads its own index and no more than it shows", async () => {
	const reza = await aPerson({ roles: ["coordinator"] });
	const { agencyId } = await anAgency();
	for (let number = 0; number < 40; number++) {
		await inserted(newId(), { claimedById: reza.person.id });
		await inserted(newId(), { state: "referred", referral: { agencyId, at: NOW }, dueOn: "2026-11-01" });
	}
	const stages = await Promise.all(
		(
			[
				[{ desk: "unrouted" }, { _id: 1 }],
				[{ heldBy: reza.person.id }, { _id: 1 }],
				[{ referredTo: agencyId, dueOrder: { $lt: "2026-11-24" } }, { dueOrder: 1 }],
				[{ dueOrder: { $lt: "2026-11-24" } }, { dueOrder: 1 }],
				[{ awaitsUntil: { $lte: NOW } }, { awaitsUntil: 1 }],
			] as const
		).map(([filter, sort]) =>
			mongoose.connection.collection("reports").find(filter).sort(sort).limit(7).explain("executionStats"),
		),
	);
	for (const { executionStats, queryPlanner } of stages) {
		expect(JSON.stringify(queryPlanner.winningPlan)).not.toContain('"COLLSCAN"');
		expect(JSON.stringify(queryPlanner.winningPlan)).not.toContain('"SORT"');
		expect(executionStats.totalDocsExamined).toBeLessThanOrEqual(7);
	}
	expect(await deskStore.countOverdue("2026-11-24")).toBeGreaterThanOrEqual(40);
});
