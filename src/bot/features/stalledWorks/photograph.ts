/** A fresh look at a half-finished work: photos, how much is built now, and a few words. */
import { supportWords } from "../../../domain/report.ts";
import { BUILT } from "../../../domain/stalledWork.ts";
import * as stalledWorks from "../../../services/stalledWorks.ts";
import { looked } from "../../../views/stalledWork.ts";
import { form, number, photos, text } from "../../form/index.ts";

export const photographStalled = form("look", {
	texts: "stalledWorks",
	questions: {
		photos: photos({ atLeast: 1 }),
		percent: number(BUILT),
		words: text(supportWords, { optional: true }),
	},
	submit: (actor, answers, now, { subject, requestId }) =>
		stalledWorks.photograph(actor, { ...answers, reportId: subject }, now, { requestId }),
	done: looked,
	about: stalledWorks.about,
	over: ["closed", "notFound", "notAllowed"],
});
