/** The works that read and write whole registers: imports and exports. */
import type { Download } from "../telegram/download.ts";
import type { Texts } from "../texts/index.ts";
import type { Work } from "./works.ts";

export function registerWorks(_: { texts: Texts; download: Download }): Record<string, Work> {
	return {};
}
