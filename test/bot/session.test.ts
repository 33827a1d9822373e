import { afterAll, beforeAll, expect, test } from "vitest";
import { closeSession, openSession } from "../../src/bot/session.ts";
import { closeStore, connectStore, prepareStore } from "../../src/store/connection.ts";
import { aDatabaseUri } from "../support/mongod.ts";

const NOW = new Date("2026-11-24T06:30:00Z");
const here = { instance: "a", epoch: 2 };
const elsewhere = { instance: "b", epoch: 1 };
let chats = 0;
const aChat = () => `telegram:${++chats}`;

beforeAll(async () => {
	await connectStore(aDatabaseUri());
	await prepareStore();
});
afterAll(closeStore);

async function opened(id: string, owner = here) {
	const open = await openSession(id, owner, 60_000);
	if (!open) throw new Error("somebody else holds the session");
	return open;
}

test("what a handler changes is there when the chat is opened again", async () => {
	const chat = aChat();
	const first = await opened(chat);
	first.session.drafts["report:"] = {
		form: "report",
		subject: "",
		answers: { what: "زباله" },
		requestId: "r1",
		startedAt: NOW,
		touchedAt: NOW,
	};
	first.session.home = 7;
	expect(await closeSession(first, 1, NOW)).toBe(true);

	const second = await opened(chat);
	expect(second.session).toMatchObject({
		home: 7,
		drafts: { "report:": { answers: { what: "زباله" }, startedAt: NOW } },
	});
	const draft = second.session.drafts["report:"];
	if (draft) {
		draft.answers.where = "مینودر";
		delete draft.answers.what;
	}
	delete second.session.home;
	await closeSession(second, 2, NOW);

	const third = await opened(chat);
	expect(third.session.drafts["report:"]?.answers).toEqual({ where: "مینودر" });
	expect(third.session.home).toBeUndefined();
	expect(third.hasHandled(1)).toBe(true);
	expect(third.hasHandled(2)).toBe(true);
	expect(third.hasHandled(3)).toBe(false);
});

test("while one process holds a chat no other opens it", async () => {
	const chat = aChat();
	const open = await opened(chat);
	expect(await openSession(chat, elsewhere, 60_000)).toBeUndefined();
	await closeSession(open, 1, NOW);
	expect(await openSession(chat, elsewhere, 60_000)).toBeDefined();
});

test("a lease that is over can be taken, and the late handler stores nothing", async () => {
	const chat = aChat();
	const late = await openSession(chat, here, 1);
	if (!late) throw new Error("not opened");
	late.session.home = 1;
	let next: Awaited<ReturnType<typeof openSession>>;
	while (!next) next = await openSession(chat, elsewhere, 60_000);
	expect(await closeSession(late, 1, NOW)).toBe(false);
	expect(next.session.home).toBeUndefined();
});

test("the same process opening a chat again ends its earlier turn", async () => {
	const chat = aChat();
	const hanging = await opened(chat);
	const next = await opened(chat);
	expect(await closeSession(hanging, 1, NOW)).toBe(false);
	expect(await closeSession(next, 1, NOW)).toBe(true);
});

test("a restarted process takes its own chats back at once, an earlier life takes nothing", async () => {
	const chat = aChat();
	await opened(chat);
	expect(await openSession(chat, { instance: "a", epoch: 1 }, 60_000)).toBeUndefined();
	expect(await openSession(chat, { instance: "a", epoch: 3 }, 60_000)).toBeDefined();
});

test("nothing stays of a chat whose person said no", async () => {
	const chat = aChat();
	const open = await opened(chat);
	open.session.language = "en";
	await closeSession(open, 1, NOW);
	const saysNo = await opened(chat);
	saysNo.session.forgotten = true;
	expect(await closeSession(saysNo, 2, NOW)).toBe(true);
	expect((await opened(chat)).before.language).toBeUndefined();
});
