/** What is written about a meeting afterwards: a point of the minutes, an objection, that an action is done, what it lacks. */
import type { SeatHolder } from "../../../domain/committee.ts";
import {
	type ActionItem,
	type Minutes,
	type MinutesPoint,
	objectionWords,
	POINT_KINDS,
	pointWords,
	reportWords,
} from "../../../domain/minutes.ts";
import * as minutes from "../../../services/minutes/index.ts";
import { ownerFinder } from "../../../services/minutes/owners.ts";
import * as actionViews from "../../../views/action.ts";
import * as objectionViews from "../../../views/minutesObjections.ts";
import * as pointViews from "../../../views/minutesPoint.ts";
import { choice, date, form, text } from "../../form/index.ts";
import type { Answers } from "../../form/question.ts";
import { owner } from "./owner.ts";

const isAction = ({ kind }: Answers) => kind === "action";

const point = {
	kind: choice(POINT_KINDS),
	words: text(pointWords),
	owner: owner(ownerFinder, { onlyIf: isAction }),
	dueOn: date({ onlyIf: isAction, future: true }),
};

const OVER = ["notAllowed", "locked", "tooManyPoints"];

export const addMinutesPoint = form("addMinutesPoint", {
	texts: "minutes",
	review: false,
	questions: point,
	submit: (actor, answers, now, { subject, requestId }) =>
		minutes.addPoint(actor, { meetingId: subject, ...answers }, now, { requestId }),
	over: OVER,
	done: (value: Minutes, t) => pointViews.pointAdded(value, t),
});

/** Its subject names the meeting and the point: "<meeting>.<point>". */
export const changeMinutesPoint = form("changeMinutesPoint", {
	texts: "minutes",
	questions: point,
	submit(actor, answers, now, { subject }) {
		const [meetingId = "", pointId = ""] = subject.split(".");
		return minutes.changePoint(actor, { meetingId, pointId, ...answers }, now);
	},
	over: OVER,
	done: (value: Minutes, t) => pointViews.pointChanged(value, t),
});

/** The answers a change starts from. */
export function answersOf({ kind, words, owner, dueOn }: MinutesPoint): {
	kind: string;
	words: string;
	owner?: SeatHolder;
	dueOn?: string;
} {
	return { kind, words, ...(owner && { owner }), ...(dueOn !== undefined && { dueOn }) };
}

export const objectToMinutes = form("objectToMinutes", {
	texts: "minutes",
	review: false,
	questions: { objection: text(objectionWords) },
	submit: (actor, { objection }, now, { subject, requestId }) =>
		minutes.object(actor, { meetingId: subject, words: objection }, now, { requestId }),
	over: ["tooLate", "notAttended"],
	done: (value: Minutes, t) => objectionViews.objected(value, t),
});

export const reportAction = form("reportAction", {
	texts: "minutes",
	review: false,
	questions: { report: text(reportWords) },
	submit: (actor, { report }, now, { subject }) => minutes.reportAction(actor, { id: subject, words: report }, now),
	over: ["notAllowed", "alreadyDone"],
	done: (item: ActionItem, t) => actionViews.reported(item, t),
});

export const returnAction = form("returnAction", {
	texts: "minutes",
	review: false,
	questions: { missing: text(reportWords) },
	submit: (actor, { missing }, now, { subject }) => minutes.sendBackAction(actor, { id: subject, words: missing }, now),
	over: ["notAllowed", "alreadyDone"],
	done: (item: ActionItem, t) => actionViews.sentBack(item, t),
});
