/** P16: forgotten is forgotten. A canary lives through everything, asks to be deleted, and is looked for in every collection. */
import mongoose, { mongo } from "mongoose";
import { expect, test } from "vitest";
import { newId } from "../../src/kit/ids.ts";
import { actorOf } from "../../src/services/people.ts";
import * as acknowledgements from "../../src/store/acknowledgements.ts";
import * as assessmentScores from "../../src/store/assessmentScores.ts";
import * as attendances from "../../src/store/attendances.ts";
import * as calendarFeeds from "../../src/store/calendarFeeds.ts";
import { closeStore, connectStore } from "../../src/store/connection.ts";
import * as contactRequests from "../../src/store/contactRequests.ts";
import * as liaisons from "../../src/store/liaisons.ts";
import { COLLECTIONS_ABOUT_PEOPLE } from "../../src/store/mydata.ts";
import * as reports from "../../src/store/reports.ts";
import * as rsvps from "../../src/store/rsvps.ts";
import * as seatRequests from "../../src/store/seatRequests.ts";
import * as seats from "../../src/store/seats.ts";
import * as supports from "../../src/store/supports.ts";
import { registers } from "../scenes/registering.ts";
import type { Player } from "../support/player.ts";
import { aReport } from "../support/reportDeeds.ts";
import { aTown, type Town } from "../support/town.ts";

const NAME = "قناری زردپر";
const PHONE = "09198887766";
const WORDS = "آواز-قناری-۷۷۳۱";

const PDF = new TextEncoder().encode("%PDF-1.4 canary");

/** The canary's traces in one document: what they wrote, their names and numbers. */
function traces(userId: number): RegExp {
	return new RegExp(`${NAME}|9198887766|919\\D*888\\D*7766|${WORDS}|(?<!\\d)${userId}(?!\\d)`, "u");
}

async function everyDocument(town: Town): Promise<{ collection: string; id: string; text: string }[]> {
	await connectStore(town.config.mongodbUri as string);
	try {
		const db = mongoose.connection.db as mongo.Db;
		const names = (await db.listCollections({}, { nameOnly: true }).toArray()).map(({ name }) => name);
		const all = await Promise.all(
			names.map(async (collection) =>
				(await db.collection(collection).find().toArray()).map((document) => ({
					collection,
					id: String(document._id),
					text: mongo.BSON.EJSON.stringify(document),
				})),
			),
		);
		return all.flat();
	} finally {
		await closeStore();
	}
}

/** Registers under the canary's name, is asked, answers, writes, begins another form and leaves it in the middle. */
async function livesAFullLife(canary: Player, coordinator: Player): Promise<void> {
	await canary.sends("/settings");
	await canary.presses("تغییر نام و عنوان");
	await canary.sends(NAME);
	await canary.presses("خانم");
	await registers(canary, `انجمن ${WORDS}`);
	await coordinator.presses("پرسش از متقاضی");
	await coordinator.pressesAll("عکس پروانه", "تأیید");
	await coordinator.sends("نام مدیرعامل را دقیق بنویسید.");
	await coordinator.presses("ارسال");
	await canary.sends(`سلام، ${WORDS}`);
	await canary.presses("ارسال به دبیرخانه");
	await coordinator.presses("به عهده می‌گیرم");
	await coordinator.presses("نوشتن پاسخ");
	await coordinator.sends("پاسخ دبیرخانه");
	await canary.sends(`باز هم ${WORDS}`);
	await canary.sends("/register");
	await canary.sends(`بنیاد ${WORDS} دوم`);
	await canary.sends("/start");
	await canary.sends(`ناتمام ${WORDS}`);
}

test("a canary that asks to be deleted is in no collection any more", { timeout: 60_000 }, async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const canary = await town.person(NAME);
	await livesAFullLife(canary, reza);
	const found = traces(canary.client.id);
	const before = (await everyDocument(town)).filter(({ text }) => found.test(text));
	expect(new Set(before.map(({ collection }) => collection))).toEqual(
		new Set(["people", "organizations", "threads", "sessions", "deliveries"]),
	);
	await canary.sends("/settings");
	await canary.presses("پاک کردن اطلاعات من");
	await canary.presses("بله، پاک شود");
	const after = (await everyDocument(town)).filter(({ text }) => found.test(text));
	expect(after).toEqual([]);
	// The cards in the coordinator's chat are gone too.
	const shown = reza.screen.map(({ text }) => text).join("\n");
	expect(shown).not.toContain(WORDS);
	expect(shown).toContain("به درخواست خود شخص پاک شد");
	expect(town.botApi.violations).toEqual([]);
});

