/** How an import looks to the admin who sent the file: what to do with it, what it would change, what is wrong with it. */
import type { Import, ImportRow } from "../domain/import.ts";
import type { Problem } from "../domain/importRow.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";

/** How to send a register, with an example to fill in. */
export function start(t: T): Message {
	return {
		text: t("importing.start"),
		buttons: [
			[{ label: t.plain("importing.button.example"), press: press("import.example") }],
			[codesButton(t)],
			[homeButton(t)],
		],
	};
}

export function example(content: Uint8Array, t: T): Message {
	return {
		text: t("importing.example"),
		file: { kind: "document", source: { content, name: `${t.plain("importing.exampleFile")}.xlsx` } },
	};
}

/** A file that is too large is not even fetched. */
export function tooLarge(t: T): Message {
	return { text: t("importing.refusal.tooLarge"), buttons: [[startButton(t), homeButton(t)]] };
}

export interface Preview {
	import: Import;
	problems: ImportRow[];
}

/** The file as things stand: from "what shall I do with it" to what became of it. */
export function importMessage({ import: shown, problems }: Preview, t: T): Message {
	const name = shown.fileName;
	switch (shown.state) {
		case "received":
			return {
				text: t("importing.received", { name }),
				buttons: [
					[{ label: t.plain("importing.button.read"), press: press("import.read", shown.id) }],
					[cancelButton(shown, t)],
				],
			};
		case "reading":
			return { text: t("importing.reading", { name }) };
		case "choosing":
			return {
				text: t("importing.choosing", { name }),
				buttons: [
					...(shown.sheets ?? []).map((sheet) => [
						{ label: short(sheet.name), press: press("import.sheet", shown.id, sheet.index) },
					]),
					[cancelButton(shown, t)],
				],
			};
		case "ready":
			return preview(shown, problems, t);
		case "writing":
			return { text: t("importing.writing", { name }) };
		case "written":
			return { text: written(shown, t), buttons: [[homeButton(t)]] };
		case "refused": {
			const { reason = "broken", values = {} } = shown.refusal ?? {};
			return {
				text: t("importing.refused", { name, reason: html(t.dynamic(`importing.refusal.${reason}`, values)) }),
				buttons: [[startButton(t), homeButton(t)]],
			};
		}
		case "cancelled":
			return { text: t("importing.cancelled", { name }), buttons: [[homeButton(t)]] };
	}
}

function preview(shown: Import, problems: ImportRow[], t: T): Message {
	const counts = shown.counts ?? { new: 0, known: 0, changed: 0, wrong: 0, remarked: 0 };
	const toWrite = counts.new + counts.changed;
	const lines = [
		t("importing.preview.title", { name: shown.fileName }),
		"",
		t("importing.preview.new", { number: counts.new }),
		t("importing.preview.known", { number: counts.known }),
		t("importing.preview.changed", { number: counts.changed }),
		t("importing.preview.wrong", { number: counts.wrong }),
	];
	if (counts.remarked > 0) lines.push(t("importing.preview.remarked", { number: counts.remarked }));
	const ignored = shown.ignored ?? [];
	if (ignored.length > 0)
		lines.push("", t("importing.preview.ignored", { columns: t.list(ignored.slice(0, 6).map(short)) }));
	if (problems.length > 0)
		lines.push("", t("importing.preview.problems"), ...problems.map((row) => problemLine(row, t)));
	if (toWrite === 0)
		lines.push("", counts.wrong > 0 ? t("importing.preview.allWrong") : t("importing.preview.nothing"));
	else lines.push("", t("importing.preview.untouched"));
	const rows: Button[][] = [];
	if (toWrite > 0)
		rows.push([
			{ label: t.plain("importing.button.commit", { count: toWrite }), press: press("import.commit", shown.id) },
		]);
	if (counts.wrong + counts.changed + counts.remarked > 0)
		rows.push([{ label: t.plain("importing.button.annotate"), press: press("import.annotate", shown.id) }]);
	rows.push([cancelButton(shown, t), homeButton(t)]);
	return { text: lines.join("\n"), buttons: rows };
}

/** "ردیف ۷، شناسهٔ ملی: رقم کنترل درست نیست." */
function problemLine(row: ImportRow, t: T): string {
	const [first] = row.problems.toSorted((a, b) => Number(a.remark ?? false) - Number(b.remark ?? false));
	if (!first) return "";
	const reason = html(reasonOf(first, t));
	return first.column === undefined
		? t("importing.preview.rowProblem", { row: row.number, reason })
		: t("importing.preview.problem", {
				row: row.number,
				column: html(t.dynamic(`importing.column.${first.column}`)),
				reason,
			});
}

function reasonOf({ reason, values }: Problem, t: T): string {
	return t.dynamic(`importing.problem.${reason}`, values ?? {});
}

/** For the copy of the file: what the row does, and everything that is wrong with it. Plain text. */
export function rowStatus({ outcome, changed, problems }: ImportRow, t: T): string {
	const column = (name: string) =>
		t.dynamicPlain(`importing.column.${name === "neighbourhoodIds" ? "neighbourhoods" : name}`);
	const lines = [t.dynamicPlain(`importing.outcome.${outcome}`)];
	if (changed.length > 0) lines[0] += `: ${changed.map(column).join(t.plain("common.list.comma"))}`;
	for (const { column: at, reason, values } of problems) {
		const told = t.dynamicPlain(`importing.problem.${reason}`, values ?? {});
		lines.push(at === undefined ? told : `${column(at)}: ${told}`);
	}
	return lines.join(" — ");
}

function written({ fileName, written: counts = { added: 0, changed: 0, skipped: 0 } }: Import, t: T): string {
	const { added, changed, skipped } = counts;
	const lines = [t("importing.written", { name: fileName, added, changed })];
	if (skipped > 0) lines.push(t("importing.skipped", { number: skipped }));
	return lines.join("\n");
}

/** What the admin is told when all is written, with what comes next: codes for the directors. */
export function told({ import: shown }: Preview, t: T): Message {
	if ((shown.written?.added ?? 0) === 0) return { text: written(shown, t), buttons: [[homeButton(t)]] };
	return { text: `${written(shown, t)}\n\n${t("importing.next")}`, buttons: [[codesButton(t)], [homeButton(t)]] };
}

export function annotated({ content }: { content: Uint8Array }, t: T): Message {
	return {
		text: t("importing.annotated"),
		file: { kind: "document", source: { content, name: `${t.plain("importing.annotatedSheet")}.xlsx` } },
	};
}

export function startButton(t: T): Button {
	return { label: t.plain("importing.button.start"), press: press("import.start") };
}

function codesButton(t: T): Button {
	return { label: t.plain("importing.button.codes"), press: press("claim.codes") };
}

function cancelButton({ id }: Import, t: T): Button {
	return { label: t.plain("importing.button.cancel"), press: press("import.cancel", id) };
}

function short(name: string): string {
	const trimmed = name.trim() || "…";
	return trimmed.length <= 32 ? trimmed : `${trimmed.slice(0, 31)}…`;
}
