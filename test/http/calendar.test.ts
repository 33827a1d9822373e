import { Hono } from "hono";
import { expect, test } from "vitest";
import type { Meeting } from "../../src/domain/meeting.ts";
import type { Actor } from "../../src/domain/person.ts";
import { CALENDAR_PATH, createCalendar } from "../../src/http/calendar.ts";
import { newId } from "../../src/kit/ids.ts";
import { meetingFile } from "../../src/papers/calendarFile.ts";
import * as meetings from "../../src/services/meetings/index.ts";
import * as people from "../../src/services/people.ts";
import * as committees from "../../src/store/committees.ts";
import * as store from "../../src/store/meetings.ts";
import * as seats from "../../src/store/seats.ts";
import { createTexts } from "../../src/texts/index.ts";
import { aPerson, NOW, withDatabase } from "../support/registrar.ts";

withDatabase();

const texts = createTexts({ timeZone: "Asia/Tehran", defaultLanguage: "fa" });
const app = new Hono().get(CALENDAR_PATH, createCalendar({ texts, clock: { now: () => NOW } }));

test("a private calendar shows a meeting under one id, moved and cancelled by its number, until its address is revoked", async () => {
	const committeeId = newId();
	const words = { fa: "کمیتهٔ آزمون", en: "Trial" };
	await committees.add({ id: committeeId, dimension: "social", name: words, mandate: words, createdAt: NOW });
	const { person } = await aPerson();
	const holder = { kind: "organization" as const, id: newId() };
	await seats.add({ id: newId(), committeeId, holder, personId: person.id, office: "chair", votes: true, since: NOW });
	const chair = (await people.actorOf("telegram", person.userId)) as Actor;
	const draft = (startsAt: string) => ({
		...{ whom: committeeId, title: "پسماند", startsAt, length: "hour", how: "inPerson", address: "دفتر تسهیل‌گری" },
		series: { repeat: "once" as const, dates: [startsAt] },
	});
	const made = await meetings.publish(chair, draft("2026-12-20T10:00:00Z"), NOW, { requestId: newId() });
	if (!made.ok) throw new Error(made.reason);
	const { id: meetingId, icsUid } = made.value;
	const token = await meetings.makeFeed(chair, NOW);
	const read = async (path = `/calendar/${token}.ics`) => {
		const answer = await app.request(path);
		return { status: answer.status, text: await answer.text() };
	};

	const first = await read();
	expect(first.status).toBe(200);
	expect(first.text).toContain(`UID:${icsUid}`);
	expect(first.text).toContain("SEQUENCE:0");
	expect(first.text).toContain("DTSTART:20261220T100000Z");
	await meetings.change(chair, { meetingId, answers: draft("2026-12-21T11:00:00Z") }, NOW);
	const moved = await read();
	expect(moved.text).toContain(`UID:${icsUid}`);
	expect(moved.text).toContain("SEQUENCE:1");
	expect(moved.text).toContain("DTSTART:20261221T110000Z");
	await meetings.cancel(chair, { meetingId, reason: "تعطیلات" }, NOW);
	expect((await read()).text).toContain("STATUS:CANCELLED");
	const file = meetingFile((await store.byId(meetingId)) as Meeting, NOW, texts.in("fa"));
	expect(file).toContain("METHOD:CANCEL");
	expect(file).toContain("SEQUENCE:2");

	expect((await read("/calendar/AAAAAAAAAAAAAAAAAAAAAA.ics")).status).toBe(404);
	const next = await meetings.makeFeed(chair, NOW);
	expect((await read()).status).toBe(404);
	expect((await read(`/calendar/${next}.ics`)).status).toBe(200);
	await meetings.revokeFeed(chair);
	expect((await read(`/calendar/${next}.ics`)).status).toBe(404);
});
