/** The register of half-finished works: which reports stand in it, how they are found there, and when a fresh look is due. */
import { answeringAgency, isOpen, type Report } from "./report.ts";

/** A fresh photo is asked for this long after the last look, or the last time it was asked for. */
const LOOK_EVERY_DAYS = 90;
const DAY_MS = 86_400_000;

/** Percent built, as somebody on the ground sees it. */
export const BUILT = { min: 0, max: 100 };

/** How much is built, in quarters. */
export const PERCENT_BANDS = ["q1", "q2", "q3", "q4"] as const;
export type PercentBand = (typeof PERCENT_BANDS)[number];

/** The first percent of each band, and the last. */
export const BAND_LIMITS: Record<PercentBand, [from: number, to: number]> = {
	q1: [0, 24],
	q2: [25, 49],
	q3: [50, 74],
	q4: [75, 100],
};

function bandOf(percent: number): PercentBand {
	return PERCENT_BANDS.find((band) => percent <= BAND_LIMITS[band][1]) ?? "q4";
}

/** Stopped for at least so many years. */
export const STOPPED_YEARS = ["1", "2", "5", "10"] as const;
export type StoppedYears = (typeof STOPPED_YEARS)[number];

/** What the register is asked for; all of it must hold. */
export interface StalledFilter {
	agencyId?: string;
	neighbourhoodId?: string;
	band?: PercentBand;
	stopped?: StoppedYears;
}

/** Who is to finish it. */
export function finisherOf(report: Report): string | undefined {
	return report.stalled?.agencyId ?? answeringAgency(report);
}

/** When somebody last looked: the report itself, or the last photo from the ground. */
function lastLookAt({ createdAt, steps }: Pick<Report, "createdAt" | "steps">): Date {
	return steps.findLast(({ event }) => event === "photographed")?.at ?? createdAt;
}

/** What is kept beside an open half-finished work to find it by; the longest stopped come first. */
export interface StalledKeys {
	stalledOrder?: string;
	stalledBand?: PercentBand;
	stalledAgency?: string;
	lookDueAt?: Date;
}

export function stalledKeys(report: Report): StalledKeys {
	const { kind, stalled, isSensitive, id } = report;
	if (kind !== "stalledWork" || !stalled || !isOpen(report) || isSensitive) return {};
	const agency = finisherOf(report);
	const since = Math.max(lastLookAt(report).getTime(), stalled.askedAt?.getTime() ?? 0);
	return {
		stalledOrder: `${stalled.stoppedOn}\u0001${id}`,
		stalledBand: bandOf(stalled.percent),
		...(agency === undefined ? {} : { stalledAgency: agency }),
		lookDueAt: new Date(since + LOOK_EVERY_DAYS * DAY_MS),
	};
}

/** One moment of the work's story, with the photos that show it. */
export interface Look {
	at: Date;
	photos: string[];
	words?: string;
	/** Where it was said. */
	percent?: number;
	organizationId?: string;
}

/** Every look at the work, the newest first; what only the secretariat may see is left out. */
export function looksOf(report: Report): Look[] {
	const first: Look = { at: report.createdAt, photos: report.photos };
	const later = report.steps
		.filter((step) => !step.private && (step.event === "photographed" || (step.photos?.length ?? 0) > 0))
		.filter((step) => step.event !== "received")
		.map((step): Look => {
			const { percent, organizationId } = step.refs ?? {};
			return {
				at: step.at,
				photos: step.photos ?? [],
				...(step.words === undefined ? {} : { words: step.words }),
				...(percent === undefined ? {} : { percent: Number(percent) }),
				...(organizationId === undefined ? {} : { organizationId: String(organizationId) }),
			};
		});
	return [first, ...later].reverse();
}
