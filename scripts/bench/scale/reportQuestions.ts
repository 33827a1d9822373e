/** Every list, filter, search and look-up of reports, of the desks and of half-finished works, as different people ask it. */
import { FIRST_DIMENSIONS } from "../../../src/domain/committee.ts";
import { queryWords } from "../../../src/domain/finding.ts";
import { dayAt } from "../../../src/domain/register.ts";
import { OPEN_STATES, REPORT_KINDS, REPORT_STATES } from "../../../src/domain/report.ts";
import { FIRST_CATEGORIES } from "../../../src/domain/reportCategory.ts";
import { PERCENT_BANDS } from "../../../src/domain/stalledWork.ts";
import * as desk from "../../../src/store/reportDesk.ts";
import * as lists from "../../../src/store/reportLists.ts";
import * as reports from "../../../src/store/reports.ts";
import * as stalled from "../../../src/store/stalledWorks.ts";
import type { Chance } from "./names.ts";
import { NOW, neighbourhoodId, organizationId, personId, type Size } from "./province.ts";
import type { Question } from "./questions.ts";
import { AGENCIES, agencyId, codeOf, placeOf, reportId, SAID } from "./reports.ts";

const LIMIT = 7;
const today = dayAt(NOW);
const dimensions = [...FIRST_DIMENSIONS];
const nearby = Object.entries(FIRST_CATEGORIES).filter(([, one]) => !one.isSensitive && !one.emergencyNumber);

type More = Partial<lists.Finding>;
const find = (more: More, from = {}) => lists.find({ states: OPEN_STATES, dimensions, ...more }, from, LIMIT);
const somewhere = (luck: Chance, size: Size) => ({ after: reportId(luck.number(size.reports)) });
const place = (luck: Chance) => neighbourhoodId(luck.number(1_000));
const agency = (luck: Chance) => agencyId(luck.number(AGENCIES));
const kind = (luck: Chance) => luck.one(REPORT_KINDS);
const dimension = (luck: Chance) => luck.one(dimensions);
const said = (text: string) => ({ words: queryWords(text) });
/** A work that stands in the register, as an edge of a page; without one, its beginning. */
const works: string[] = [];
async function workSomewhere(luck: Chance): Promise<{ after?: string }> {
	if (works.length === 0) {
		let from: { after?: string } = {};
		for (let page = 0; page < 20; page++) {
			const { list } = await stalled.find({}, from, 200);
			works.push(...list.map(({ id }) => id));
			const last = list.at(-1)?.id;
			if (last === undefined) break;
			from = { after: last };
		}
	}
	return works.length > 0 ? { after: luck.one(works) } : {};
}

