/** A process of its own that writes the sheet of many reports into the database and reads it again, as an export does, and tells what memory that took. */
import { reportSheet } from "../../../src/papers/fieldSheets.ts";
import { writeSpreadsheet } from "../../../src/papers/writeSpreadsheet.ts";
import { allReports } from "../../../src/services/fieldExports.ts";
import { closeStore, connectStore } from "../../../src/store/connection.ts";
import * as papers from "../../../src/store/papers.ts";
import { createTexts } from "../../../src/texts/index.ts";

const [uri = "", most = "100000"] = process.argv.slice(2);

async function* first<Row>(count: number, rows: AsyncIterable<Row>): AsyncGenerator<Row> {
	let left = count;
	for await (const row of rows) {
		if (left-- === 0) return;
		yield row;
	}
}

await connectStore(uri);
const t = createTexts({ timeZone: "Asia/Tehran", defaultLanguage: "fa" }).in("fa");
const megabytes = () => Math.round(process.resourceUsage().maxRSS / 1024);
const before = megabytes();
const from = performance.now();
const sheet = reportSheet(
	first(
		Number(most),
		allReports(async () => undefined),
	),
	t,
);
await papers.put("bench", writeSpreadsheet(sheet), new Date(Date.now() + 3_600_000));
const written = megabytes();
const bytes = (await papers.get("bench"))?.length ?? 0;
const seconds = ((performance.now() - from) / 1000).toFixed(0);
console.log(
	`An export of ${most} reports: ${(bytes / 1e6).toFixed(1)} MB in ${seconds} s; memory at most ${before} MB before, ${written} MB written, ${megabytes()} MB with the file read to be sent`,
);
await closeStore();
