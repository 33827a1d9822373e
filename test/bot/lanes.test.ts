import { expect, test } from "vitest";
import { createLanes } from "../../src/bot/lanes.ts";

/** Work that ends when told to. */
function work() {
	let end = () => {};
	const ended = new Promise<void>((resolve) => {
		end = resolve;
	});
	return { run: () => ended, end };
}

test("what belongs to one chat is done one at a time and in order", async () => {
	const lanes = createLanes(8);
	const log: string[] = [];
	const first = work();
	void lanes.run("a", async () => {
		await first.run();
		log.push("a1");
	});
	void lanes.run("a", async () => void log.push("a2"));
	void lanes.run("b", async () => void log.push("b1"));
	await Promise.resolve();
	expect(log).toEqual(["b1"]);
	first.end();
	await lanes.idle();
	expect(log).toEqual(["b1", "a1", "a2"]);
});

test("no more chats are served at once than allowed", async () => {
	const lanes = createLanes(2);
	let atOnce = 0;
	let most = 0;
	for (let chat = 0; chat < 20; chat++) {
		void lanes.run(`chat ${chat}`, async () => {
			most = Math.max(most, ++atOnce);
			await new Promise(setImmediate);
			atOnce--;
		});
	}
	await lanes.idle();
	expect(most).toBe(2);
});

test("work that fails does not hold up the chat", async () => {
	const lanes = createLanes(1);
	const log: string[] = [];
	const failing = lanes.run("a", () => Promise.reject(new Error("broken")));
	void lanes.run("a", async () => void log.push("next"));
	await expect(failing).rejects.toThrow("broken");
	await lanes.idle();
	expect(log).toEqual(["next"]);
});
