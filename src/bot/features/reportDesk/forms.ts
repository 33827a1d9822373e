/** The decisions of the secretariat on a report that need words, and what the reporter and the followers answer. */
import { type Outcome, type Report, reportReason, supportWords } from "../../../domain/report.ts";
import { done, refuse } from "../../../kit/result.ts";
import { answer, ask } from "../../../services/reports/ask.ts";
import { CLOSING_OUTCOMES, close, refuseProposal } from "../../../services/reports/close.ts";
import { setDeadline } from "../../../services/reports/deadline.ts";
import { merge, previewOf } from "../../../services/reports/merge.ts";
import { note, type Revealed, reveal } from "../../../services/reports/note.ts";
import { type Referred, refer, reroute } from "../../../services/reports/refer.ts";
import { reopen } from "../../../services/reports/reopen.ts";
import { codeOf } from "../../../services/reports/subject.ts";
import type { T } from "../../../texts/index.ts";
import * as views from "../../../views/reportDecision.ts";
import * as toldViews from "../../../views/reportTold.ts";
import { choice, date, type Form, form, photos, text } from "../../form/index.ts";
import { begunOf, fileIds, readSubject } from "../../reportSubject.ts";

const texts = "reportDesk";
/** Somebody else decided, or it is not to be decided any more: what was written here is about what is gone. */
const over = ["notFound", "notNow", "decidedMeanwhile", "alreadyThere", "alreadyAsked", "alreadyReopened", "notAsked"];
const sent = (what: Parameters<typeof views.sent>[1]) => (report: Report, t: T) => views.sent(report, what, t);

const referTo = form("referTo", {
	texts,
	questions: {
		dueOn: date({ future: true, instead: "usual" }),
		message: text(reportReason, { optional: true }),
	},
	submit(_actor, { dueOn, message }, now, draft) {
		const { reportId, otherId } = readSubject(draft.subject);
		const input = {
			reportId,
			agencyId: otherId,
			...(typeof dueOn === "string" && { dueOn }),
			...(message !== undefined && { words: message }),
		};
		return refer(_actor, input, now, begunOf(draft));
	},
	about: codeOf,
	over: [...over, "agencyGone"],
	done: (referred: Referred, t) => views.referred(referred, t),
});

const rerouteTo = form("reroute", {
	texts,
	questions: { reason: text(reportReason) },
	submit(actor, { reason }, now, draft) {
		const { reportId, otherId } = readSubject(draft.subject);
		return reroute(actor, { reportId, committeeId: otherId, reason }, now, begunOf(draft));
	},
	about: codeOf,
	over: [...over, "committeeGone"],
	done: sent("rerouted"),
});

const deadline = form("deadline", {
	texts,
	questions: { dueOn: date({ future: true }), reason: text(reportReason) },
	submit: (actor, { dueOn, reason }, now, draft) =>
		setDeadline(actor, { ...readSubject(draft.subject), dueOn, reason }, now, begunOf(draft)),
	about: codeOf,
	over,
	done: sent("deadlineSet"),
});

const mergeInto = form("mergeInto", {
	texts,
	questions: {
		survivor: text({
			check: (typed: string) => {
				const code = views.codeFrom(typed);
				return code === undefined ? refuse("notACode") : done(code);
			},
		}),
	},
	preview: async (_, { survivor }) => {
		const found = await previewOf(survivor);
		return (t: T) => views.mergePreview(found, t);
	},
	submit: (actor, { survivor }, now, draft) =>
		merge(actor, { ...readSubject(draft.subject), code: survivor }, now, begunOf(draft)),
	about: codeOf,
	over,
	done: sent("merged"),
});

const askReporter = form("askReporter", {
	texts,
	questions: { question: text(reportReason) },
	submit: (actor, { question }, now, draft) =>
		ask(actor, { ...readSubject(draft.subject), question }, now, begunOf(draft)),
	about: codeOf,
	over,
	done: sent("asked"),
});

const noteReport = form("noteReport", {
	texts,
	questions: { note: text(reportReason) },
	submit: (actor, answers, now, draft) =>
		note(actor, { ...readSubject(draft.subject), words: answers.note }, now, begunOf(draft)),
	about: codeOf,
	over,
	done: sent("noted"),
});

const closeReport = form("closeReport", {
	texts,
	questions: {
		outcome: choice(CLOSING_OUTCOMES, {
			label: (outcome: Outcome, t: T) => t.dynamicPlain(`reports.outcome.${outcome}`),
		}),
		photos: photos({ instead: "noPhoto", onlyIf: ({ outcome }) => outcome === "done" }),
		whyNoPhoto: text(reportReason, {
			onlyIf: (answers) => answers.outcome === "done" && answers.photos !== undefined && !Array.isArray(answers.photos),
		}),
		reason: text(reportReason),
	},
	submit: (actor, { outcome, photos: proof, whyNoPhoto, reason }, now, draft) =>
		close(
			actor,
			{
				...readSubject(draft.subject),
				outcome,
				reason,
				photos: fileIds(proof),
				...(whyNoPhoto !== undefined && { whyNoPhoto }),
			},
			now,
			begunOf(draft),
		),
	about: codeOf,
	over,
	done: sent("closed"),
});

const keepOpen = form("keepOpen", {
	texts,
	questions: { whyNot: text(reportReason) },
	submit: (actor, { whyNot }, now, draft) =>
		refuseProposal(actor, { ...readSubject(draft.subject), reason: whyNot }, now, begunOf(draft)),
	about: codeOf,
	over,
	done: sent("keptOpen"),
});

const revealReporter = form("reveal", {
	texts,
	questions: { why: text(reportReason) },
	submit: (actor, { why }, now, draft) =>
		reveal(actor, { ...readSubject(draft.subject), reason: why }, now, begunOf(draft)),
	about: codeOf,
	over,
	done: (revealed: Revealed, t) => views.revealed(revealed, t),
});

/** By the reporter. */
const answerReport = form("answerReport", {
	texts,
	questions: {
		answerWords: text(supportWords, { optional: true }),
		answerPhotos: photos({ optional: true }),
	},
	submit: (actor, { answerWords, answerPhotos }, now, draft) =>
		answer(
			actor,
			{
				...readSubject(draft.subject),
				...(answerWords !== undefined && { words: answerWords }),
				photos: fileIds(answerPhotos),
			},
			now,
			begunOf(draft),
		),
	about: codeOf,
	over,
	done: (report: Report, t) => toldViews.answered(report, t),
});

/** By whoever follows it: a photo or a few words, sent as soon as it is said. */
const notFixed = form("notFixed", {
	texts,
	questions: {
		proof: photos({ optional: true }),
		proofWords: text(supportWords, { onlyIf: ({ proof }) => !Array.isArray(proof) }),
	},
	review: false,
	submit: (actor, { proof, proofWords }, now, draft) =>
		reopen(
			actor,
			{
				...readSubject(draft.subject),
				...(proofWords !== undefined && { words: proofWords }),
				photos: fileIds(proof),
			},
			now,
			begunOf(draft),
		),
	about: codeOf,
	over,
	done: (report: Report, t) => toldViews.reopened(report, t),
});

export const forms = {
	referTo,
	rerouteTo,
	deadline,
	mergeInto,
	askReporter,
	noteReport,
	closeReport,
	keepOpen,
	revealReporter,
	answerReport,
	notFixed,
} satisfies Record<string, Form>;
