import { expect, test } from "vitest";
import { attendanceCode, type Meeting, reminderAt } from "../../src/domain/meeting.ts";
import type { Actor } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as meetings from "../../src/services/meetings/index.ts";
import * as people from "../../src/services/people.ts";
import * as committees from "../../src/store/committees.ts";
import * as deliveries from "../../src/store/deliveries.ts";
import * as store from "../../src/store/meetings.ts";
import * as rsvps from "../../src/store/rsvps.ts";
import * as seats from "../../src/store/seats.ts";
import { aPerson, NOW, withDatabase } from "../support/registrar.ts";

withDatabase();

const words = { fa: "کمیتهٔ آزمون", en: "Trial" };

/** A committee with a chair and a member, and a stranger to it. */
async function aCommittee() {
	const id = newId();
	await committees.add({ id, dimension: "social", name: words, mandate: words, createdAt: NOW });
	const seat = async (office: "chair" | "member"): Promise<Actor> => {
		const { person } = await aPerson();
		const holder = { kind: "organization" as const, id: newId() };
		await seats.add({ id: newId(), committeeId: id, holder, personId: person.id, office, votes: true, since: NOW });
		return (await people.actorOf("telegram", person.userId)) as Actor;
	};
	return { id, chair: await seat("chair"), member: await seat("member"), stranger: await aPerson() };
}

const draft = (whom: string, startsAt: string) => ({
	whom,
	title: "پسماند هادی‌آباد",
	startsAt,
	length: "hour",
	how: "inPerson",
	address: "دفتر تسهیل‌گری",
	series: { repeat: "once" as const, dates: [startsAt] },
});

async function aMeeting(startsAt = "2026-12-20T10:00:00Z") {
	const committee = await aCommittee();
	const result = await meetings.publish(committee.chair, draft(committee.id, startsAt), NOW, { requestId: newId() });
	if (!result.ok) throw new Error(result.reason);
	return { ...committee, meeting: result.value };
}

test("who runs a meeting, answers for it and sees it: chair, member, stranger, coordinator", async () => {
	const { id, chair, member, stranger, meeting } = await aMeeting();
	const coordinator = await aPerson({ roles: ["coordinator"] });
	const holder = (member.seats[0] as Actor["seats"][number]).holder;
	const attempts = (actor: Actor): Record<string, Promise<{ ok: boolean }>> => ({
		publish: meetings.publish(actor, draft(id, "2026-12-21T10:00:00Z"), NOW, { requestId: newId() }),
		publishToAll: meetings.publish(actor, draft("directors", "2026-12-21T10:00:00Z"), NOW, { requestId: newId() }),
		see: meetings.card(actor, meeting.id, NOW),
		manage: meetings.manage(actor, meeting.id, NOW),
		answer: meetings.answer(actor, { meetingId: meeting.id, holder, answer: "self" }, NOW),
		propose: meetings.propose(actor, { meetingId: meeting.id, title: "روشنایی" }, NOW, { requestId: newId() }),
		missing: meetings.manage(actor, newId(), NOW),
	});
	const allowed = async (actor: Actor) => {
		const found: string[] = [];
		for (const [name, result] of Object.entries(attempts(actor))) if ((await result).ok) found.push(name);
		return found.sort().join(" ");
	};
	expect(await allowed(chair)).toBe("manage propose publish see");
	expect(await allowed(member)).toBe("answer propose see");
	expect(await allowed(stranger)).toBe("");
	expect(await allowed(coordinator)).toBe("manage publish publishToAll see");
});

test("a draft sent twice at once publishes one meeting; two answers at once leave one", async () => {
	const { id, chair, member } = await aCommittee();
	const requestId = newId();
	const answers = draft(id, "2026-12-20T10:00:00Z");
	const both = await Promise.all([1, 2].map(() => meetings.publish(chair, answers, NOW, { requestId })));
	const ids = both.map((result) => (result.ok ? result.value.id : result.reason));
	expect(new Set(ids).size).toBe(1);
	const meetingId = ids[0] ?? "";
	const holder = (member.seats[0] as Actor["seats"][number]).holder;
	await Promise.all(
		(["self", "declined", "undecided"] as const).map((answer) =>
			meetings.answer(member, { meetingId, holder, answer }, NOW),
		),
	);
	expect(await rsvps.page(meetingId, undefined, 9)).toHaveLength(1);
});

test("a meeting moved while it is being moved is moved once; its old reminders die with it", async () => {
	const { chair, meeting } = await aMeeting();
	const moved = await Promise.all(
		["2026-12-22T10:00:00Z", "2026-12-23T10:00:00Z"].map((startsAt) =>
			meetings.change(chair, { meetingId: meeting.id, answers: draft("", startsAt) }, NOW),
		),
	);
	expect(moved.filter(({ ok }) => ok)).toHaveLength(1);
	const after = (await store.byId(meeting.id)) as Meeting;
	expect(after.revision).toBe(1);
	for (const lead of meeting.reminders) {
		expect((await deliveries.byKey(`meeting.reminder:${meeting.id}:0:${lead}`))?.state).toBe("cancelled");
		const fresh = await deliveries.byKey(`meeting.reminder:${meeting.id}:${after.plan}:${lead}`);
		expect(fresh).toMatchObject({ state: "pending", dueAt: reminderAt(after, lead) });
	}
});

test("the code changes every two minutes, the one before it still holds, guessing ends", async () => {
	const { member, meeting } = await aMeeting();
	const during = new Date("2026-12-20T10:10:30Z");
	const later = new Date(during.getTime() + 120_000);
	const muchLater = new Date(during.getTime() + 240_000);
	const code = attendanceCode(meeting.secret, during);
	const attempt = (typed: string, now: Date) => meetings.attend(member, { meetingId: meeting.id, code: typed }, now);
	expect(await attempt(code, NOW)).toMatchObject({ reason: "notNow" });
	expect(await attempt(code, muchLater)).toMatchObject({ reason: "wrongCode" });
	expect(await attempt(code, later)).toMatchObject({ ok: true });
	for (let guess = 0; guess < 10; guess++) await attempt("x", during);
	expect(await attempt(code, during)).toMatchObject({ reason: "tooManyGuesses" });
});
