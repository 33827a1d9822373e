/** Every list, filter, search and look-up of the registers, each asked as different people would ask it. */
import { phoneTail, queryWords } from "../../../src/domain/finding.ts";
import { ORGANIZATION_FIELDS } from "../../../src/domain/organization.ts";
import { dayAt, LAPSES_WITHIN_DAYS, STATE_GROUPS, staleBefore } from "../../../src/domain/register.ts";
import { nameKey, trigramsOf } from "../../../src/domain/similarity.ts";
import * as memberships from "../../../src/store/memberships.ts";
import * as organizations from "../../../src/store/organizations.ts";
import * as people from "../../../src/store/people.ts";
import * as peopleRegister from "../../../src/store/peopleRegister.ts";
import * as register from "../../../src/store/register.ts";
import * as similar from "../../../src/store/similarOrganizations.ts";
import { type Chance, organizationName, personName, TYPED } from "./names.ts";
import { NOW, neighbourhoodId, organizationId, personId, phoneOf, type Size, userIdOf } from "./province.ts";
import { reportQuestions } from "./reportQuestions.ts";

export interface Question {
	name: string;
	/** A plain list in its own order: what is read is what is shown. */
	isDefault?: true;
	ask(luck: Chance, size: Size): Promise<unknown>;
}

/** A page and one more, which says that there is another. */
const LIMIT = 7;
const registered = STATE_GROUPS.registered;
const today = dayAt(NOW);
const lapsed = { before: today };
const lapsing = { from: today, before: dayAt(NOW, LAPSES_WITHIN_DAYS + 1) };
const unchangedSince = staleBefore(NOW);

type More = Partial<register.Finding>;
const find = (more: More, from = {}) => register.find({ states: registered, ...more }, from, LIMIT);
const somewhere = (luck: Chance, size: Size) => ({ after: organizationId(luck.number(size.organizations)) });
const aField = (luck: Chance) => luck.one(ORGANIZATION_FIELDS);
const aNeighbourhood = (luck: Chance) => neighbourhoodId(luck.number(1_000));
const wordsOf = (text: string) => queryWords(text);
const everyState = STATE_GROUPS.all;

const organizationQuestions: Question[] = [
	{ name: "the register", isDefault: true, ask: () => find({}) },
	{ name: "a page further on", isDefault: true, ask: (luck, size) => find({}, somewhere(luck, size)) },
	{
		name: "a page back",
		isDefault: true,
		ask: (luck, size) => find({}, { before: organizationId(luck.number(size.organizations)) }),
	},
	{ name: "suspended", isDefault: true, ask: () => find({ states: STATE_GROUPS.suspended }) },
	{ name: "every state", isDefault: true, ask: (luck, size) => find({ states: everyState }, somewhere(luck, size)) },
	{ name: "of a field", ask: (luck, size) => find({ field: aField(luck) }, somewhere(luck, size)) },
	{ name: "of a neighbourhood", ask: (luck) => find({ neighbourhoodId: aNeighbourhood(luck) }) },
	{
		name: "of a field in a neighbourhood",
		ask: (luck) => find({ field: aField(luck), neighbourhoodId: aNeighbourhood(luck) }),
	},
	{ name: "license lapsed", ask: (luck, size) => find({ license: lapsed }, somewhere(luck, size)) },
	{ name: "license lapses within 60 days", ask: () => find({ license: lapsing }) },
	{ name: "license lapsed, of a field", ask: (luck) => find({ license: lapsed, field: aField(luck) }) },
	{
		name: "license lapsed, in a neighbourhood",
		ask: (luck) => find({ license: lapsed, neighbourhoodId: aNeighbourhood(luck) }),
	},
	{ name: "profile stale", ask: (luck, size) => find({ unchangedSince }, somewhere(luck, size)) },
	{ name: "stale, of a field", ask: (luck) => find({ unchangedSince, field: aField(luck) }) },
	{
		name: "stale, of a field, in a neighbourhood",
		ask: (luck) => find({ unchangedSince, field: aField(luck), neighbourhoodId: aNeighbourhood(luck) }),
	},
	{
		name: "everything at once",
		ask: (luck) =>
			find({ unchangedSince, license: lapsed, field: aField(luck), neighbourhoodId: aNeighbourhood(luck) }),
	},
	{ name: "a word that every second has", ask: (luck) => find({ words: wordsOf(luck.one(TYPED.everywhere)) }) },
	{ name: "a word that some have", ask: (luck) => find({ states: everyState, words: wordsOf(luck.one(TYPED.some)) }) },
	{ name: "a whole name", ask: (luck) => find({ states: everyState, words: wordsOf(organizationName(luck)) }) },
	{ name: "two frequent words", ask: () => find({ states: everyState, words: wordsOf("انجمن قزوین") }) },
	{ name: "frequent words that never meet", ask: () => find({ states: everyState, words: wordsOf("انجمن مؤسسه") }) },
	{ name: "a beginning of two letters", ask: (luck) => find({ words: wordsOf(luck.one(["هم", "سا", "ان", "پی"])) }) },
	{ name: "a word nobody has", ask: () => find({ states: everyState, words: wordsOf("ققنوس") }) },
	{
		name: "a frequent word, a field, license lapsed",
		ask: (luck) => find({ words: wordsOf("انجمن"), field: aField(luck), license: lapsed }),
	},
	{
		name: "a code, typed",
		ask: (luck) =>
			find({ states: everyState, words: wordsOf(`O-${1390 + luck.number(16)}-00${10 + luck.number(80)}`) }),
	},
	{
		name: "a registration number",
		ask: (luck, size) => find({ states: everyState, words: [String(1_000 + luck.number(size.organizations))] }),
	},
];

