import mongoose from "mongoose";
import { afterAll, beforeAll, expect, test } from "vitest";
import { createSessions, type OpenSession, type Sessions } from "../../src/bot/sessions.ts";
import { createLog } from "../../src/kit/log.ts";
import { createMetrics } from "../../src/kit/metrics.ts";
import { closeStore, connectStore, prepareStore } from "../../src/store/connection.ts";
import { deadProcesses, nextEpoch } from "../../src/store/leases.ts";
import type { Owner } from "../../src/store/sessions.ts";
import { aDatabaseUri } from "../support/mongod.ts";

beforeAll(async () => {
	// With metrics the driver tells of its commands.
	await connectStore(aDatabaseUri(), createMetrics());
	await prepareStore();
});
afterAll(closeStore);

const NOW = new Date("2026-11-24T06:30:00Z");
let chats = 0;
const aChat = () => `telegram:${++chats}`;
const kept = (id: string) =>
	mongoose.connection.collection<{ _id: string; drafts?: unknown; lease?: unknown }>("sessions").findOne({ _id: id });

/** A life of a process, counted in the database. */
async function aProcess(instance: string, { keeps = true, leaseMs = 60_000 } = {}): Promise<Sessions> {
	const owner = { instance, epoch: await nextEpoch(instance) };
	return ofOwner(owner, { keeps, leaseMs });
}

function ofOwner(owner: Owner, { keeps = true, leaseMs = 60_000 } = {}): Sessions {
	return createSessions({ owner, log: createLog({ level: "silent" }), leaseMs, keeps: () => keeps });
}

async function opened(sessions: Sessions, id: string): Promise<OpenSession> {
	const open = await sessions.openSession(id);
	if (!open) throw new Error("somebody else holds the session");
	return open;
}

for (const [how, keeps] of [
	["kept in memory", true],
	["given back each time", false],
] as const) {
	test(`what a handler changes is there when the chat is opened again: ${how}`, async () => {
		const sessions = await aProcess(`process-${keeps}`, { keeps });
		const chat = aChat();
		const first = await opened(sessions, chat);
		first.session.drafts["report:"] = {
			form: "report",
			subject: "",
			answers: { what: "زباله" },
			requestId: "r1",
			startedAt: NOW,
			touchedAt: NOW,
		};
		first.session.home = 7;
		expect(await sessions.closeSession(first, 1, NOW)).toBe(true);

		const second = await opened(sessions, chat);
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
		await sessions.closeSession(second, 2, NOW);

		const third = await opened(sessions, chat);
		expect(third.session.drafts["report:"]?.answers).toEqual({ where: "مینودر" });
		expect(third.session.home).toBeUndefined();
		expect(third.hasHandled(1)).toBe(true);
		expect(third.hasHandled(2)).toBe(true);
		expect(third.hasHandled(3)).toBe(false);
		expect(await kept(chat)).toMatchObject({
			handled: [1, 2],
			drafts: { "report:": { answers: { where: "مینودر" } } },
		});
	});
}

test("a draft about something whose name has a dot in it is kept, changed and gone again", async () => {
	const sessions = await aProcess("dotted", { keeps: false });
	const chat = aChat();
	const key = "delegate:m1.o1";
	const times = { startedAt: NOW, touchedAt: NOW };
	const handles = async (updateId: number, act: (open: OpenSession) => void) => {
		const open = await opened(sessions, chat);
		act(open);
		await sessions.closeSession(open, updateId, NOW);
	};
	await handles(1, ({ session }) => {
		session.drafts[key] = { form: "delegate", subject: "m1.o1", answers: {}, requestId: "r", ...times };
	});
	await handles(2, ({ session }) => Object.assign(session.drafts[key]?.answers ?? {}, { name: "مریم" }));
	expect((await kept(chat))?.drafts).toMatchObject({ [key]: { subject: "m1.o1", answers: { name: "مریم" } } });
	await handles(3, ({ session }) => {
		delete session.drafts[key];
	});
	expect((await kept(chat))?.drafts).toEqual({});
});

test("what a handler that failed did to the session is as if it had not been", async () => {
	const sessions = await aProcess("failing");
	const chat = aChat();
	const failed = await opened(sessions, chat);
	failed.session.home = 1;
	sessions.dropSession(failed);
	expect((await opened(sessions, chat)).session.home).toBeUndefined();
});

test("many chats touched at once are opened and closed together", async () => {
	const sessions = await aProcess("many");
	const ids = Array.from({ length: 200 }, aChat);
	const commands: string[] = [];
	const count = ({ commandName }: { commandName: string }) => commands.push(commandName);
	await opened(sessions, aChat());
	const client = mongoose.connection.getClient();
	client.on("commandSucceeded", count);
	const open = await Promise.all(ids.map((id) => opened(sessions, id)));
	for (const [index, one] of open.entries()) one.session.home = index;
	await Promise.all(open.map((one, index) => sessions.closeSession(one, index, NOW)));
	client.off("commandSucceeded", count);
	expect(await kept(ids[199] ?? "")).toMatchObject({ home: 199, handled: [199] });
	expect(commands.toSorted()).toEqual(["find", "update", "update"]);
});

