/** Importing neighbourhoods: a sheet or a GeoJSON file is read and compared; an admin looks at it; then it is written. */
import { type FacilitationOffice, type Neighbourhood, outlineOf } from "../domain/neighbourhood.ts";
import {
	type Given,
	type Known,
	MOST_FILE_BYTES,
	MOST_ROWS,
	type NeighbourhoodImport,
	type ReadRow,
	readFeature,
	readRow,
	type SheetColumnName,
} from "../domain/neighbourhoodImport.ts";
import { may } from "../domain/permissions.ts";
import type { Actor } from "../domain/person.ts";
import { cleanText } from "../kit/cleanText.ts";
import { newId } from "../kit/ids.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import { openSpreadsheet, type SheetValue } from "../papers/readSpreadsheet.ts";
import * as audit from "../store/audit.ts";
import * as offices from "../store/facilitationOffices.ts";
import * as store from "../store/neighbourhoodImports.ts";
import * as neighbourhoods from "../store/neighbourhoods.ts";
import { transaction } from "../store/transaction.ts";
import { begin } from "./backgroundJobs.ts";
import { owe } from "./deliveries.ts";

/** An admin sent a file: it is read in the background; what it would change is shown then. */
export async function receive(
	actor: Actor,
	file: { fileId: string; name: string; bytes: number },
	now: Date,
): Promise<Result<NeighbourhoodImport, "notAllowed" | "tooLarge">> {
	if (!may(actor, "neighbourhoods.change")) return refuse("notAllowed");
	if (file.bytes > MOST_FILE_BYTES) return refuse("tooLarge");
	const received: NeighbourhoodImport = {
		id: newId(),
		personId: actor.person.id,
		fileId: file.fileId,
		fileName: cleanText(file.name).slice(0, 100) || "xlsx",
		state: "reading",
		receivedAt: now,
		rows: [],
		counts: { new: 0, changed: 0, same: 0, wrong: 0 },
	};
	await transaction(async () => {
		await store.add(received);
		await begin({ kind: "neighbourhoods.read", refs: { importId: received.id }, personId: actor.person.id }, now);
	});
	return done(received);
}

/** What the message about a file shows as things stand. */
export async function byId(importId: string): Promise<NeighbourhoodImport | undefined> {
	return await store.byId(importId);
}

/** A background job's work: reads the file and compares it. `columns` are headings in their joined search form. */
export async function read(
	importId: string,
	bytes: Uint8Array | undefined,
	columns: ReadonlyMap<string, SheetColumnName>,
	headingKey: (text: string) => string,
	now: Date,
): Promise<void> {
	const found = await store.byId(importId);
	if (found?.state !== "reading") return;
	const rows = bytes ? await rowsOf(bytes, columns, headingKey) : "notReadable";
	const set: Partial<NeighbourhoodImport> =
		typeof rows === "string"
			? { state: "refused", refusal: rows }
			: { state: "ready", rows: rows.filter(({ outcome }) => outcome !== "same"), counts: countsOf(rows) };
	await transaction(async () => {
		if (!(await store.change(importId, "reading", set))) return;
		await owe([
			{
				key: `neighbourhoods.preview:${importId}`,
				kind: "neighbourhoods.preview",
				refs: { importId },
				to: { personId: found.personId },
				dueAt: now,
				urgent: true,
			},
		]);
	});
}

function countsOf(rows: readonly ReadRow[]): NeighbourhoodImport["counts"] {
	const counts = { new: 0, changed: 0, same: 0, wrong: 0 };
	for (const { outcome } of rows) counts[outcome] += 1;
	return counts;
}

async function rowsOf(
	bytes: Uint8Array,
	columns: ReadonlyMap<string, SheetColumnName>,
	headingKey: (text: string) => string,
): Promise<ReadRow[] | NonNullable<NeighbourhoodImport["refusal"]>> {
	const all = await neighbourhoods.all();
	const known: Known = { neighbourhoods: all, offices: await officesBy(all), newId };
	const first = Buffer.from(bytes.subarray(0, 200)).toString("utf8").trimStart();
	if (first.replace(/^\uFEFF/, "").startsWith("{")) return await featuresOf(bytes, known);
	const workbook = await openSpreadsheet(bytes);
	if (!workbook.ok) return workbook.reason === "tooLarge" ? "tooLarge" : "notReadable";
	const seen = new Set<string>();
	const rows: ReadRow[] = [];
	let headings: Map<number, SheetColumnName> | undefined;
	const sheet = Math.max(
		0,
		workbook.value.sheets.findIndex(({ hidden }) => !hidden),
	);
	for await (const { number, cells } of workbook.value.rows(sheet)) {
		if (!headings) {
			const met = new Map<number, SheetColumnName>();
			for (const [index, cell] of cells.entries()) {
				const column = cell && columns.get(headingKey(wordsOf(cell)));
				if (column) met.set(index, column);
			}
			if ([...met.values()].includes("name")) headings = met;
			else if (number > 10) return "noNameColumn";
			continue;
		}
		const row: Partial<Record<SheetColumnName, string>> = {};
		for (const [index, column] of headings) {
			const cell = cells[index];
			const words = cell ? cleanText(wordsOf(cell)) : "";
			if (words !== "") row[column] = words;
		}
		if (Object.keys(row).length === 0) continue;
		rows.push(readRow(number, row, known, seen));
		if (rows.length > MOST_ROWS) return "tooLarge";
	}
	return headings ? rows : "noNameColumn";
}

function wordsOf(cell: SheetValue): string {
	if (cell.kind === "number") return String(cell.number);
	return cell.kind === "date" ? cell.day : cell.text;
}