const peopleFind = (more: Partial<peopleRegister.PeopleFinding>, from = {}) =>
	peopleRegister.find({ group: "all", ...more }, from, LIMIT);

const peopleQuestions: Question[] = [
	{ name: "people, the newest first", isDefault: true, ask: () => peopleFind({}) },
	{
		name: "people, a page further on",
		isDefault: true,
		ask: (luck, size) => peopleFind({}, { after: personId(luck.number(size.people)) }),
	},
	{ name: "staff", ask: () => peopleFind({ group: "staff" }) },
	{ name: "barred", ask: () => peopleFind({ group: "barred" }) },
	{ name: "a first name that many have", ask: (luck) => peopleFind({ words: wordsOf(luck.one(TYPED.people)) }) },
	{
		name: "a first name that many have, a page on",
		ask: (luck, size) => peopleFind({ words: wordsOf("محمد") }, { after: personId(luck.number(size.people)) }),
	},
	{ name: "a family name", ask: (luck) => peopleFind({ words: wordsOf(luck.one(TYPED.families)) }) },
	{ name: "a whole name of a person", ask: (luck) => peopleFind({ words: wordsOf(personName(luck).name) }) },
	{ name: "two beginnings", ask: () => peopleFind({ words: wordsOf("مح کر") }) },
	{ name: "names that never meet", ask: () => peopleFind({ words: wordsOf("محمد زهرا") }) },
	{
		name: "the last four digits",
		ask: (luck, size) =>
			peopleFind({ digits: { tail: phoneTail(phoneOf(luck.number(size.people))).slice(0, 4), userId: 1 } }),
	},
	{
		name: "a whole phone",
		ask: (luck, size) => peopleFind({ digits: { tail: phoneTail(phoneOf(luck.number(size.people))), userId: 1 } }),
	},
	{
		name: "a user id",
		ask: (luck, size) => {
			const userId = userIdOf(luck.number(size.people));
			return peopleFind({ digits: { tail: [...String(userId)].reverse().join(""), userId } });
		},
	},
	{
		name: "people of an organization",
		isDefault: true,
		ask: (luck, size) => memberships.page(organizationId(luck.number(size.organizations)), {}, LIMIT),
	},
];

const lookUps: Question[] = [
	{
		name: "an organization by id",
		ask: (luck, size) => organizations.byId(organizationId(luck.number(size.organizations))),
	},
	{
		name: "an organization by code",
		ask: (luck) => organizations.byCode(`O-${1390 + luck.number(16)}-0${100 + luck.number(800)}`),
	},
	{
		name: "the same registration number",
		ask: (luck, size) =>
			similar.sameAs({ registrationNumber: String(1_000 + luck.number(size.organizations)) }, everyState, 5),
	},
	{
		name: "how frequent a name's trigrams are",
		ask: (luck) => similar.countTrigrams(trigramsOf(nameKey(organizationName(luck))).slice(0, 12), 2_000),
	},
	{ name: "applications that wait", ask: () => organizations.page("waiting", {}, LIMIT) },
	{ name: "how many wait", ask: () => organizations.count("waiting") },
	{
		name: "a person by their number",
		ask: (luck, size) => people.byUser("telegram", userIdOf(luck.number(size.people))),
	},
	{ name: "a person's places", ask: (luck, size) => memberships.activeOf(personId(luck.number(size.people))) },
	{
		name: "an organization's director",
		ask: (luck, size) => memberships.directorOf(organizationId(luck.number(size.organizations))),
	},
];

export const QUESTIONS: readonly Question[] = [
	...organizationQuestions,
	...peopleQuestions,
	...lookUps,
	...reportQuestions,
];
