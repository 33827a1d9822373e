/** Writes the example register that ships: `node scripts/import/example.ts`. The bot sends the same one in chat. */
import { writeFileSync } from "node:fs";
import { exampleSheet } from "../../src/papers/registerSheets.ts";
import { spreadsheetBytes } from "../../src/papers/writeSpreadsheet.ts";
import { createTexts } from "../../src/texts/index.ts";

const texts = createTexts({ timeZone: "Asia/Tehran", defaultLanguage: "fa" });
writeFileSync(new URL("example.xlsx", import.meta.url), await spreadsheetBytes(exampleSheet(texts.in("fa"))));
