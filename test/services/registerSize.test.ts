/**
 * 20,000 organizations in and out within 300 MB: the sheet is read, compared, written and exported by a process of its
 * own whose heap has no limit but Node's. Measured six times on two busy cores, the most that it ever held: 197–209 MB
 * when the sheet was read, 208–220 MB when it was written (with pages of 200 rows up to 293 MB), 212–240 MB when it was
 * exported. `npx vitest run test/services/registerSize.test.ts` tells the figures of the day.
 */
import { execFile } from "node:child_process";
import { createWriteStream, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { promisify } from "node:util";
import { expect, onTestFinished, test } from "vitest";
import { openSpreadsheet } from "../../src/papers/readSpreadsheet.ts";
import { writeSpreadsheet } from "../../src/papers/writeSpreadsheet.ts";
import { aDatabaseUri } from "../support/mongod.ts";

const ROWS = 20_000;
const HEADINGS = ["نام سازمان", "شمارهٔ ثبت", "شهر", "زمینهٔ فعالیت", "معرفی", "مدیرعامل", "تلفن همراه", "اعتبار پروانه"];

function* rows() {
	for (let number = 0; number < ROWS; number++) {
		const name = `انجمن ${["مهر", "امید", "یاران", "سپهر", "نیکان"][number % 5]} شمارهٔ ${number}`;
		const phone = `0912${String(1_000_000 + number)}`;
		yield [
			name,
			String(100_000 + number),
			"قزوین",
			"محیط زیست، آموزش",
			`${name} ${"معرفی ".repeat(20)}`,
			"زهرا کریمی",
			phone,
			"1406/12/15",
		];
	}
}

test("20,000 organizations are imported and exported within 300 MB", { timeout: 300_000 }, async () => {
	const folder = mkdtempSync(path.join(tmpdir(), "register-"));
	onTestFinished(() => rmSync(folder, { recursive: true }));
	const [given, exported] = [path.join(folder, "given.xlsx"), path.join(folder, "exported.xlsx")];
	const sheet = { name: "سازمان‌ها", rightToLeft: true, columns: HEADINGS.map((title) => ({ title })), rows: rows() };
	await pipeline(Readable.from(writeSpreadsheet(sheet)), createWriteStream(given));

	const program = new URL("registerProcess.ts", import.meta.url).pathname;
	const { stdout } = await promisify(execFile)(process.execPath, [program, aDatabaseUri(), given, exported]);
	process.stdout.write(`${stdout}\n`);
	const told = JSON.parse(stdout);
	expect(told.counts).toEqual({ new: ROWS, known: 0, changed: 0, wrong: 0, remarked: 0 });
	expect(told.written).toMatchObject({ added: ROWS, changed: 0, skipped: 0 });
	expect(told.importMegabytes).toBeLessThan(300);
	expect(told.megabytes).toBeLessThan(300);

	const opened = await openSpreadsheet(readFileSync(exported));
	if (!opened.ok) throw new Error(opened.reason);
	let count = 0;
	for await (const _ of opened.value.rows(0)) count++;
	expect(count).toBe(ROWS + 1);
});
