/** What an agency's liaison says of a report that needs words: not ours, a question, how far it is, that it is done. */
import { type Report, reportReason } from "../../../domain/report.ts";
import { ask } from "../../../services/reports/ask.ts";
import { propose } from "../../../services/reports/close.ts";
import { decline, progress } from "../../../services/reports/refer.ts";
import { codeOf } from "../../../services/reports/subject.ts";
import * as views from "../../../views/referral.ts";
import { form, photos, text } from "../../form/index.ts";
import { begunOf, fileIds, readSubject } from "../../reportSubject.ts";

const texts = "referrals";
/** It was given to somebody else, or closed: what was written here is about what is gone. */
const over = ["notFound", "notNow", "decidedMeanwhile", "alreadyAsked"];

export const declineReferral = form("declineIt", {
	texts,
	questions: { reason: text(reportReason) },
	submit: (actor, { reason }, now, draft) =>
		decline(actor, { ...readSubject(draft.subject), reason }, now, begunOf(draft)),
	about: codeOf,
	over,
	done: (report: Report, t) => views.sent(report, "declined", t),
});

export const askForAgency = form("askFor", {
	texts,
	questions: { question: text(reportReason) },
	submit: (actor, { question }, now, draft) =>
		ask(actor, { ...readSubject(draft.subject), question }, now, begunOf(draft)),
	about: codeOf,
	over,
	done: (report: Report, t) => views.sent(report, "sent", t),
});

export const tellProgress = form("progress", {
	texts,
	questions: { words: text(reportReason), progressPhotos: photos({ optional: true }) },
	submit: (actor, { words, progressPhotos }, now, draft) =>
		progress(actor, { ...readSubject(draft.subject), words, photos: fileIds(progressPhotos) }, now, begunOf(draft)),
	about: codeOf,
	over,
	done: (report: Report, t) => views.sent(report, "sent", t),
});

export const proposeClosing = form("propose", {
	texts,
	questions: {
		words: text(reportReason),
		photos: photos({ instead: "noPhoto" }),
		whyNoPhoto: text(reportReason, {
			onlyIf: (answers) => answers.photos !== undefined && !Array.isArray(answers.photos),
		}),
	},
	submit: (actor, { words, photos: proof, whyNoPhoto }, now, draft) =>
		propose(
			actor,
			{
				...readSubject(draft.subject),
				words,
				photos: fileIds(proof),
				...(whyNoPhoto !== undefined && { whyNoPhoto }),
			},
			now,
			begunOf(draft),
		),
	about: codeOf,
	over,
	done: (report: Report, t) => views.sent(report, "proposed", t),
});