test("while one process keeps a chat no other opens it; given back, another may", async () => {
	const [here, elsewhere] = [await aProcess("here"), await aProcess("elsewhere")];
	const chat = aChat();
	await here.closeSession(await opened(here, chat), 1, NOW);
	expect(await elsewhere.openSession(chat)).toBeUndefined();
	await here.giveBack();
	expect(await elsewhere.openSession(chat)).toBeDefined();
});

test("a chat of a process that does not renew its life is taken over, and its late handler stores nothing", async () => {
	const [late, elsewhere] = [await aProcess("late", { leaseMs: 1 }), await aProcess("taking")];
	const chat = aChat();
	const open = await opened(late, chat);
	open.session.home = 1;
	let next: OpenSession | undefined;
	while (!next) next = await elsewhere.openSession(chat);
	expect(await late.closeSession(open, 1, NOW)).toBe(false);
	expect(next.session.home).toBeUndefined();
	next.session.home = 2;
	expect(await elsewhere.closeSession(next, 2, NOW)).toBe(true);
});

test("of many closings only those whose lease has changed hands are refused", async () => {
	const [late, elsewhere] = [await aProcess("lateToo", { leaseMs: 1 }), await aProcess("takingToo")];
	const [taken, ours] = [aChat(), aChat()];
	const open = [await opened(late, taken), await opened(late, ours)];
	while (!(await elsewhere.openSession(taken)));
	expect(await Promise.all(open.map((one) => late.closeSession(one, 5, NOW)))).toEqual([false, true]);
});

test("who comes back after their life was over reads what others wrote meanwhile", async () => {
	const [late, elsewhere] = [await aProcess("sleeper", { leaseMs: 1 }), await aProcess("awake")];
	const chat = aChat();
	await late.closeSession(await opened(late, chat), 1, NOW);
	let taken: OpenSession | undefined;
	while (!taken) taken = await elsewhere.openSession(chat);
	taken.session.home = 5;
	await elsewhere.closeSession(taken, 2, NOW);
	await elsewhere.giveBack();
	expect((await opened(late, chat)).session.home).toBe(5);
});

test("who lives again after their life was over gives back what they held before", async () => {
	const late = await aProcess("livesAgain", { leaseMs: 60 });
	const chat = aChat();
	await late.closeSession(await opened(late, chat), 1, NOW);
	while (!(await deadProcesses()).some(({ instance }) => instance === "livesAgain"));
	await opened(late, aChat());
	await late.giveBack();
	expect((await kept(chat))?.lease).toBeNull();
});

test("once updates come to another process all chats go back, even where handing over failed", async () => {
	const owner = { instance: "ledOnce", epoch: await nextEpoch("ledOnce") };
	let leads = true;
	const sessions = createSessions({ owner, log: createLog({ level: "silent" }), leaseMs: 300, keeps: () => leads });
	await sessions.start();
	const chat = aChat();
	await sessions.closeSession(await opened(sessions, chat), 1, NOW);
	expect((await kept(chat))?.lease).toMatchObject(owner);
	leads = false;
	while ((await kept(chat))?.lease !== null);
	expect(sessions.count()).toBe(0);
	await sessions.stop();
});

test("the same process opening a chat again ends its earlier turn", async () => {
	const sessions = await aProcess("watchdog");
	const chat = aChat();
	const hanging = await opened(sessions, chat);
	const next = await opened(sessions, chat);
	expect(await sessions.closeSession(hanging, 1, NOW)).toBe(false);
	expect(await sessions.closeSession(next, 1, NOW)).toBe(true);
});

test("a restarted process takes its own chats back at once, an earlier life takes nothing", async () => {
	const chat = aChat();
	const before = { instance: "restarted", epoch: await nextEpoch("restarted") };
	const first = ofOwner(before);
	await opened(first, chat);
	const second = await aProcess("restarted");
	await opened(second, chat);
	expect(await ofOwner(before).openSession(chat)).toBeUndefined();
});

test("nothing stays of a chat whose person said no", async () => {
	const sessions = await aProcess("no");
	const chat = aChat();
	const open = await opened(sessions, chat);
	open.session.language = "en";
	await sessions.closeSession(open, 1, NOW);
	const saysNo = await opened(sessions, chat);
	saysNo.session.forgotten = true;
	expect(await sessions.closeSession(saysNo, 2, NOW)).toBe(true);
	expect(await kept(chat)).toBeNull();
	expect((await opened(sessions, chat)).session.language).toBeUndefined();
});
