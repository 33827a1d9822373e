/**
 * How reports are looked through, the newest first: a page at a time by key, every question along an index of its own, so
 * that a page of a million reports costs what a page of a hundred does.
 */
import mongoose from "mongoose";
import { distanceM, type Place } from "../domain/neighbourhood.ts";
import {
	OPEN_STATES,
	REPORT_KINDS,
	REPORT_STATES,
	type Report,
	type ReportKind,
	type ReportState,
} from "../domain/report.ts";
import { markOf } from "../domain/reportFinding.ts";
import { asReport, type KeptReport, Reports } from "./reports.ts";
import { beginningWith } from "./reportWords.ts";
import { beyond, COUNTED, type Edge } from "./words.ts";

/** What is looked for; all of it must hold. */
export interface Finding {
	states: readonly ReportState[];
	/** Who made or supports it. */
	followerId?: string;
	/** An organization that made or supports it. */
	organizationId?: string;
	kind?: ReportKind;
	dimension?: string;
	/** Every dimension there ever was, so that an index that begins with it can be read in order. */
	dimensions?: readonly string[];
	neighbourhoodId?: string;
	/** That answers for it. */
	agencyId?: string;
	committeeId?: string;
	/** Without those whose category is sensitive. */
	isHarmless?: boolean;
	/** With a deadline before this day. */
	overdueOn?: string;
	/** In their search form; each must be the beginning of a word. */
	words?: readonly string[];
}

export interface Found {
	/** One more than `limit` says that there is another page. */
	list: Report[];
	/** Counting stops one above `countedTo`. */
	count: number;
	countedTo: number;
}

/** Counting stops here where a word is looked for together with something else. */
const COUNTED_AMONG = 100;

type Filter = Record<string, unknown>;
type Hint = Record<string, 1 | -1>;

/** Two trips to the database; one more where words are looked for, and one for the edge of a page of overdue reports. */
export async function find(finding: Finding, from: Edge, limit: number): Promise<Found> {
	const question = await questionOf(finding);
	if (!question) return { list: [], count: 0, countedTo: COUNTED - 1 };
	const { filter, hint, order, direction, countedTo = COUNTED - 1 } = question;
	const backwards = from.before !== undefined;
	const edge = await edgeOf(from, order);
	const bound = beyond(edge, backwards === (direction === 1));
	const way = bound ? { ...filter, [order]: mongoose.trusted({ ...(question.bound ?? {}), ...bound }) } : filter;
	const [found, count] = await Promise.all([
		Reports.find(way)
			.sort({ [order]: backwards ? (-direction as 1 | -1) : direction })
			.limit(limit)
			.hint(hint)
			.lean<KeptReport[]>(),
		Reports.countDocuments(question.counted ?? filter, { limit: countedTo + 1, hint }),
	]);
	const list = found.map(asReport);
	return { list: backwards ? list.reverse() : list, count, countedTo };
}

/** How many there are; counting stops at 1001. */
export async function count(finding: Finding): Promise<number> {
	const question = await questionOf(finding);
	if (!question) return 0;
	return await Reports.countDocuments(question.counted ?? question.filter, { limit: COUNTED, hint: question.hint });
}

interface Question {
	filter: Filter;
	/** The same out of the index alone, for counting. */
	counted?: Filter;
	/** Where counting so many takes too long. */
	countedTo?: number;
	hint: Hint;
	order: "_id" | "dueOrder";
	direction: 1 | -1;
	/** What holds of the order beside the edge of a page. */
	bound?: Filter;
}

async function questionOf(finding: Finding): Promise<Question | undefined> {
	const { states, kind, dimension, neighbourhoodId, agencyId, overdueOn, words } = finding;
	const facets: Filter = {
		...(isEveryState(finding) ? {} : { state: among(states) }),
		...(kind === undefined ? {} : { kind }),
		...(dimension === undefined ? {} : { dimension }),
		...(neighbourhoodId === undefined ? {} : { neighbourhoodId }),
		...(agencyId === undefined ? {} : { answering: agencyId }),
		...(finding.committeeId === undefined ? {} : { committeeId: finding.committeeId }),
		...(finding.isHarmless ? { isSensitive: mongoose.trusted({ $ne: true }) } : {}),
		...(finding.followerId === undefined ? {} : { followers: finding.followerId }),
		...(finding.organizationId === undefined ? {} : { organizationIds: finding.organizationId }),
	};
	if (overdueOn !== undefined) {
		const bound = { $lt: overdueOn };
		const filter = { ...facets, dueOrder: mongoose.trusted(bound) };
		const extra = words?.length ? await wordsFilter(words) : {};
		if (!extra) return undefined;
		return { filter: { ...filter, ...extra }, hint: dueHint(finding), order: "dueOrder", direction: 1, bound };
	}
	const said = words?.length ? await wordsFilter(words) : {};
	if (!said) return undefined;
	const theirs = { ...facets, ...said };
	if (finding.followerId !== undefined)
		return { filter: theirs, hint: { followers: 1, _id: -1 }, order: "_id", direction: -1 };
	if (finding.organizationId !== undefined)
		return { filter: theirs, hint: { organizationIds: 1, _id: -1 }, order: "_id", direction: -1 };
	if (words?.length && neighbourhoodId === undefined) return await byWords(finding, words, facets);
	if (finding.committeeId !== undefined)
		return { filter: theirs, hint: { committeeId: 1, state: 1, _id: -1 }, order: "_id", direction: -1 };
	// A neighbourhood has fewer reports than a word may have in the province: they are read and looked at.
	const fewer = words?.length ? { countedTo: COUNTED_AMONG } : {};
	const filter = { ...spelledOut(finding), ...theirs };
	return { filter, ...fewer, hint: facetHint(finding), order: "_id", direction: -1 };
}

