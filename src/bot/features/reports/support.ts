/** Words and photos of one's own beside a support. */
import { type Report, supportWords } from "../../../domain/report.ts";
import { tellMore } from "../../../services/reports/support.ts";
import { toldMore } from "../../../views/report.ts";
import { form, text } from "../../form/index.ts";
import { reportPhotos } from "../../questions/report.ts";

export const supportReport = form("supportReport", {
	texts: "reports",
	questions: {
		supportWords: text(supportWords, { optional: true }),
		supportPhotos: reportPhotos({ optional: true }),
	},
	submit: (actor, { supportWords, supportPhotos }, _, { subject }) =>
		tellMore(actor, {
			reportId: subject,
			words: supportWords,
			photos: (supportPhotos ?? []).map(({ fileId }) => fileId),
		}),
	over: ["notFound"],
	done: (report: Report, t) => toldMore(report, t),
});
