/** The works that keep organizations' documents. */
import { keep } from "../services/documents.ts";
import type { Download } from "../telegram/download.ts";
import type { Work } from "./works.ts";

export function profileWorks({ download }: { download: Download }): Record<string, Work> {
	return {
		"document.keep": ({ refs, now }) => keep(String(refs.documentId), download, now),
	};
}
