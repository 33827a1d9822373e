/** What is made and sent of needs assessment: invitations, reminders, the end of a round, its result as a picture and a sheet. */
import type { Person } from "../domain/person.ts";
import { assessmentPicture } from "../papers/assessmentPicture.ts";
import { assessmentSheet } from "../papers/assessmentSheet.ts";
import { writeSpreadsheet } from "../papers/writeSpreadsheet.ts";
import * as assessments from "../services/assessments/index.ts";
import * as cards from "../services/cards.ts";
import { keepSheet, sheet } from "../services/exports.ts";
import type { Texts } from "../texts/index.ts";
import * as views from "../views/assessment.ts";
import { picture, workbook } from "../views/assessmentResult.ts";
import { type Kinds, kind, type Refs } from "./kind.ts";
import type { Work } from "./works.ts";

const HOURS = 24;

export const assessmentKinds: Kinds = {
	"assessment.invited": kind({ load: awaited, view: views.invited }),
	"assessment.reminder": kind({ load: awaited, view: views.reminder }),
	"assessment.ended": kind({
		load: ({ assessmentId, endedAt }) => assessments.endedRound(String(assessmentId), Number(endedAt)),
		view: views.ended,
	}),
	"assessment.picture": kind({ load: made, view: picture }),
	"assessment.workbook": kind({ load: made, view: workbook }),
};

async function awaited({ assessmentId }: Refs, recipient: Person | undefined, now: Date) {
	return recipient && (await assessments.awaited(await cards.viewerOf(recipient), String(assessmentId), now));
}

/** A paper of a result, for whoever ordered it while they may see it. */
async function made({ assessmentId, paperId }: Refs, recipient: Person | undefined, now: Date) {
	if (!recipient) return undefined;
	const found = await assessments.result(await cards.viewerOf(recipient), String(assessmentId), now);
	const content = await sheet(String(paperId));
	return found.ok && content ? { ...found.value, content } : undefined;
}

export function assessmentWorks({ texts }: { texts: Texts }): Record<string, Work> {
	return {
		async "assessment.result"({ refs, now }) {
			const { assessmentId = "", personId = "", paperId = "", language } = refs as Record<string, string>;
			const person = await cards.personOf(personId);
			const found = person && (await assessments.result(await cards.viewerOf(person), assessmentId, now));
			if (!found?.ok) return;
			const { assessment, results, neighbourhoods, organizations } = found.value;
			const t = texts.in(language === "en" ? "en" : "fa");
			const paper = { personId, refs: { assessmentId }, hours: HOURS };
			const drawn = assessmentPicture({ title: assessment.title, results, neighbourhoods }, t);
			await keepSheet({ ...paper, id: `${paperId}:picture`, kind: "assessment.picture" }, onePiece(drawn), now);
			if (organizations.size === 0) return;
			const written = writeSpreadsheet(assessmentSheet({ results, neighbourhoods, organizations }, t));
			await keepSheet({ ...paper, id: `${paperId}:sheet`, kind: "assessment.workbook" }, written, now);
		},
	};
}

async function* onePiece(content: Uint8Array): AsyncGenerator<Uint8Array> {
	yield content;
}
