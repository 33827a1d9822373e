/** Opening a round of needs assessment: what it is called, which neighbourhoods, until when. */
import { assessmentTitle, MOST_NEIGHBOURHOODS } from "../../../domain/assessment.ts";
import * as assessments from "../../../services/assessments/index.ts";
import * as neighbourhoodList from "../../../services/neighbourhoods.ts";
import { opened } from "../../../views/assessment.ts";
import { date, form, neighbourhoods, text } from "../../form/index.ts";

export const openAssessment = form("openAssessment", {
	texts: "assessments",
	questions: {
		title: text(assessmentTitle),
		neighbourhoods: neighbourhoods(neighbourhoodList, { atLeast: 1, atMost: MOST_NEIGHBOURHOODS }),
		closesOn: date({ future: true }),
	},
	submit: (actor, answers, now, draft) => assessments.open(actor, answers, now, draft),
	done: opened,
	title: (answers) => answers.title,
});
