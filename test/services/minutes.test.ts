import { expect, test } from "vitest";
import type { SeatOffice } from "../../src/domain/committee.ts";
import type { Actor } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as minutes from "../../src/services/minutes/index.ts";
import * as people from "../../src/services/people.ts";
import * as attendances from "../../src/store/attendances.ts";
import * as committees from "../../src/store/committees.ts";
import * as deliveries from "../../src/store/deliveries.ts";
import * as store from "../../src/store/minutes.ts";
import * as seats from "../../src/store/seats.ts";
import { aPerson, NOW, withDatabase } from "../support/registrar.ts";

withDatabase();

const TEHRAN = "Asia/Tehran";
const HOUR_MS = 3_600_000;

/** Minutes that are awaited of a meeting to which one organization came, with those who sit in its committee. */
async function someMinutes() {
	const committeeId = newId();
	const words = { fa: "کمیتهٔ آزمون", en: "Trial" };
	await committees.add({ id: committeeId, dimension: "social", name: words, mandate: words, createdAt: NOW });
	const sits = async (office: SeatOffice, holder = { kind: "organization" as const, id: newId() }): Promise<Actor> => {
		const { person } = await aPerson();
		await seats.add({ id: newId(), committeeId, holder, personId: person.id, office, votes: true, since: NOW });
		return (await people.actorOf("telegram", person.userId)) as Actor;
	};
	const came = { kind: "organization" as const, id: newId() };
	const [chair, secretary, member] = [await sits("chair"), await sits("secretary"), await sits("member", came)];
	const id = newId();
	await store.expect({
		...{ id, committeeId, invited: { kind: "committee", committeeId }, title: "پسماند", heldAt: NOW, state: "awaited" },
		...{ points: [], versions: [], objections: [], revision: 0 },
	});
	await attendances.put({ meetingId: id, holder: came, how: "ticked", byId: chair.person.id, at: NOW });
	const add = (actor: Actor, what: string, requestId = newId()) =>
		minutes.addPoint(actor, { meetingId: id, kind: "decision", words: `تصمیم ${what}` }, NOW, { requestId });
	return { id, chair, secretary, member, add };
}

const written = async (id: string) => (await store.byId(id))?.points.map(({ words }) => words) ?? [];

test("chair and secretary write at the same time: nothing is lost, the same draft sent twice is one point", async () => {
	const { id, chair, secretary, member, add } = await someMinutes();
	const twice = newId();
	const results = await Promise.all([
		add(chair, "یکم"),
		add(secretary, "دوم"),
		add(secretary, "سوم", twice),
		add(secretary, "سوم", twice),
	]);
	expect(results.every(({ ok }) => ok)).toBe(true);
	expect((await written(id)).sort()).toEqual(["تصمیم دوم", "تصمیم سوم", "تصمیم یکم"]);
	expect(await add(member, "چهارم")).toMatchObject({ reason: "notAllowed" });
});

test("points are put in another order; a place that is none changes nothing, the same move twice is one", async () => {
	const { id, chair, secretary, member, add } = await someMinutes();
	for (const what of ["یکم", "دوم", "سوم"]) await add(chair, what);
	const ids = (await store.byId(id))?.points.map((point) => point.id) ?? [];
	const move = (actor: Actor, index: number, to: number) =>
		minutes.movePoint(actor, { meetingId: id, pointId: ids[index] ?? "", to });
	expect(await move(member, 2, 0)).toMatchObject({ reason: "notAllowed" });
	for (const to of [-1, 3, 0.5, Number.NaN]) expect(await move(chair, 2, to)).toMatchObject({ ok: false });
	const both = await Promise.all([move(chair, 2, 0), move(secretary, 2, 0)]);
	expect(both.some(({ ok }) => ok)).toBe(true);
	expect(await move(chair, 2, 0)).toMatchObject({ ok: true });
	expect(await written(id)).toEqual(["تصمیم سوم", "تصمیم یکم", "تصمیم دوم"]);
	expect(await move(chair, 0, 2)).toMatchObject({ ok: true });
	expect(await written(id)).toEqual(["تصمیم سوم", "تصمیم دوم", "تصمیم یکم"]);
});

test("what is written while the minutes are locked is refused or in the locked version, never in between", async () => {
	const { id, chair, secretary, member, add } = await someMinutes();
	await add(chair, "یکم");
	const [one, other] = await Promise.all([minutes.send(chair, id, NOW), minutes.send(secretary, id, NOW)]);
	expect([one.ok, other.ok].filter(Boolean)).toHaveLength(1);
	expect((await store.byId(id))?.versions).toHaveLength(1);
	const over = new Date(NOW.getTime() + 72 * HOUR_MS);
	const objecting = { meetingId: id, words: "این تصمیم گرفته نشد." };
	await Promise.all([
		minutes.pass(over, TEHRAN),
		minutes.pass(over, TEHRAN),
		add(chair, "دوم"),
		minutes.object(member, objecting, new Date(over.getTime() - 1), { requestId: newId() }),
	]);
	await minutes.pass(over, TEHRAN);
	const after = await store.byId(id);
	expect(after?.state).toBe("locked");
	expect(await written(id)).toEqual(["تصمیم یکم"]);
	for (const refused of [
		await add(chair, "سوم"),
		await minutes.movePoint(chair, { meetingId: id, pointId: after?.points[0]?.id ?? "", to: 0 }),
		await minutes.dropPoint(chair, { meetingId: id, pointId: after?.points[0]?.id ?? "" }),
		await minutes.send(chair, id, over),
	]) {
		expect(refused).toMatchObject({ reason: "locked" });
	}
	expect(await minutes.object(member, objecting, over, { requestId: newId() })).toMatchObject({ reason: "tooLate" });
	expect((await deliveries.byKey(`minutes.locked:${id}`))?.state).toBe("pending");
});
