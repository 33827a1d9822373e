/** The works that read and write whole registers: imports, exports, codes on paper. */
import type { ImportRow } from "../domain/import.ts";
import { joinedForm } from "../domain/importWords.ts";
import { labelKey } from "../domain/list.ts";
import { neighbourhoodSheet, reportSheet, seatSheet } from "../papers/fieldSheets.ts";
import { annotatedSheet, codeSheet, organizationSheet, peopleSheet } from "../papers/registerSheets.ts";
import { type Sheet, writeSpreadsheet } from "../papers/writeSpreadsheet.ts";
import { issueCodes } from "../services/claimCodes.ts";
import * as exports from "../services/exports.ts";
import * as fieldExports from "../services/fieldExports.ts";
import { readImport } from "../services/importReading.ts";
import * as imports from "../services/imports.ts";
import { writeImport } from "../services/importWriting.ts";
import { offered } from "../services/lists.ts";
import type { Download } from "../telegram/download.ts";
import type { T, Texts } from "../texts/index.ts";
import { LANGUAGE_CODES, type Language } from "../texts/languages.ts";
import { rowStatus } from "../views/importing.ts";
import type { Work } from "./works.ts";

/** An export may wait for somebody whose line is down; codes must not lie about. */
const HOURS = { export: 24, codes: 1, annotated: 24 };

export function registerWorks({ texts, download }: { texts: Texts; download: Download }): Record<string, Work> {
	const speak = (language: unknown): T => texts.in(language === "en" ? "en" : "fa");
	const { timeZone } = texts.in();

	return {
		async "import.read"({ refs, now, report }) {
			const importId = String(refs.importId);
			const found = await imports.previewOf(importId);
			if (found?.import.state !== "reading") return;
			const bytes = await download(found.import.fileId);
			const words = await vocabulary(texts);
			await readImport(importId, { bytes, words, today: { now, timeZone, calendar: "persian" }, report });
		},
		async "import.write"({ refs, now, report }) {
			await writeImport(String(refs.importId), now, report);
		},
		async "import.annotate"({ refs, now, report }) {
			const found = await imports.annotation(String(refs.importId), String(refs.paperId), report);
			if (!found) return;
			const t = speak(found.language);
			const sheet = annotatedSheet(found.headings, annotated(found.rows, t), t);
			await keep(
				sheet,
				{ id: found.paperId, personId: found.personId, kind: "import.annotated", hours: HOURS.annotated },
				now,
			);
		},
		async export({ refs, now, report }) {
			const { what, personId, paperId, language } = refs as Record<string, string>;
			if (!personId || !paperId || !(await exports.mayStill(personId, what as exports.ExportKind))) return;
			const t = speak(language);
			const sheet = sheetOf(what as exports.ExportKind, report, t);
			await keep(
				sheet,
				{ id: paperId, personId, kind: "export.ready", hours: HOURS.export, refs: { what: what ?? "" } },
				now,
			);
		},
		async "claim.codes"({ refs, now, report }) {
			const { personId, paperId, language } = refs as Record<string, string>;
			if (!personId || !paperId) return;
			const sheet = codeSheet(issueCodes(personId, now, report), speak(language));
			await keep(sheet, { id: paperId, personId, kind: "claim.codeList", hours: HOURS.codes }, now);
		},
	};
}

/** Rows are read while they are written. */
function sheetOf(what: exports.ExportKind, report: exports.Report, t: T): Sheet {
	switch (what) {
		case "people":
			return peopleSheet(exports.allPeople(report), t);
		case "reports":
			return reportSheet(fieldExports.allReports(report), t);
		case "seats":
			return seatSheet(fieldExports.allSeats(report), t);
		case "neighbourhoods":
			return neighbourhoodSheet(fieldExports.allNeighbourhoods(report), t);
		default:
			return organizationSheet(exports.allOrganizations(report), t);
	}
}

async function keep(
	sheet: Sheet,
	paper: { id: string; personId: string; kind: string; hours: number; refs?: Record<string, string | number> },
	now: Date,
): Promise<void> {
	await exports.keepSheet({ refs: {}, ...paper }, writeSpreadsheet(sheet), now);
}

async function* annotated(rows: AsyncIterable<ImportRow>, t: T) {
	for await (const row of rows) {
		const wrong = row.problems.flatMap(({ column }) => (column === undefined ? [] : (row.columns[column] ?? [])));
		yield { status: rowStatus(row, t), cells: row.cells, wrong: new Set(wrong) };
	}
}

/** The labels that the forms use, in every language, are the first words a register is understood by. */
async function vocabulary(texts: Texts) {
	const labels = async (list: "fields" | "authorities") => {
		const values = await offered(list);
		return new Map(
			LANGUAGE_CODES.flatMap((language: Language) =>
				values.map((value) => [joinedForm(texts.in(language).dynamicPlain(labelKey(list, value))), value] as const),
			),
		);
	};
	return { fields: await labels("fields"), authorities: await labels("authorities") };
}
