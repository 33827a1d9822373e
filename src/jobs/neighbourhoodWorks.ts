/** The works about neighbourhoods: reading and writing a file of them, drawing the map of one. */
import { joinedForm } from "../domain/importWords.ts";
import { SHEET_COLUMNS, type SheetColumnName } from "../domain/neighbourhoodImport.ts";
import { mapPicture } from "../papers/map.ts";
import * as imports from "../services/neighbourhoodImports.ts";
import * as maps from "../services/neighbourhoodMaps.ts";
import { languageOf } from "../services/people.ts";
import type { Download } from "../telegram/download.ts";
import type { Texts } from "../texts/index.ts";
import { LANGUAGE_CODES } from "../texts/languages.ts";
import { mapShown } from "../views/neighbourhoodSheet.ts";
import type { Work } from "./works.ts";

export function neighbourhoodWorks({ texts, download }: { texts: Texts; download: Download }): Record<string, Work> {
	return {
		async "neighbourhoods.read"({ refs, now }) {
			const importId = String(refs.importId);
			const found = await imports.byId(importId);
			if (found?.state !== "reading") return;
			await imports.read(importId, await download(found.fileId), columnsOf(texts), joinedForm, now);
		},
		async "neighbourhoods.write"({ refs, now, report }) {
			await imports.write(String(refs.importId), now, report);
		},
		async "neighbourhood.map"({ refs, now }) {
			const { neighbourhoodId, paperId, personId } = refs as Record<string, string>;
			const around = await maps.surroundings(neighbourhoodId ?? "");
			if (!around || !paperId || !personId || !neighbourhoodId) return;
			const t = texts.in(await languageOf(personId));
			await maps.keepMap({ paperId, personId, neighbourhoodId }, mapPicture(mapShown(around, t)), now);
		},
	};
}

/** What a heading may be called: as the example has it in either language, and as spreadsheets of maps write it. */
const ALSO: Partial<Record<SheetColumnName, readonly string[]>> = {
	name: ["محله", "نام", "name"],
	latitude: ["lat", "عرض"],
	longitude: ["lon", "lng", "long", "طول"],
	officeName: ["دفتر تسهیل گری", "نام دفتر"],
};

function columnsOf(texts: Texts): Map<string, SheetColumnName> {
	return new Map(
		SHEET_COLUMNS.flatMap((column) => [
			...LANGUAGE_CODES.map(
				(language) => [joinedForm(texts.in(language).dynamicPlain(`neighbourhoods.column.${column}`)), column] as const,
			),
			...(ALSO[column] ?? []).map((name) => [joinedForm(name), column] as const),
		]),
	);
}
