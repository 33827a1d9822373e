import { inspect } from "node:util";
import { InputFile } from "grammy";
import { expect, test } from "vitest";
import { classify } from "../../src/telegram/errors.ts";
import { asBulk } from "../../src/telegram/transport.ts";
import { aLine, type Line } from "./aLine.ts";

const fault = (promise: Promise<unknown>): Promise<unknown> =>
	promise.then(
		() => undefined,
		(error: unknown) => error,
	);

const counted = async ({ metrics }: Line, outcome: string): Promise<number> => {
	const { values } = await metrics.apiCalls.get();
	return values.filter((one) => one.labels.outcome === outcome).reduce((sum, one) => sum + one.value, 0);
};

test("a reply waits out a 429 and arrives once", async () => {
	const line = await aLine();
	line.botApi.faults.add({ kind: "429", method: "sendMessage", retryAfter: 1, times: 1 });
	const before = performance.now();
	await line.api.sendMessage(line.sara.id, "سلام");
	expect(performance.now() - before).toBeGreaterThan(990);
	expect(line.botApi.ledger.sent()).toHaveLength(1);
	expect(await counted(line, "flood")).toBe(1);
	expect(await counted(line, "ok")).toBe(1);
});

test("a reply does not wait longer than it is patient: the 429 comes back", async () => {
	const { botApi, api, sara } = await aLine({ limits: { floodPatience: 30_000 } });
	botApi.faults.add({ kind: "429", method: "sendMessage", retryAfter: 31 });
	const error = await fault(api.sendMessage(sara.id, "سلام"));
	expect(classify(error)).toEqual({ class: "notSent", reason: "flood", retryAfter: 31 });
});

test("a bulk send gets its 429 back at once, and others wait for the pause", async () => {
	const { botApi, api, sara, transport } = await aLine();
	botApi.faults.add({ kind: "429", method: "sendMessage", retryAfter: 5, times: 1 });
	const error = await fault(asBulk(() => api.sendMessage(sara.id, "سلام")));
	expect(classify(error)).toEqual({ class: "notSent", reason: "flood", retryAfter: 5 });
	expect(transport.pacer.pausedFor()).toBeGreaterThan(4_500);
	const next = await fault(asBulk(() => api.sendMessage(sara.id, "سلام")));
	expect(classify(next)).toMatchObject({ class: "notSent", reason: "flood" });
	expect(botApi.ledger.entries({ method: "sendMessage" })).toHaveLength(1);
	await api.sendMessage(sara.id, "پاسخ");
	expect(botApi.ledger.sent()).toHaveLength(1);
});

test.each(["500", "502", "empty", "truncated", "dropBefore", "dropAfter"] as const)(
	"a reply that met %s is sent once more",
	async (kind) => {
		const { botApi, api, sara } = await aLine();
		botApi.faults.add({ kind, method: "sendMessage", times: 1, accepted: false });
		await api.sendMessage(sara.id, "سلام");
		expect(botApi.ledger.sent()).toHaveLength(1);
		botApi.faults.clear();
		botApi.faults.add({ kind, method: "sendMessage" });
		const error = await fault(api.sendMessage(sara.id, "سلام"));
		expect(classify(error).class).toBe("ambiguous");
		expect(botApi.ledger.entries({ method: "sendMessage" })).toHaveLength(4);
	},
);

test("a bulk send whose answer was lost is tried once only: whether to again is decided elsewhere", async () => {
	const { botApi, api, sara } = await aLine();
	botApi.faults.add({ kind: "dropAfter", method: "sendMessage" });
	const error = await fault(asBulk(() => api.sendMessage(sara.id, "سلام")));
	expect(classify(error)).toEqual({ class: "ambiguous", reason: "broken" });
	expect(botApi.ledger.sent()).toHaveLength(1);
});

test("a call that hangs ends at its time limit; getUpdates may take as long as it asked for", async () => {
	const { botApi, api, sara } = await aLine({ limits: { ordinary: 150, polling: 3_000 } });
	botApi.faults.add({ kind: "hang", method: "sendMessage" });
	const error = await fault(asBulk(() => api.sendMessage(sara.id, "سلام")));
	expect(classify(error)).toEqual({ class: "ambiguous", reason: "timeout" });
	await api.getUpdates({ offset: -1 });
	await api.getUpdates({ offset: 900_000_000 });
	const before = performance.now();
	expect(await api.getUpdates({ timeout: 1 })).toEqual([]);
	expect(performance.now() - before).toBeGreaterThan(900);
});

test("an aborted getUpdates ends at once and is not tried again", async () => {
	const { api } = await aLine();
	await api.getUpdates({ offset: -1 });
	await api.getUpdates({ offset: 900_000_000 });
	const abort = new AbortController();
	const polled = fault(api.getUpdates({ timeout: 20 }, abort.signal as never));
	abort.abort();
	expect(classify(await polled).reason).toBe("aborted");
});

test("nobody listens: tried a few times, then told as not sent", async () => {
	const { api } = await aLine({ root: "http://127.0.0.1:1" });
	const error = await fault(api.sendMessage(5, "سلام"));
	expect(classify(error)).toEqual({ class: "notSent", reason: "refused" });
});

test("an upload tried again has its whole body again", async () => {
	const { botApi, api, sara } = await aLine();
	botApi.faults.add({ kind: "500", method: "sendDocument", times: 1, accepted: false });
	const bytes = new Uint8Array(200_000).map((_, index) => index % 251);
	await api.sendDocument(sara.id, new InputFile(bytes, "گزارش.bin"));
	const [shown] = botApi.chat(sara.id).messages.filter((message) => message.from === "bot");
	const fileId = botApi.ledger.sent()[0] && shown?.document?.file_id;
	expect(Buffer.from(bytes).equals(botApi.file(fileId ?? "")?.bytes ?? new Uint8Array())).toBe(true);
});

test("the token is in no error, however it is looked at", async () => {
	const faults = ["502", "dropAfter", "empty", "hang"] as const;
	for (const kind of faults) {
		const { botApi, api, sara } = await aLine({ limits: { ordinary: 100 } });
		botApi.faults.add({ kind, method: "sendMessage" });
		const error = await fault(api.sendMessage(sara.id, "سلام"));
		expect(error).toBeInstanceOf(Error);
		const seen = inspect(error, { depth: 20, showHidden: true }) + JSON.stringify(error) + (error as Error).stack;
		expect(seen).not.toContain(botApi.token);
		expect(seen).not.toContain(botApi.token.split(":")[1]);
	}
	const { api, botApi } = await aLine({ root: "http://127.0.0.1:1" });
	const error = await fault(api.sendMessage(5, "سلام"));
	expect(inspect(error, { depth: 20, showHidden: true })).not.toContain(botApi.token);
});
