/** A background job's work: what the preview showed becomes part of the register, page by page. */
import type { Import, ImportRow } from "../domain/import.ts";
import { changesOf, isInRegister, matchOf, withChanges } from "../domain/importComparison.ts";
import { ORGANIZATION_STATES, type Organization } from "../domain/organization.ts";
import { nameKey } from "../domain/similarity.ts";
import * as audit from "../store/audit.ts";
import { nextNumbers } from "../store/counters.ts";
import * as store from "../store/imports.ts";
import * as organizations from "../store/organizations.ts";
import * as similar from "../store/similarOrganizations.ts";
import { transaction } from "../store/transaction.ts";
import { owe } from "./deliveries.ts";
import { indexed } from "./importComparing.ts";
import { codeOf, jalaliYearOf } from "./organizationCodes.ts";

/** Few, so that they are gone before the heap grows for them: pages of 200 took 80 MB more. */
const PAGE = 50;

/** Goes on where it stopped: each page is one transaction that also notes how far it got. */
export async function writeImport(
	importId: string,
	now: Date,
	report: (at: { done: number; total: number }) => Promise<void>,
): Promise<void> {
	const found = await store.byId(importId);
	if (found?.state !== "writing") return;
	const total = (found.counts?.new ?? 0) + (found.counts?.changed ?? 0);
	let written = found.written ?? { added: 0, changed: 0, skipped: 0, after: 0 };
	for (;;) {
		const page = await store.rows(importId, written.after ?? 0, PAGE, ["new", "changed"]);
		if (page.length === 0) break;
		written = await writePage(found, page, written, now);
		await report({ done: written.added + written.changed + written.skipped, total });
	}
	await transaction(async () => {
		if (!(await store.change(importId, ["writing"], { state: "written" }))) return;
		const { added, changed, skipped } = written;
		await audit.add({
			at: now,
			byId: found.personId,
			action: "import.written",
			thing: { kind: "import", id: importId },
			details: { added, changed, skipped },
		});
		await owe([
			{
				key: `import.written:${importId}`,
				kind: "import.written",
				refs: { importId },
				to: { personId: found.personId },
				dueAt: now,
				urgent: true,
			},
		]);
	});
	await store.removeRows(importId);
}

type Written = NonNullable<Import["written"]>;

async function writePage(found: Import, page: ImportRow[], before: Written, now: Date): Promise<Written> {
	const added = await stillNew(page.filter(({ outcome }) => outcome === "new"));
	const year = jalaliYearOf(now);
	const first = added.length === 0 ? 0 : await nextNumbers(`O-${year}`, added.length);
	const fresh = added.map((row, i) => organizationOf(row, codeOf(year, first + i), found, now));
	return await transaction(async () => {
		await organizations.addMissing(fresh);
		await audit.addMany(
			fresh.map(({ id, code }) => ({
				at: now,
				byId: found.personId,
				action: "organization.imported",
				thing: { kind: "organization", id },
				details: { code, importId: found.id },
			})),
		);
		const changed = await change(
			page.filter(({ outcome }) => outcome === "changed"),
			found,
			now,
		);
		const written = {
			added: before.added + fresh.length,
			changed: before.changed + changed,
			skipped: before.skipped + page.length - fresh.length - changed,
			after: page.at(-1)?.number ?? before.after,
		};
		await store.change(found.id, ["writing"], { written });
		return written;
	});
}

/** Whoever came into the register since the preview is not added a second time. */
async function stillNew(rows: ImportRow[]): Promise<ImportRow[]> {
	if (rows.length === 0) return [];
	const told = (key: "registrationNumber" | "nationalId") =>
		rows.map(({ details }) => details[key]).filter((value) => value !== undefined);
	const candidates = await similar.sameAsAny(
		{
			registrationNumbers: told("registrationNumber"),
			nationalIds: told("nationalId"),
			nameKeys: rows.map(({ details }) => nameKey(details.name)),
		},
		ORGANIZATION_STATES.filter(isInRegister),
	);
	const index = indexed(candidates);
	return rows.filter((row) => matchOf(row.details, index(row.details)).is === "none");
}

/** How many were changed; one that somebody changed in between is left alone. */
async function change(rows: ImportRow[], found: Import, now: Date): Promise<number> {
	const known = new Map(
		(await organizations.byIds(rows.map(({ organizationId = "" }) => organizationId))).map((one) => [one.id, one]),
	);
	let count = 0;
	for (const { organizationId = "", details } of rows) {
		const before = known.get(organizationId);
		const changes = before ? changesOf(details, before) : [];
		if (!before || changes.length === 0) continue;
		if (!(await organizations.changeAt(before, withChanges(before, details, changes)))) continue;
		count++;
		await audit.add({
			at: now,
			byId: found.personId,
			action: "organization.changedByImport",
			thing: { kind: "organization", id: organizationId },
			details: { importId: found.id, answers: changes.join(" ") },
		});
	}
	return count;
}

/** Approved by the admin who imported it, and without anybody who speaks for it. */
function organizationOf(row: ImportRow, code: string, found: Import, now: Date): Organization {
	const { directorName = "", directorTitle = "none", phone = "", ...details } = row.details;
	return {
		foundedYear: 0,
		fields: [],
		neighbourhoodIds: [],
		memberCount: 0,
		volunteerCount: 0,
		about: "",
		...details,
		director: { name: directorName, title: directorTitle, phone },
		id: row.organizationId ?? "",
		code,
		state: "approved",
		steps: [{ event: "approved", at: now, byId: found.personId, round: 1 }],
		round: 1,
		revision: 1,
		applicantId: `import:${found.id}`,
		requestId: `import:${found.id}:${row.number}`,
		appliedAt: now,
		importId: found.id,
		unclaimed: true,
	};
}