/**
 * An index that begins with fields nobody asked for is still read in the order of its last one when every value of those
 * fields is spelled out: the database reads so many short pieces and merges them (200 at most).
 */
function spelledOut({ kind, dimension, dimensions = [] }: Finding): Filter {
	// Nothing to merge by kind or dimension: the index without them is read.
	if (kind === undefined && dimension === undefined) return {};
	return {
		...(kind === undefined ? { kind: mongoose.trusted({ $in: [...REPORT_KINDS] }) } : {}),
		...(dimension === undefined && dimensions.length > 0
			? { dimension: mongoose.trusted({ $in: [...dimensions] }) }
			: {}),
	};
}

/**
 * Where an index without the state is read, and no state is left out (only what is open has a deadline), asking for it
 * would read every report that is counted.
 */
function isEveryState({ states, overdueOn, followerId, organizationId, words, neighbourhoodId }: Finding): boolean {
	const all = overdueOn === undefined ? REPORT_STATES : OPEN_STATES;
	const byWord = words?.length && neighbourhoodId === undefined;
	const without = overdueOn !== undefined || byWord || followerId !== undefined || organizationId !== undefined;
	return Boolean(without) && all.every((state) => states.length === 0 || states.includes(state));
}

function facetHint({ kind, dimension, neighbourhoodId, agencyId }: Finding): Hint {
	const narrow: Hint = kind === undefined && dimension === undefined ? {} : { kind: 1, dimension: 1 };
	return { ...placeAndAgency(neighbourhoodId, agencyId), state: 1, ...narrow, _id: -1 };
}

function dueHint({ neighbourhoodId, agencyId }: Finding): Hint {
	if (neighbourhoodId !== undefined) return { neighbourhoodId: 1, dueOrder: 1 };
	if (agencyId !== undefined) return { answering: 1, dueOrder: 1 };
	return { dueOrder: 1 };
}

function placeAndAgency(neighbourhoodId: string | undefined, agencyId: string | undefined): Hint {
	return {
		...(agencyId === undefined ? {} : { answering: 1 }),
		...(neighbourhoodId === undefined ? {} : { neighbourhoodId: 1 }),
	};
}

/** One word leads through the index; the others, and what is sorted by, are looked for in its keys. */
async function byWords(finding: Finding, words: readonly string[], facets: Filter): Promise<Question | undefined> {
	const meant = await meanings(words);
	const [first, ...others] = meant ?? [];
	if (!first) return undefined;
	const { kind, dimension, neighbourhoodId, agencyId } = finding;
	const states = statesIn(finding.states);
	const open = states.every((state) => OPEN_STATES.includes(state as never));
	const field = open ? "openWords" : "searchWords";
	const isEach = open ? OPEN_STATES.every((state) => states.includes(state)) : isEveryState(finding);
	const marks = [
		...others.map((other) => other.map((word) => markOf("word", word))),
		...(isEach ? [] : [states.map((state) => markOf("state", state))]),
		...Object.entries({ kind, dimension, neighbourhoodId, answering: agencyId }).flatMap(([what, value]) =>
			value === undefined ? [] : [[markOf(what, value)]],
		),
	].map((any) => ({ marks: mongoose.trusted({ $regex: any.join("|") }) }));
	const counted = {
		[field]: mongoose.trusted({ $in: first }),
		...(marks.length > 0 ? { $and: marks } : {}),
	};
	const exactly = others.map((other) => ({ [field]: mongoose.trusted({ $in: other }) }));
	const filter: Filter = { ...counted, ...facets, ...(marks.length > 0 ? { $and: [...marks, ...exactly] } : {}) };
	// Of few that fit among very many, a thousand are found only by reading along all of them.
	const fewer = marks.length > 0 ? { countedTo: COUNTED_AMONG } : {};
	return { filter, counted, ...fewer, hint: { [field]: 1, _id: -1, marks: 1 }, order: "_id", direction: -1 };
}

