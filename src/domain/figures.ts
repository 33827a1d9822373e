/** The figures of the secretariat: what came, what was answered and how fast, what was not fixed, what stands half-finished. */
import { addDays, dayOf, fromCalendar, inCalendar, momentOf, type PlainDate, shiftMonth } from "./dates.ts";
import type { ReportStep } from "./report.ts";

export interface Figures {
	/** Reported in the time. */
	fresh: number;
	/** Closed in the time. */
	answered: number;
	/** Days from a report to its closing, of those closed in the time; undefined when none was. */
	medianDays?: number;
	/** Closed before and opened again in the time. */
	notFixed: number;
	/** Half-finished works that stand now. */
	stalled: number;
}

export interface FigureRow extends Figures {
	id: string;
}

export const FIGURES_BY = ["neighbourhoods", "committees", "agencies"] as const;
export type FiguresBy = (typeof FIGURES_BY)[number];

export type AllFigures = { whole: Figures } & Record<FiguresBy, FigureRow[]>;

/** As much of a report as the figures take. */
export interface Counted {
	createdAt: Date;
	steps: Pick<ReportStep, "event" | "at">[];
	neighbourhoodId: string;
	committeeId?: string;
	answering?: string;
}

const DAY_MS = 86_400_000;

interface Tally {
	fresh: number;
	answered: number;
	notFixed: number;
	stalled: number;
	/** How many took so many days: it does not grow with the reports. */
	days: Map<number, number>;
}

/** Counts report after report; nothing of them is held. */
export function createFigures({ from, to }: { from: Date; to: Date }) {
	const whole = emptyTally();
	const by = { neighbourhoods: new Map(), committees: new Map(), agencies: new Map() } as Record<
		FiguresBy,
		Map<string, Tally>
	>;
	const tallies = (report: Pick<Counted, "neighbourhoodId" | "committeeId" | "answering">): Tally[] => [
		whole,
		...(
			[
				["neighbourhoods", report.neighbourhoodId],
				["committees", report.committeeId],
				["agencies", report.answering],
			] as const
		).flatMap(([what, id]) => {
			if (!id) return [];
			const tally = by[what].get(id) ?? emptyTally();
			by[what].set(id, tally);
			return [tally];
		}),
	];
	const isIn = (at: Date) => at >= from && at < to;

	return {
		add(report: Counted): void {
			const closed = report.steps.findLast(({ event, at }) => event === "closed" && isIn(at));
			const reopened = report.steps.some(({ event, at }) => event === "reopened" && isIn(at));
			if (!closed && !reopened && !isIn(report.createdAt)) return;
			for (const tally of tallies(report)) {
				if (isIn(report.createdAt)) tally.fresh++;
				if (reopened) tally.notFixed++;
				if (!closed) continue;
				tally.answered++;
				const days = Math.floor((closed.at.getTime() - report.createdAt.getTime()) / DAY_MS);
				tally.days.set(days, (tally.days.get(days) ?? 0) + 1);
			}
		},
		addStalled(report: Pick<Counted, "neighbourhoodId" | "committeeId" | "answering">): void {
			for (const tally of tallies(report)) tally.stalled++;
		},
		/** What most was reported in stands first. */
		result(): AllFigures {
			const rows = (what: FiguresBy) =>
				[...by[what]]
					.map(([id, tally]) => ({ id, ...figuresOf(tally) }))
					.sort((a, b) => b.fresh - a.fresh || b.answered - a.answered || (a.id < b.id ? -1 : 1));
			return {
				whole: figuresOf(whole),
				neighbourhoods: rows("neighbourhoods"),
				committees: rows("committees"),
				agencies: rows("agencies"),
			};
		},
	};
}

function emptyTally(): Tally {
	return { fresh: 0, answered: 0, notFixed: 0, stalled: 0, days: new Map() };
}

function figuresOf({ days, ...counts }: Tally): Figures {
	const median = medianOf(days, counts.answered);
	return { ...counts, ...(median === undefined ? {} : { medianDays: median }) };
}

function medianOf(days: ReadonlyMap<number, number>, count: number): number | undefined {
	if (count === 0) return undefined;
	const at = (place: number) => {
		let passed = 0;
		for (const day of [...days.keys()].sort((a, b) => a - b)) {
			passed += days.get(day) ?? 0;
			if (passed > place) return day;
		}
		return 0;
	};
	return (at(Math.floor((count - 1) / 2)) + at(Math.floor(count / 2))) / 2;
}

export interface Month {
	/** Jalali. */
	year: number;
	month: number;
	from: Date;
	/** The first moment of the next one. */
	to: Date;
}

/** The Jalali month some months before the one a moment lies in. */
export function monthAt(moment: Date, before: number, timeZone: string): Month {
	const today = inCalendar(dayOf(moment, timeZone), "persian");
	const of = shiftMonth(today, -before);
	const next = shiftMonth(of, 1);
	return { ...of, from: firstOf(of, timeZone), to: firstOf(next, timeZone) };
}

/** The first day of the Jalali month a moment lies in. */
export function firstDayOfMonth(moment: Date, timeZone: string): PlainDate {
	const today = dayOf(moment, timeZone);
	return addDays(today, 1 - inCalendar(today, "persian").day);
}

function firstOf({ year, month }: { year: number; month: number }, timeZone: string): Date {
	const day = fromCalendar({ year, month, day: 1 }, "persian");
	if (!day) throw new RangeError(`there is no month ${year}/${month}`);
	return momentOf(day, { hour: 0, minute: 0 }, timeZone);
}
