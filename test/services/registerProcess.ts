/** A process of its own that imports a large register and exports it again, and tells how much memory it ever took. */
import { createWriteStream } from "node:fs";
import { readFile } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { Actor } from "../../src/domain/person.ts";
import { organizationSheet } from "../../src/papers/registerSheets.ts";
import { writeSpreadsheet } from "../../src/papers/writeSpreadsheet.ts";
import { allOrganizations } from "../../src/services/exports.ts";
import { readImport } from "../../src/services/importReading.ts";
import * as imports from "../../src/services/imports.ts";
import { writeImport } from "../../src/services/importWriting.ts";
import * as people from "../../src/services/people.ts";
import { closeStore, connectStore, prepareStore } from "../../src/store/connection.ts";
import * as store from "../../src/store/imports.ts";
import { createTexts } from "../../src/texts/index.ts";

const [uri = "", file = "", exported = ""] = process.argv.slice(2);
const now = new Date("2026-11-24T06:30:00Z");
const seconds = async (work: () => Promise<unknown>) => {
	const from = performance.now();
	await work();
	return Math.round(performance.now() - from) / 1000;
};

await connectStore(uri);
await prepareStore();
const person = (await people.consent({ platform: "telegram", userId: 1, language: "fa", adminIds: [1] }, now)).person;
const admin: Actor = { person, memberships: [], seats: [], agencyIds: [] };
const received = await imports.receive(admin, { fileId: "f", name: "large.xlsx", bytes: 1 }, now);
if (!received.ok) throw new Error(received.reason);
const { id } = received.value;
let reports = 0;
const report = async () => void reports++;

await imports.read(admin, id, now);
const reading = await seconds(async () =>
	readImport(id, {
		bytes: await readFile(file),
		words: { fields: new Map(), authorities: new Map() },
		today: { now, timeZone: "Asia/Tehran", calendar: "persian" },
		report,
	}),
);
const readMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
const read = await store.byId(id);
await imports.commit(admin, id, now);
const writing = await seconds(() => writeImport(id, now, report));
const written = await store.byId(id);
const importMegabytes = Math.round(process.resourceUsage().maxRSS / 1024);
const t = createTexts({ timeZone: "Asia/Tehran", defaultLanguage: "fa" }).in("fa");
const exporting = await seconds(() =>
	pipeline(
		Readable.from(writeSpreadsheet(organizationSheet(allOrganizations(report), t))),
		createWriteStream(exported),
	),
);
const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
await closeStore();
process.stdout.write(
	JSON.stringify({
		counts: read?.counts,
		written: written?.written,
		reading,
		writing,
		exporting,
		readMegabytes,
		importMegabytes,
		megabytes,
		reports,
	}),
);
