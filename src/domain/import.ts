/** An import: a register the office already has, sent as a sheet, read and compared before anything of it is written. */
import type { ImportedDetails, Problem } from "./importRow.ts";

/**
 * `received` → `reading` → (`choosing` a sheet → `reading`) → `ready` → `writing` → `written`. `refused` is a file that
 * cannot be read at all; `cancelled` was not wanted.
 */
export type ImportState =
	| "received"
	| "reading"
	| "choosing"
	| "ready"
	| "writing"
	| "written"
	| "refused"
	| "cancelled";

/** What a row would do to the register. */
export const ROW_OUTCOMES = ["new", "known", "changed", "wrong"] as const;
export type RowOutcome = (typeof ROW_OUTCOMES)[number];

export interface Import {
	id: string;
	/** The admin who sent it. */
	personId: string;
	fileId: string;
	fileName: string;
	state: ImportState;
	receivedAt: Date;
	/** Why the file cannot be read: `importing.refusal.<reason>`. */
	refusal?: { reason: string; values?: Record<string, string | number> };
	/** Sheets that have a register in them, when there are several. */
	sheets?: { index: number; name: string }[];
	sheet?: number;
	/** The headings as they stand in the file. */
	headings?: string[];
	ignored?: string[];
	counts?: ImportCounts;
	/** Of the rows that were written. */
	written?: { added: number; changed: number; skipped: number /** The row it got to. */; after?: number };
}

export interface ImportCounts extends Record<RowOutcome, number> {
	/** Rows that count but of which something could not be read. */
	remarked: number;
}

/** A row as it was read and compared; kept until it is written or no longer wanted. */
export interface ImportRow {
	importId: string;
	/** In the sheet, from 1. */
	number: number;
	outcome: RowOutcome;
	/** The organization it changes, or the id the new one will have. */
	organizationId?: string;
	details: ImportedDetails;
	/** What would change. */
	changed: string[];
	problems: Problem[];
	/** As they stand in the file, in the order of the headings. */
	cells: string[];
	/** Where a problem's column stands, by its name. */
	columns: Record<string, number>;
}

export const MAX_IMPORT_BYTES = 20 * 1024 * 1024;
export const MAX_IMPORT_ROWS = 50_000;
