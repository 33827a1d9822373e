/** The map picture of open reports: drawn in the background, delivered with its numbers. */
import { mapPicture } from "../papers/map.ts";
import { keepSheet, sheet } from "../services/exports.ts";
import { mapOf } from "../services/reports/map.ts";
import type { Texts } from "../texts/index.ts";
import * as views from "../views/reportMap.ts";
import { type Kinds, kind } from "./kind.ts";
import type { Work } from "./works.ts";

const HOURS = 24;

export const reportMapKinds: Kinds = {
	"report.mapReady": kind({
		async load({ neighbourhoodId, paperId }, recipient) {
			const found = recipient && (await mapOf(recipient.id, String(neighbourhoodId)));
			const content = await sheet(String(paperId));
			return found && content ? { ...found, content } : undefined;
		},
		view: views.picture,
	}),
};

export function reportMapWorks({ texts }: { texts: Texts }): Record<string, Work> {
	return {
		async "report.map"({ refs, now }) {
			const { neighbourhoodId = "", personId = "", paperId = "", language } = refs as Record<string, string>;
			const found = await mapOf(personId, neighbourhoodId);
			if (!found) return;
			const t = texts.in(language === "en" ? "en" : "fa");
			const drawn = mapPicture(views.drawn(found, t));
			const paper = { id: paperId, personId, kind: "report.mapReady", refs: { neighbourhoodId }, hours: HOURS };
			await keepSheet(paper, onePiece(drawn), now);
		},
	};
}

async function* onePiece(content: Uint8Array): AsyncGenerator<Uint8Array> {
	yield content;
}
