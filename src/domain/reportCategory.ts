/** What a report can be about: a category belongs to a dimension, has a radius and a time, may be sensitive or an emergency. */
import { z } from "zod";
import type { Place } from "./neighbourhood.ts";
import { normaliseDigits } from "./persian.ts";

export interface ReportCategory {
	/** An item of the list "dimensions". */
	dimension: string;
	/** Open reports this near may be the same. */
	radiusM: number;
	/** Iranian working days until the deadline, when nothing else is said. */
	workingDays: number;
	/** Its place is rounded, and it reaches no group and no other organization by itself. */
	isSensitive?: boolean;
	/** Nothing to report here: this number is to be called at once. */
	emergencyNumber?: string;
}

/** There from the start; the admins add others, and change what these mean. */
export const FIRST_CATEGORIES: Record<string, ReportCategory> = {
	waste: { dimension: "environmental", radiusM: 150, workingDays: 5 },
	water: { dimension: "environmental", radiusM: 200, workingDays: 5 },
	greenSpace: { dimension: "environmental", radiusM: 300, workingDays: 15 },
	pollution: { dimension: "environmental", radiusM: 500, workingDays: 10 },
	street: { dimension: "physical", radiusM: 150, workingDays: 10 },
	lighting: { dimension: "physical", radiusM: 150, workingDays: 5 },
	unsafeBuilding: { dimension: "physical", radiusM: 100, workingDays: 10 },
	publicSpace: { dimension: "physical", radiusM: 300, workingDays: 20 },
	serviceBuilding: { dimension: "physical", radiusM: 300, workingDays: 20 },
	schooling: { dimension: "social", radiusM: 500, workingDays: 15 },
	healthCare: { dimension: "social", radiusM: 500, workingDays: 15 },
	youthAndSport: { dimension: "social", radiusM: 500, workingDays: 20 },
	addiction: { dimension: "social", radiusM: 200, workingDays: 10, isSensitive: true },
	violence: { dimension: "social", radiusM: 200, workingDays: 3, isSensitive: true },
	childLabour: { dimension: "social", radiusM: 200, workingDays: 5, isSensitive: true },
	livelihood: { dimension: "economic", radiusM: 300, workingDays: 15, isSensitive: true },
	employment: { dimension: "economic", radiusM: 500, workingDays: 20 },
	localMarket: { dimension: "economic", radiusM: 300, workingDays: 20 },
	fireOrGas: { dimension: "physical", radiusM: 100, workingDays: 1, emergencyNumber: "125" },
	injured: { dimension: "social", radiusM: 100, workingDays: 1, emergencyNumber: "115" },
	childInDanger: { dimension: "social", radiusM: 100, workingDays: 1, emergencyNumber: "123", isSensitive: true },
};

/** Seconds of a voice note. */
export const LONGEST_VOICE_S = 120;
export const PHOTOS_AT_MOST = 10;

/** Three decimals are about a hundred metres. */
export function rounded(place: Place): Place {
	return { latitude: round(place.latitude), longitude: round(place.longitude) };
}

function round(degrees: number): number {
	return Math.round(degrees * 1_000) / 1_000;
}

export const RADIUS = { min: 20, max: 5_000 } as const;
export const WORKING_DAYS = { min: 1, max: 250 } as const;
/** The message is the reason of a refusal (`reports.refusal.<reason>`). */
export const emergencyNumber = z
	.string()
	.transform((text) => normaliseDigits(text).trim())
	.pipe(z.string().regex(/^\d{3,11}$/, "notANumberToCall"));

export const reportCategory = z.strictObject({
	dimension: z.string().min(1).max(64),
	radiusM: z.number().int().min(RADIUS.min).max(RADIUS.max),
	workingDays: z.number().int().min(WORKING_DAYS.min).max(WORKING_DAYS.max),
	isSensitive: z.boolean().optional(),
	emergencyNumber: emergencyNumber.optional(),
});
