/** Making a report: what it is, where, how bad; open reports nearby are shown before another one is made. */
import { PROVINCE } from "../../../domain/neighbourhood.ts";
import { personName } from "../../../domain/person.ts";
import {
	AFFECTED,
	landmark,
	PERCENT,
	proposalWords,
	REPORT_KINDS,
	type Report,
	type ReportKind,
	SINCES,
	stalledWords,
	URGENCIES,
} from "../../../domain/report.ts";
import { make } from "../../../services/reports/make.ts";
import { type Candidate, nearby } from "../../../services/reports/nearby.ts";
import { support } from "../../../services/reports/support.ts";
import * as views from "../../../views/report.ts";
import { choice, date, form, number, offer, place, text, year } from "../../form/index.ts";
import * as ask from "../../questions/report.ts";

const ofKind =
	(kind: ReportKind) =>
	({ kind: chosen }: Readonly<Record<string, unknown>>) =>
		chosen === kind;
const problem = ofKind("problem");
const need = ofKind("need");
const stalledWork = ofKind("stalledWork");

export const makeReport = form("makeReport", {
	texts: "reports",
	questions: {
		kind: choice(REPORT_KINDS, { perRow: 1 }),
		dimension: ask.dimension(),
		category: ask.category({ againAfter: ["dimension"] }),
		place: place({ optional: true, within: PROVINCE }),
		neighbourhood: ask.whereabouts({}),
		/** Only asked when there are some. */
		nearby: offer<Candidate>((actor, answers, now) => nearby(actor, answers, now), {
			againAfter: ["category", "place", "neighbourhood"],
			before: (found, t) => views.candidateMedia(found, t),
			show: (found, t) => views.candidates(found, t),
			label: (_, t, position) => t.plain("reports.button.thisIsIt", { number: position }),
			id: ({ report }) => report.id,
			choose: async (actor, { report }, _, now) => {
				const result = await support(actor, report.id, now);
				return { end: (t) => views.supported(result, t) };
			},
		}),
		landmark: text(landmark, { optional: true }),
		problem: ask.told({ onlyIf: problem }),
		need: ask.told({ onlyIf: need }),
		work: ask.told({ onlyIf: stalledWork }),
		since: choice(SINCES, { onlyIf: problem }),
		proposal: text(proposalWords, { onlyIf: need, optional: true }),
		agency: ask.agency({ onlyIf: stalledWork, instead: "unknown" }),
		startedYear: year({ onlyIf: stalledWork }),
		stoppedOn: date({ onlyIf: stalledWork, past: true, marksDaysOff: false }),
		percent: number({ onlyIf: stalledWork, ...PERCENT }),
		why: text(stalledWords, { onlyIf: stalledWork, optional: true }),
		dangers: text(stalledWords, { onlyIf: stalledWork, optional: true }),
		affected: number({ ...AFFECTED, instead: "unknown" }),
		urgency: choice(URGENCIES),
		photos: ask.reportPhotos({ optional: true }),
		behalfName: text(personName, { optional: true }),
		behalfPhone: ask.typedPhone({ optional: true, onlyIf: ({ behalfName }) => typeof behalfName === "string" }),
	},
	submit: (actor, answers, now, draft) => make(actor, answers, now, draft),
	over: ["notAllowed", "notMember", "tooManyToday"],
	done: (report: Report, t) => views.made(report, t),
});