/** The whole words meant by each, the rarest first; nothing when one of them is the beginning of no word at all. */
async function meanings(words: readonly string[]): Promise<string[][] | undefined> {
	const meant = await Promise.all(words.map((word) => beginningWith(word)));
	if (meant.some(({ words }) => words.length === 0)) return undefined;
	return meant.toSorted((a, b) => a.uses - b.uses).map(({ words }) => words);
}

/** Each of the words, whichever index is read; nothing when one of them is the beginning of no word at all. */
async function wordsFilter(words: readonly string[]): Promise<Filter | undefined> {
	const meant = await meanings(words);
	return meant && { $and: meant.map((any) => ({ searchWords: mongoose.trusted({ $in: any }) })) };
}

/** Where a page begins: the id itself, or the key of the report that has it. */
async function edgeOf({ after, before }: Edge, order: Question["order"]): Promise<string | undefined> {
	const id = before ?? after;
	if (id === undefined || order === "_id") return id;
	const kept = await Reports.findById(id).select({ dueOrder: 1 }).lean<KeptReport>();
	return kept?.dueOrder;
}

function among(states: readonly ReportState[]) {
	const known = statesIn(states);
	return known.length === 1 ? known[0] : mongoose.trusted({ $in: [...known] });
}

function statesIn(states: readonly ReportState[]): readonly ReportState[] {
	return states.length > 0 ? states : REPORT_STATES;
}

export interface Nearby {
	report: Report;
	/** None where one of the two has no place. */
	metres?: number;
}

const METRES_PER_RADIAN = 6_378_100;
/** In a radius of some hundred metres there are seldom more of one category. */
const NEAR_AT_MOST = 60;

/** Open reports of the category within so many metres, the nearest first; never sensitive ones. */
export async function near(
	about: { category: string; place: Place; radiusM: number },
	limit: number,
): Promise<Nearby[]> {
	const centre = [[about.place.longitude, about.place.latitude], about.radiusM / METRES_PER_RADIAN];
	const found = await Reports.find({
		category: about.category,
		openPlace: mongoose.trusted({ $geoWithin: { $centerSphere: centre } }),
	})
		.limit(NEAR_AT_MOST)
		.hint({ category: 1, openPlace: "2dsphere" } as never)
		.lean<KeptReport[]>();
	return found
		.map(asReport)
		.map((report) => ({ report, metres: distanceM(report.place ?? about.place, about.place) }))
		.sort((a, b) => a.metres - b.metres)
		.slice(0, limit);
}

/** Open reports of the category in a neighbourhood, the newest first; never sensitive ones. */
export async function alike(about: { category: string; neighbourhoodId: string }, limit: number): Promise<Report[]> {
	const found = await Reports.find({
		neighbourhoodId: about.neighbourhoodId,
		category: about.category,
		state: mongoose.trusted({ $in: [...OPEN_STATES] }),
		isSensitive: mongoose.trusted({ $ne: true }),
	})
		.sort({ _id: -1 })
		.limit(limit)
		.hint({ neighbourhoodId: 1, category: 1, state: 1, _id: -1 })
		.lean<KeptReport[]>();
	return found.map(asReport);
}

/** How many a person has made since a moment; counting stops at `atMost`. */
export async function madeSince(reporterId: string, since: Date, atMost: number): Promise<number> {
	return await Reports.countDocuments(
		{ reporterId, createdAt: mongoose.trusted({ $gte: since }) },
		{ limit: atMost, hint: { reporterId: 1, createdAt: 1 } },
	);
}

/** Points of open reports for a map, the newest first; sensitive ones have none. */
export async function pointsOf(
	neighbourhoodId: string | undefined,
	limit: number,
): Promise<{ kind: ReportKind; place: Place }[]> {
	const found = await Reports.find({
		state: mongoose.trusted({ $in: [...OPEN_STATES] }),
		openPlace: mongoose.trusted({ $exists: true }),
		...(neighbourhoodId === undefined ? {} : { neighbourhoodId }),
	})
		.sort({ _id: -1 })
		.limit(limit)
		.hint({ ...(neighbourhoodId === undefined ? {} : { neighbourhoodId: 1 }), state: 1, _id: -1 })
		.select({ kind: 1, openPlace: 1 })
		.lean<KeptReport[]>();
	return found.map(({ kind, openPlace }) => ({
		kind,
		place: { latitude: openPlace?.coordinates[1] ?? 0, longitude: openPlace?.coordinates[0] ?? 0 },
	}));
}

/** Who is forgotten is not the reporter, follower or caretaker of anything any more. */
export async function forgetPerson(personId: string): Promise<void> {
	const gone = "";
	await Reports.updateMany(
		{ reporterId: personId },
		{ $set: { reporterId: gone }, $unset: { behalf: "" }, $inc: { revision: 1 } },
	);
	await Reports.updateMany({ followers: personId }, { $pull: { followers: personId }, $inc: { revision: 1 } });
	await Reports.updateMany({ heldBy: personId }, { $unset: { claimedById: "", heldBy: "" }, $inc: { revision: 1 } });
}
