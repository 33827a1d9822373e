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

export const REPORT_SCOPES = ["mine", "organization", "all"] as const;
export type ReportScope = (typeof REPORT_SCOPES)[number];

/** All of it must hold. */
export interface ReportFilter {
	scope: ReportScope;
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
export function wholeScope(scope: ReportScope): ReportFilter {
	return { scope, states: scope === "all" ? "open" : "all" };
}

/** Whether anything was asked for beside the whole of it. */
export function isFiltered(filter: ReportFilter): boolean {
	const { scope, states, ...rest } = filter;
	return states !== wholeScope(scope).states || Object.values(rest).some((value) => value !== undefined);
}
