/** Admins add a committee and change how one is called. */
import { committeeMandate } from "../../../domain/committee.ts";
import { englishLabel, persianLabel } from "../../../domain/list.ts";
import * as committees from "../../../services/committees/index.ts";
import { offered } from "../../../services/lists.ts";
import * as views from "../../../views/committee.ts";
import { choice, form, text } from "../../form/index.ts";

const questions = {
	dimension: choice({ from: () => offered("dimensions") }, { label: (value, t) => views.dimensionName(value, t) }),
	fa: text(persianLabel),
	en: text(englishLabel),
	mandateFa: text(committeeMandate),
	mandateEn: text(committeeMandate),
};

export const addCommittee = form("addCommittee", {
	texts: "committees",
	questions,
	submit: (actor, answers, now, draft) => committees.add(actor, answers, now, draft),
	done: views.added,
	title: (answers) => answers.fa,
	over: ["notAllowed"],
});

export const changeCommittee = form("changeCommittee", {
	texts: "committees",
	questions,
	submit: (actor, answers, now, { subject }) => committees.change(actor, subject, answers, now),
	done: views.changed,
	title: (answers) => answers.fa,
	over: ["notAllowed", "notFound", "isRetired"],
});