test("of a director an approved organization stays, without name and number, and the secretariat is told", {
	timeout: 60_000,
}, async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const canary = await town.person(NAME);
	await canary.sends("/register");
	await canary.answers("انجمن پرندگان", "۱۸۴۳", "10380284790", "۱۳۹۴");
	await canary.presses("حفاظت محیط زیست");
	await canary.sends("۱۴۰۶/۱۲/۱۵");
	await canary.pressesAll("محیط زیست", "آموزش", "تأیید", "از این گام می‌گذرم");
	await canary.answers("۲۵", "۴۰", "نگهداری از پرندگان باغستان سنتی", NAME);
	await canary.presses("خانم");
	await canary.sends(PHONE);
	await canary.presses("از این گام می‌گذرم");
	await canary.presses("ارسال به دبیرخانه");
	await reza.presses("تأیید");
	// A change that waits, a document with their words in its name, and an export that names them.
	await canary.sends("/organization");
	await canary.presses("نمایهٔ سازمان");
	await canary.pressesAll("ویرایش اطلاعات", "نام");
	await canary.sends(`انجمن ${WORDS}`);
	await canary.presses("ارسال برای تأیید");
	await canary.sends("/organization");
	await canary.pressesAll("نمایهٔ سازمان", "اسناد", "ارسال اساسنامه");
	await canary.does((client) => client.sendsDocument(PDF, `${WORDS}.pdf`, "application/pdf"));
	await canary.presses("ارسال سند");
	await town.later({ minutes: 1 });
	const admin = await town.admin();
	await admin.sends("/export");
	await admin.presses("سازمان‌ها");
	await town.later({ minutes: 1 });
	const collections = new Set((await everyDocument(town)).map(({ collection }) => collection));
	for (const name of ["profileChanges", "documents", "files.chunks", "papers"]) expect(collections).toContain(name);
	await canary.sends("/settings");
	await canary.presses("پاک کردن اطلاعات من");
	expect(canary.sees).toContain("انجمن پرندگان");
	expect(canary.sees).toContain("بدون مدیرعامل می‌ماند");
	expect(canary.sees).toContain("سپردن مدیریت");
	await canary.presses("بله، پاک شود");
	const after = (await everyDocument(town)).filter(({ text }) => traces(canary.client.id).test(text));
	expect(after).toEqual([]);
	const left = (await everyDocument(town)).map(({ collection }) => collection);
	for (const name of ["documents", "files.files", "files.chunks", "papers"]) expect(left).not.toContain(name);
	expect(reza.sees).toContain("اکنون مدیرعامل ندارد");
	await reza.presses("مشاهدهٔ سازمان");
	expect(reza.sees).toContain("انجمن پرندگان");
	expect(reza.sees).not.toContain(NAME);
});

/** Where the canary would still be known by their id: the audit log keeps ids, and a report's steps say in which order. */
const KNOWN_BY_ID = /^(audit|reports|backgroundJobs)$/;

