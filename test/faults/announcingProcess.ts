/** A sender of announcements as a process of its own, to be killed: node announcingProcess.ts <database> <Bot API> <token> <moment>. */
import { createAnnouncementWatch } from "../../src/jobs/announcements.ts";
import { createDeliver } from "../../src/jobs/deliver/index.ts";
import { createLog } from "../../src/kit/log.ts";
import { connectStore } from "../../src/store/connection.ts";
import { nextEpoch } from "../../src/store/leases.ts";
import { createApi } from "../../src/telegram/api.ts";
import { createTransport } from "../../src/telegram/transport.ts";
import { createTexts } from "../../src/texts/index.ts";

const [uri = "", telegramApiRoot = "", botToken = "", moment = ""] = process.argv.slice(2);
await connectStore(uri);
const log = createLog({ level: "error" });
const config = { botToken, telegramApiRoot, timeZone: "Asia/Tehran", sendRate: 1_000 };
const transport = createTransport({ config, log, pace: { perChatMs: 0 } });
const deliver = createDeliver({
	api: createApi(config, transport),
	pacer: transport.pacer,
	texts: createTexts({ timeZone: "Asia/Tehran", defaultLanguage: "fa" }),
	clock: { now: () => new Date(moment) },
	log,
	config,
	owner: { instance: "announcing", epoch: await nextEpoch("announcing") },
	watch: createAnnouncementWatch(config),
	inFlight: 16,
	pageSize: 100,
});
deliver.start();