async function featuresOf(bytes: Uint8Array, known: Known): Promise<ReadRow[] | "notReadable" | "tooLarge"> {
	const features = parsedFeatures(bytes);
	if (!features) return "notReadable";
	if (features.length > MOST_ROWS) return "tooLarge";
	const seen = new Set<string>();
	const rows: ReadRow[] = [];
	// An outline already known is read again: lists hold none.
	const full = new Map((await neighbourhoods.withOutline()).map((one) => [one.id, one]));
	const withOutlines = known.neighbourhoods.map((one) => full.get(one.id) ?? one);
	for (const [index, feature] of features.entries()) {
		const row = readFeature(index + 1, feature, { ...known, neighbourhoods: withOutlines }, seen);
		const sound = !row.given?.outline || (await neighbourhoods.isOutlineSound(row.given.outline));
		rows.push(sound ? row : { number: row.number, outcome: "wrong", name: row.name ?? "", problem: "outlineWrong" });
	}
	// A document of the database holds 16 MB.
	return JSON.stringify(rows).length > 8_000_000 ? "tooLarge" : rows;
}

function parsedFeatures(bytes: Uint8Array): unknown[] | undefined {
	try {
		const parsed = JSON.parse(
			Buffer.from(bytes)
				.toString("utf8")
				.replace(/^\uFEFF/, ""),
		);
		if (parsed?.type === "FeatureCollection" && Array.isArray(parsed.features)) return parsed.features;
		return parsed?.type === "Feature" ? [parsed] : undefined;
	} catch {
		return undefined;
	}
}

async function officesBy(all: readonly Neighbourhood[]): Promise<Map<string, FacilitationOffice>> {
	const found = await offices.ofNeighbourhoods(all.map(({ id }) => id));
	return new Map(found.flatMap((office) => office.neighbourhoodIds.map((id) => [id, office] as const)));
}

/** What the preview showed is written from now on. */
export async function commit(
	actor: Actor,
	importId: string,
	now: Date,
): Promise<Result<NeighbourhoodImport, "notAllowed" | "tooLate">> {
	if (!may(actor, "neighbourhoods.change")) return refuse("notAllowed");
	const changed = await transaction(async () => {
		const after = await store.change(importId, "ready", { state: "writing" });
		if (after) await begin({ kind: "neighbourhoods.write", refs: { importId }, personId: actor.person.id }, now);
		return after;
	});
	if (changed) return done(changed);
	const found = await store.byId(importId);
	return found?.state === "writing" || found?.state === "written" ? done(found) : refuse("tooLate");
}

/** The file is not wanted. */
export async function cancel(
	actor: Actor,
	importId: string,
): Promise<Result<NeighbourhoodImport, "notAllowed" | "tooLate">> {
	if (!may(actor, "neighbourhoods.change")) return refuse("notAllowed");
	const changed = await store.change(importId, "ready", { state: "cancelled", rows: [] });
	if (changed) return done(changed);
	const found = await store.byId(importId);
	return found?.state === "cancelled" ? done(found) : refuse("tooLate");
}

/** A background job's work: row by row, each safe to be done twice. */
export async function write(
	importId: string,
	now: Date,
	report: (at: { done: number; total: number }) => Promise<void>,
): Promise<void> {
	const found = await store.byId(importId);
	if (found?.state !== "writing") return;
	const rows = found.rows.filter(({ outcome }) => outcome === "new" || outcome === "changed");
	for (const [index, row] of rows.entries()) {
		await writeRow(row);
		if (index % 50 === 49) await report({ done: index + 1, total: rows.length });
	}
	await transaction(async () => {
		if (!(await store.change(importId, "writing", { state: "written", rows: [] }))) return;
		await audit.add({
			at: now,
			byId: found.personId,
			action: "neighbourhood.imported",
			thing: { kind: "neighbourhood", id: importId },
			details: { added: found.counts.new, changed: found.counts.changed },
		});
		await owe([
			{
				key: `neighbourhoods.written:${importId}`,
				kind: "neighbourhoods.written",
				refs: { importId },
				to: { personId: found.personId },
				dueAt: now,
				urgent: true,
			},
		]);
	});
}

async function writeRow({ neighbourhoodId = "", given = {} }: ReadRow): Promise<void> {
	const { office, ...fields } = given;
	const before = await neighbourhoods.byId(neighbourhoodId);
	// An outline comes back from the database as it was read, checked once more.
	const outline = fields.outline && outlineOf(fields.outline);
	const { isCentreRough, ...rest } = before ?? {
		id: neighbourhoodId,
		name: "",
		city: "",
		otherNames: [],
		isMarginalised: false,
		isCentreRough: undefined,
	};
	const after: Neighbourhood = {
		...rest,
		...(isCentreRough && !fields.centre ? { isCentreRough } : {}),
		...fields,
		...(outline ? { outline } : {}),
	};
	if (before) await neighbourhoods.change(after);
	else {
		try {
			await neighbourhoods.add(after);
		} catch (error) {
			// Somebody added one of this name meanwhile: theirs stands.
			if ((error as { code?: unknown }).code !== 11000) throw error;
			return;
		}
	}
	if (office) await writeOffice(neighbourhoodId, office);
}

async function writeOffice(neighbourhoodId: string, given: NonNullable<Given["office"]>): Promise<void> {
	const { name = "" } = given;
	const [here, named] = [await offices.ofNeighbourhood(neighbourhoodId), await offices.byName(name)];
	if (here && here.name !== name) {
		await offices.put({ ...here, neighbourhoodIds: here.neighbourhoodIds.filter((id) => id !== neighbourhoodId) });
	}
	const before = named ?? { id: newId(), neighbourhoodIds: [] };
	await offices.put({
		...before,
		...given,
		name,
		neighbourhoodIds: [...new Set([...before.neighbourhoodIds, neighbourhoodId])],
	});
}