test("reports, supports, seats, liaison offices, answers, what was read and scored: nobody is found in them any more", {
	timeout: 60_000,
}, async () => {
	const town = await aTown();
	const now = town.clock.now();
	const canary = await town.person(NAME);
	await canary.sends("/settings");
	await canary.presses("تغییر نام و عنوان");
	await canary.sends(NAME);
	await canary.presses("خانم");
	const me = (await actorOf("telegram", canary.client.id))?.person.id as string;
	const omid = await town.person("امید");
	const he = (await actorOf("telegram", omid.client.id))?.person.id as string;
	const own = aReport("سطل‌های کوچه پر است.", me, now, { behalf: { name: NAME, phone: PHONE } });
	const others = aReport("چراغ کوچه خاموش است.", he, now, { followers: [he, me], supporters: 1 });
	for (const report of [own, others]) await reports.insert(report);
	await supports.insert({
		...{ id: newId(), reportId: others.id, personId: me, words: WORDS, photos: [], at: now, requestId: newId() },
	});
	const holder = { kind: "organization" as const, id: newId() };
	const seat = { committeeId: "social", holder, office: "member" as const, votes: true, since: now };
	await seats.add({ ...seat, id: newId(), personId: me });
	await seats.add({ ...seat, id: newId(), committeeId: "physical", personId: he, alternateId: me });
	await seatRequests.add({
		...{ id: newId(), committeeId: "economic", organizationId: holder.id, askedById: me, personId: me, why: WORDS },
		...{ state: "waiting", askedAt: now, requestId: newId() },
	});
	await liaisons.add({ id: newId(), personId: me, agencyId: newId(), since: now });
	const about = { organizationId: holder.id, byId: me, about: WORDS, state: "waiting" as const, askedAt: now };
	await contactRequests.add({ id: newId(), ...about });
	const meetingId = newId();
	await rsvps.put({ meetingId, holder, answer: "delegate", personId: me, delegateName: NAME, at: now });
	await attendances.put({ meetingId, holder, byId: me, how: "code", at: now });
	await attendances.countGuess(meetingId, me, now);
	await calendarFeeds.put(me, newId(), now);
	await acknowledgements.put(newId(), me, now);
	const sheet = { assessmentId: newId(), neighbourhoodId: newId(), organizationId: holder.id };
	await assessmentScores.put(sheet, "waste", 5, { byId: me, at: now });

	const lived = (await everyDocument(town)).filter(({ text, id }) => text.includes(me) || id.includes(me));
	const places = new Set(lived.map(({ collection }) => collection));
	for (const name of PLACES) expect(places, `the canary never was in ${name}`).toContain(name);
	await canary.sends("/settings");
	await canary.presses("پاک کردن اطلاعات من");
	await canary.presses("بله، پاک شود");

	const left = await everyDocument(town);
	expect(left.filter(({ text }) => traces(canary.client.id).test(text))).toEqual([]);
	const known = left.filter(({ text, id }) => text.includes(me) || id.includes(me));
	expect(known.filter(({ collection }) => !KNOWN_BY_ID.test(collection))).toEqual([]);
	const report = await reports.byId(own.id);
	expect(report).toMatchObject({ what: own.what, reporterId: "" });
	expect(report?.followers).not.toContain(me);
	expect((await rsvps.of(meetingId, [holder]))[0]).toMatchObject({ answer: "delegate", personId: "" });
	expect((await assessmentScores.byKey(sheet))?.scores).toEqual({ waste: 5 });
	expect(town.botApi.violations).toEqual([]);
});

const PLACES = [
	...["reports", "reportSupports", "seats", "seatRequests", "liaisons", "contactRequests", "rsvps", "attendances"],
	...["attendanceGuesses", "calendarFeeds", "acknowledgements", "assessmentScores"],
];

test("the file of what is stored holds everything in which the person is found", { timeout: 60_000 }, async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const canary = await town.person(NAME);
	await livesAFullLife(canary, reza);
	const found = traces(canary.client.id);
	const documents = await everyDocument(town);
	const me = documents.find(({ collection, text }) => collection === "people" && found.test(text));
	const mine = documents.filter(({ text }) => found.test(text) || text.includes(me?.id ?? "?"));
	// Nothing is left out but the machinery's own: what waits to be handled, and others' copies that name an id.
	const elsewhere = mine.filter(
		({ collection }) => !COLLECTIONS_ABOUT_PEOPLE.includes(collection) && collection !== "inbox",
	);
	expect(elsewhere).toEqual([]);
	await canary.sends("/mydata");
	await canary.presses("فرستادن پرونده");
	const page = await theFile(town, canary);
	expect(page).toContain('dir="rtl"');
	for (const text of [NAME, "0912", WORDS, "پاسخ دبیرخانه", String(canary.client.id)]) {
		expect(page.replaceAll(/[⁨⁩]/g, "").replaceAll("+98912", "0912"), text).toContain(text);
	}
	for (const { collection, id } of mine) {
		if (collection === "inbox") continue;
		const isOthers = collection === "deliveries" && !id.includes(me?.id ?? "?");
		if (!isOthers) expect(page, `${collection} ${id}`).toContain(id);
	}
	expect(town.botApi.violations).toEqual([]);
});

/** The bytes of the last document the person was sent. */
async function theFile(town: Town, player: Player): Promise<string> {
	const { document } = player.screen.findLast((message) => message.document !== undefined) ?? {};
	const { url, token } = town.botApi;
	const asked = await fetch(`${url}/bot${token}/getFile?file_id=${document?.file_id}`);
	const { result } = (await asked.json()) as { result: { file_path: string } };
	return await (await fetch(`${url}/file/bot${token}/${result.file_path}`)).text();
}
