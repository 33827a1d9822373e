/** A sender as a process of its own, to be killed: node aSenderProcess.ts <database> <Bot API> <token>. */
import { createDeliver } from "../../src/jobs/deliver/index.ts";
import { kind } from "../../src/jobs/kind.ts";
import { createLog } from "../../src/kit/log.ts";
import { connectStore } from "../../src/store/connection.ts";
import { nextEpoch } from "../../src/store/leases.ts";
import { createApi } from "../../src/telegram/api.ts";
import { createTransport } from "../../src/telegram/transport.ts";
import { createTexts } from "../../src/texts/index.ts";

const [uri = "", telegramApiRoot = "", botToken = ""] = process.argv.slice(2);
await connectStore(uri);
const log = createLog({ level: "warn" });
const config = { botToken, telegramApiRoot, timeZone: "Asia/Tehran", sendRate: 1_000 };
const transport = createTransport({ config, log, pace: { perChatMs: 0 } });
const deliver = createDeliver({
	api: createApi(config, transport),
	pacer: transport.pacer,
	texts: createTexts({ timeZone: "Asia/Tehran", defaultLanguage: "fa" }),
	clock: { now: () => new Date("2026-11-24T06:30:00Z") },
	log,
	config,
	owner: { instance: "killed", epoch: await nextEpoch("killed") },
	inFlight: 8,
	pageSize: 50,
	kinds: { note: kind({ load: async () => "پارک", view: (text) => ({ text }) }) },
});
deliver.start();
