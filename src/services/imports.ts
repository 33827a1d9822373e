/** Importing the register the office already has: sent, read, looked at, and written only when an admin says so. */
import { type Import, type ImportRow, MAX_IMPORT_BYTES } from "../domain/import.ts";
import { may } from "../domain/permissions.ts";
import type { Actor } from "../domain/person.ts";
import { cleanText } from "../kit/cleanText.ts";
import { newId } from "../kit/ids.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import * as store from "../store/imports.ts";
import * as people from "../store/people.ts";
import { transaction } from "../store/transaction.ts";
import { begin, beginOnce } from "./backgroundJobs.ts";

/** Problems shown on the preview. */
const SHOWN = 6;
const PAGE = 500;

type Refused = "notAllowed" | "notFound";

/** An admin sent a file: it is kept by Telegram's id, and nothing is done with it yet. */
export async function receive(
	actor: Actor,
	file: { fileId: string; name: string; bytes: number },
	now: Date,
): Promise<Result<Import, "notAllowed" | "tooLarge">> {
	if (!may(actor, "import.run")) return refuse("notAllowed");
	if (file.bytes > MAX_IMPORT_BYTES) return refuse("tooLarge");
	const received: Import = {
		id: newId(),
		personId: actor.person.id,
		fileId: file.fileId,
		fileName: cleanText(file.name).slice(0, 100) || "xlsx",
		state: "received",
		receivedAt: now,
	};
	await store.add(received);
	return done(received);
}

/** A file as it stands; admins stand in for one another. */
async function see(actor: Actor, importId: string): Promise<Result<Import, Refused>> {
	if (!may(actor, "import.run")) return refuse("notAllowed");
	const found = await store.byId(importId);
	return found ? done(found) : refuse("notFound");
}

/** The file is read and compared; nothing of the register changes. */
export async function read(actor: Actor, importId: string, now: Date): Promise<Result<Import, Refused | "tooLate">> {
	return await step(actor, importId, "received", { state: "reading" }, "import.read", now);
}

/** Of several sheets this one. */
export async function chooseSheet(
	actor: Actor,
	importId: string,
	sheet: number,
	now: Date,
): Promise<Result<Import, Refused | "tooLate">> {
	const found = await see(actor, importId);
	if (!found.ok) return found;
	if (!found.value.sheets?.some(({ index }) => index === sheet)) return refuse("notFound");
	return await step(actor, importId, "choosing", { state: "reading", sheet }, "import.read", now);
}

/** What the preview showed is written from now on. */
export async function commit(actor: Actor, importId: string, now: Date): Promise<Result<Import, Refused | "tooLate">> {
	return await step(actor, importId, "ready", { state: "writing" }, "import.write", now);
}

/** Goes on with a background job, unless another tap did. */
async function step(
	actor: Actor,
	importId: string,
	from: Import["state"],
	set: Partial<Import>,
	work: string,
	now: Date,
): Promise<Result<Import, Refused | "tooLate">> {
	const found = await see(actor, importId);
	if (!found.ok) return found;
	const changed = await transaction(async () => {
		const after = await store.change(importId, [from], set);
		if (!after) return undefined;
		await begin({ kind: work, refs: { importId }, personId: actor.person.id }, now);
		await note(actor.person.id, importId, work, now);
		return after;
	});
	if (changed) return done(changed);
	const now_ = await see(actor, importId);
	if (!now_.ok) return now_;
	return now_.value.state === set.state ? now_ : refuse("tooLate");
}

/** The file is not wanted; what was read of it goes. */
export async function cancel(actor: Actor, importId: string, now: Date): Promise<Result<Import, Refused | "tooLate">> {
	const found = await see(actor, importId);
	if (!found.ok) return found;
	if (found.value.state === "cancelled") return found;
	const changed = await store.change(importId, ["received", "choosing", "ready", "refused"], { state: "cancelled" });
	if (!changed) return refuse("tooLate");
	await store.removeRows(importId);
	await note(actor.person.id, importId, "import.cancelled", now);
	return done(changed);
}

/** A copy of the file is made in which every problem is written beside its row. */
export async function annotate(
	actor: Actor,
	importId: string,
	now: Date,
): Promise<Result<Import, Refused | "tooLate">> {
	const found = await see(actor, importId);
	if (!found.ok) return found;
	if (found.value.state !== "ready") return refuse("tooLate");
	const refs = { importId, paperId: newId() };
	await beginOnce({ kind: "import.annotate", refs, personId: actor.person.id, about: ["importId"] }, now);
	return found;
}

export interface Preview {
	import: Import;
	/** The first rows of which something is wrong or could not be read. */
	problems: ImportRow[];
}

/** What the message about a file shows as things stand. */
export async function previewOf(importId: string): Promise<Preview | undefined> {
	const found = await store.byId(importId);
	if (!found) return undefined;
	const problems = found.state === "ready" ? await store.rowsWithProblems(importId, SHOWN) : [];
	return { import: found, problems };
}

export interface Annotation {
	personId: string;
	language: string;
	paperId: string;
	headings: string[];
	rows: AsyncIterable<ImportRow>;
}

/** Every row with what was found about it, page by page; nothing when the file is no longer looked at. */
export async function annotation(
	importId: string,
	paperId: string,
	report: (at: { done: number; total: number }) => Promise<void>,
): Promise<Annotation | undefined> {
	const found = await store.byId(importId);
	const person = found?.state === "ready" ? await people.byId(found.personId) : undefined;
	if (!found || !person) return undefined;
	const { new: fresh = 0, known = 0, changed = 0, wrong = 0 } = found.counts ?? {};
	const total = fresh + known + changed + wrong;
	async function* rows() {
		let after = 0;
		let told = 0;
		for (;;) {
			const page = await store.rows(importId, after, PAGE);
			if (page.length === 0) return;
			yield* page;
			told += page.length;
			after = page.at(-1)?.number ?? after;
			await report({ done: told, total });
		}
	}
	const { language, id: personId } = person;
	return { personId, language, paperId, headings: found.headings ?? [], rows: rows() };
}

async function note(byId: string, importId: string, action: string, now: Date): Promise<void> {
	await audit.add({ at: now, byId, action, thing: { kind: "import", id: importId } });
}
