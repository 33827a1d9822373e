import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { createPacer } from "../../src/telegram/pacer.ts";
import { seeded } from "../support/hostileTexts.ts";

const PACE = { perSecond: 29, perChatMs: 1_000, perGroupMinute: 20 };

beforeEach(() => {
	vi.useFakeTimers({ toFake: ["setTimeout", "clearTimeout", "performance"] });
});
afterEach(() => {
	vi.useRealTimers();
});

/** Most events in any window of 1000 ms. */
function most(moments: number[]): number {
	return Math.max(...moments.map((start) => moments.filter((at) => at >= start && at < start + 1_000).length));
}

/**
 * Sends in bulk for `ms`; each arrives after what `latency` says, and its answer after what `back` says. Resolves to when
 * each reached Telegram.
 */
async function bulkFor(
	ms: number,
	latency: (n: number) => number,
	replies: number[] = [],
	back: (n: number) => number = () => 0,
) {
	const pacer = createPacer(PACE, () => performance.now());
	const arrived: number[] = [];
	const waits: number[] = [];
	let n = 0;
	const end = performance.now() + ms;
	const call = async (turn: number | Promise<number>, asked: number, wasReply: boolean) => {
		const taken = await turn;
		if (wasReply) waits.push(performance.now() - asked);
		const number = n++;
		setTimeout(() => {
			if (performance.now() < end) arrived.push(performance.now());
			const answersIn = back(number);
			if (answersIn === 0) pacer.answered(taken);
			else setTimeout(() => pacer.answered(taken), answersIn);
		}, latency(number));
	};
	const sender = async () => {
		while (performance.now() < end) {
			const asked = performance.now();
			await call(pacer.bulk(), asked, false);
		}
	};
	for (let i = 0; i < 8; i++) void sender();
	for (const at of replies) {
		setTimeout(() => void call(pacer.reply(), performance.now(), true), at);
	}
	await vi.advanceTimersByTimeAsync(ms);
	return { arrived, waits };
}

test("29 a second, evenly, whatever the latency", async () => {
	for (const latency of [0, 60, 200]) {
		const { arrived } = await bulkFor(60_000, () => latency);
		expect(arrived.length).toBeGreaterThanOrEqual(1_735 - Math.ceil((latency / 1_000) * 29));
		expect(most(arrived)).toBeLessThanOrEqual(30);
	}
});

test("a line that stalls and lets go does not bring more than 30 into a second", async () => {
	// Every fifth second the line holds everything back for up to 600 ms.
	const { arrived } = await bulkFor(30_000, (n) => 40 + (n % 145 < 17 ? 600 - (n % 145) * 34 : 0));
	expect(most(arrived)).toBeLessThanOrEqual(30);
	expect(arrived.length).toBeGreaterThan(700);
});

test("a way there and a way back that are quick at different times do not bring more than 30 into a second", async () => {
	const chance = seeded(7);
	const jitter = () => chance() ** 3 * 120;
	const { arrived } = await bulkFor(120_000, () => 60 + jitter(), [], jitter);
	expect(most(arrived)).toBeLessThanOrEqual(30);
	expect(arrived.length).toBeGreaterThan(120 * 25);
});

test("replies take the next turn of a bulk sending, and all together stay within the limit", async () => {
	// Five at the same moment, every second.
	const replies = Array.from({ length: 250 }, (_, index) => 1_000 + Math.floor(index / 5) * 1_000);
	const { arrived, waits } = await bulkFor(60_000, () => 30, replies);
	waits.sort((a, b) => a - b);
	expect(waits).toHaveLength(250);
	expect(waits[Math.floor(waits.length * 0.95)]).toBeLessThan(300);
	expect(most(arrived)).toBeLessThanOrEqual(30);
	expect(arrived.length).toBeGreaterThanOrEqual(1_730);
});

test("replies leave at once while nothing is sent in bulk", () => {
	const pacer = createPacer(PACE, () => performance.now());
	for (let i = 0; i < 500; i++) expect(typeof pacer.reply()).toBe("number");
});

test("after a 429 nothing leaves in bulk until the pause is over, and what waited goes back", async () => {
	const pacer = createPacer(PACE, () => performance.now());
	pacer.answered(await pacer.bulk());
	const waiting = Promise.all([pacer.bulk(), pacer.bulk()].map((turn) => turn.catch((error) => error)));
	pacer.flooded(3);
	expect(await waiting).toMatchObject([{ reason: "flood" }, { reason: "flood" }]);
	await expect(pacer.bulk()).rejects.toMatchObject({ class: "notSent", reason: "flood" });
	await vi.advanceTimersByTimeAsync(2_900);
	expect(pacer.pausedFor()).toBeGreaterThan(0);
	await vi.advanceTimersByTimeAsync(200);
	expect(pacer.pausedFor()).toBe(0);
	await expect(pacer.bulk()).resolves.toBeTypeOf("number");
});

test("one chat that is flooded does not keep others waiting for their reply; a bot that is flooded waits as a whole", async () => {
	const pacer = createPacer(PACE, () => performance.now());
	pacer.flooded(3, 7);
	pacer.flooded(3, 7);
	expect(await soon(pacer.reply())).toBeTypeOf("number");
	pacer.flooded(3, 8);
	const reply = pacer.reply();
	expect(await soon(reply)).toBe("waits");
	await vi.advanceTimersByTimeAsync(2_500);
	expect(await soon(reply)).toBe("waits");
	await vi.advanceTimersByTimeAsync(500);
	expect(await soon(reply)).toBeTypeOf("number");
	expect(await soon(pacer.reply())).toBeTypeOf("number");
});

async function soon(turn: number | Promise<number>): Promise<number | "waits"> {
	const late = new Promise<"waits">((resolve) => setTimeout(() => resolve("waits"), 100));
	const first = Promise.race([turn, late]);
	await vi.advanceTimersByTimeAsync(100);
	return await first;
}

test("a person gets one a second, a group twenty a minute", () => {
	const pacer = createPacer(PACE, () => performance.now());
	pacer.wrote(7);
	expect(pacer.readyIn(7)).toBeGreaterThan(900);
	expect(pacer.readyIn(8)).toBe(0);
	vi.advanceTimersByTime(1_001);
	expect(pacer.readyIn(7)).toBe(0);
	for (let i = 0; i < 20; i++) {
		pacer.wrote(-7);
		vi.advanceTimersByTime(1_001);
	}
	expect(pacer.readyIn(-7)).toBeGreaterThan(35_000);
	vi.advanceTimersByTime(40_000);
	expect(pacer.readyIn(-7)).toBe(0);
});

test("chats that were written to long ago are forgotten", () => {
	const pacer = createPacer(PACE, () => performance.now());
	for (let chat = 1; chat <= 100; chat++) pacer.wrote(chat);
	vi.advanceTimersByTime(5_000);
	pacer.wrote(1_000);
	expect(pacer.readyIn(1)).toBe(0);
	expect(pacer.readyIn(1_000)).toBeGreaterThan(0);
});