export const reportQuestions: Question[] = [
	{ name: "open reports", isDefault: true, ask: () => find({}) },
	{ name: "open reports, a page on", isDefault: true, ask: (luck, size) => find({}, somewhere(luck, size)) },
	{
		name: "open reports, a page back",
		isDefault: true,
		ask: (luck, size) => find({}, { before: reportId(luck.number(size.reports)) }),
	},
	{
		name: "every report",
		isDefault: true,
		ask: (luck, size) => find({ states: REPORT_STATES }, somewhere(luck, size)),
	},
	{ name: "reports of a state", isDefault: true, ask: (luck) => find({ states: [luck.one(REPORT_STATES)] }) },
	{ name: "reports of a kind", ask: (luck) => find({ kind: kind(luck) }) },
	{ name: "reports of a dimension", ask: (luck) => find({ dimension: dimension(luck) }) },
	{ name: "reports of a neighbourhood", isDefault: true, ask: (luck) => find({ neighbourhoodId: place(luck) }) },
	{ name: "reports of an agency", isDefault: true, ask: (luck) => find({ agencyId: agency(luck) }) },
	{
		name: "reports of a kind and a dimension in a neighbourhood",
		ask: (luck) => find({ kind: kind(luck), dimension: dimension(luck), neighbourhoodId: place(luck) }),
	},
	{
		name: "reports of a kind, an agency, a neighbourhood",
		ask: (luck) => find({ kind: kind(luck), agencyId: agency(luck), neighbourhoodId: place(luck) }),
	},
	{ name: "overdue reports", isDefault: true, ask: () => find({ overdueOn: today }) },
	{ name: "overdue in a neighbourhood", ask: (luck) => find({ overdueOn: today, neighbourhoodId: place(luck) }) },
	{ name: "overdue at an agency", ask: (luck) => find({ overdueOn: today, agencyId: agency(luck) }) },
	{
		name: "my reports",
		isDefault: true,
		ask: (luck, size) => find({ states: REPORT_STATES, followerId: personId(luck.number(size.people)) }),
	},
	{
		name: "my organization's reports",
		isDefault: true,
		ask: (luck, size) =>
			find({ states: REPORT_STATES, organizationId: organizationId(luck.number(size.organizations)) }),
	},
	{
		name: "open reports of a committee, counted",
		ask: (luck) => lists.count({ states: OPEN_STATES, committeeId: dimension(luck) }),
	},
	{
		name: "a word that many reports have",
		ask: (luck) => find({ states: REPORT_STATES, ...said(luck.one(SAID.everywhere)) }),
	},
	{ name: "a word that many have, among open ones", ask: (luck) => find(said(luck.one(SAID.everywhere))) },
	{ name: "a word that some reports have", ask: (luck) => find(said(luck.one(SAID.some))) },
	{ name: "a beginning of a word in reports", ask: (luck) => find(said(luck.one(SAID.beginnings))) },
	{ name: "two words of reports", ask: (luck) => find(said(`${luck.one(SAID.everywhere)} ${luck.one(SAID.some)}`)) },
	{ name: "a word no report has", ask: () => find(said("ققنوس")) },
	{
		name: "a word, of a kind, in a neighbourhood",
		ask: (luck) => find({ ...said(luck.one(SAID.some)), kind: kind(luck), neighbourhoodId: place(luck) }),
	},
	{ name: "a report by code", ask: (luck, size) => reports.byCode(codeOf(luck.number(size.reports))) },
	{ name: "a report by id", ask: (luck, size) => reports.byId(reportId(luck.number(size.reports))) },
	{
		name: "open reports nearby",
		isDefault: true,
		ask: (luck) => {
			const [category, { radiusM }] = luck.one(nearby);
			return lists.near({ category, place: placeOf(luck), radiusM }, 3);
		},
	},
	{
		name: "open reports alike in a neighbourhood",
		ask: (luck) => lists.alike({ category: luck.one(nearby)[0], neighbourhoodId: place(luck) }, 3),
	},
	{
		name: "reports of somebody today",
		ask: (luck, size) => lists.madeSince(personId(luck.number(size.people)), new Date(NOW.getTime() - 86_400_000), 11),
	},
	{ name: "desk: not routed", isDefault: true, ask: () => desk.waiting("unrouted", {}, LIMIT) },
	{ name: "desk: how many are not routed", ask: () => desk.countWaiting("unrouted") },
	{ name: "desk: overdue", isDefault: true, ask: () => desk.overdue(today, {}, LIMIT) },
	{ name: "desk: how many are overdue", ask: () => desk.countOverdue(today) },
	{ name: "desk: mine", isDefault: true, ask: (luck) => desk.heldBy(personId(luck.number(40)), {}, LIMIT) },
	{
		name: "liaison: what lies with my agency",
		isDefault: true,
		ask: (luck) => desk.atAgencies([agency(luck)], {}, {}, LIMIT),
	},
	{ name: "liaison: overdue", ask: (luck) => desk.atAgencies([agency(luck)], { before: today }, {}, LIMIT) },
	{ name: "liaison: how many", ask: (luck) => desk.countAtAgencies([agency(luck)]) },
	{ name: "half-finished works", isDefault: true, ask: () => stalled.find({}, {}, LIMIT) },
	{
		name: "half-finished works, a page on",
		isDefault: true,
		ask: async (luck) => stalled.find({}, await workSomewhere(luck), LIMIT),
	},
	{
		name: "half-finished works of a neighbourhood",
		isDefault: true,
		ask: (luck) => stalled.find({ neighbourhoodId: place(luck) }, {}, LIMIT),
	},
	{
		name: "half-finished works of an agency",
		isDefault: true,
		ask: (luck) => stalled.find({ agencyId: agency(luck) }, {}, LIMIT),
	},
	{
		name: "half-finished works of a quarter",
		isDefault: true,
		ask: (luck) => stalled.find({ band: luck.one(PERCENT_BANDS) }, {}, LIMIT),
	},
	{
		name: "half-finished works: agency, quarter, stopped five years",
		ask: (luck) =>
			stalled.find(
				{ agencyId: agency(luck), band: luck.one(PERCENT_BANDS), stoppedBefore: dayAt(NOW, -5 * 365) },
				{},
				LIMIT,
			),
	},
	{ name: "works nobody looked at", ask: () => stalled.unseen(NOW, 50) },
];
