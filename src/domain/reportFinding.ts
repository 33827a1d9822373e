/** How reports are found: the words each is found by, and what a list may be asked for. */
import { indexWords } from "./finding.ts";
import { OPEN_STATES, REPORT_STATES, type Report, type ReportKind, type ReportState } from "./report.ts";

/** A long text is found by its beginning. */
const MOST_WORDS = 40;

/** The words a report is found by: its code and number, the landmark, and what it says. */
export function reportWordsOf({ code, landmark, what }: Pick<Report, "code" | "landmark" | "what">): string[] {
	const number = code
		.split("-")
		.at(-1)
		?.replace(/^0+(?=\d)/, "");
	const words = [...indexWords(code), ...(number === undefined ? [] : [number])];
	const told = [...indexWords(landmark ?? ""), ...indexWords(what)].filter((word) => word.length > 1);
	return [...new Set([...words, ...told.slice(0, MOST_WORDS)])];
}

/** Of 46,656 marks two things may share one: what is found by marks is compared with the report itself. */
const MARKS = 36 ** 3;

/** Three letters that stand for a word or for what a report is sorted by, to be looked for inside an index's key. */
export function markOf(what: string, value: string): string {
	let hash = 0x811c9dc5;
	for (const letter of `${what}:${value}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193) >>> 0;
	return (hash % MARKS).toString(36).padStart(3, "0");
}

/** What a report is sorted by, beside its words. */
export interface Sorted {
	state: string;
	kind: string;
	dimension: string;
	neighbourhoodId: string;
	answering?: string;
}

/** All the marks of a report. */
export function marksOf(words: readonly string[], sorted: Sorted): string {
	const facets = Object.entries(sorted).map(([what, value]) => markOf(what, value));
	return [...new Set([...words.map((word) => markOf("word", word)), ...facets])].join(" ");
}

/** Which states are looked at together. */
export const REPORT_GROUPS = {
	open: OPEN_STATES,
	received: ["received"],
	underReview: ["underReview"],
	referred: ["referred"],
	inProgress: ["inProgress"],
	closed: ["closed"],
	all: REPORT_STATES,
} as const satisfies Record<string, readonly ReportState[]>;
export type ReportGroup = keyof typeof REPORT_GROUPS;

export const REPORT_SCOPES = ["mine", "organization", "committee", "all"] as const;
export type ReportScope = (typeof REPORT_SCOPES)[number];

/** All of it must hold. */
export interface ReportFilter {
	scope: ReportScope;
	/** Of the scope "committee". */
	committeeId?: string;
	states: ReportGroup;
	kind?: ReportKind;
	dimension?: string;
	neighbourhoodId?: string;
	agencyId?: string;
	overdue?: boolean;
	/** As typed. */
	words?: string;
}

/** What is looked at when nothing was asked for. */
export function wholeScope(scope: ReportScope, committeeId?: string): ReportFilter {
	const isOwn = scope === "mine" || scope === "organization";
	return { scope, states: isOwn ? "all" : "open", ...(committeeId !== undefined && { committeeId }) };
}

/** Whether anything was asked for beside the whole of it. */
export function isFiltered(filter: ReportFilter): boolean {
	const { scope, states, committeeId: _, ...rest } = filter;
	return states !== wholeScope(scope).states || Object.values(rest).some((value) => value !== undefined);
}
