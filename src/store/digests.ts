/** Whose digest falls due when, and what has changed among the reports somebody follows. */
import mongoose from "mongoose";
import { type DigestSetting, timeName, USUAL_TIME } from "../domain/digest.ts";
import type { Person } from "../domain/person.ts";
import type { Report } from "../domain/report.ts";
import { asPerson, People } from "./people.ts";
import { asReport, type KeptReport, Reports } from "./reports.ts";

/** Undefined when there is no such person. */
export async function setDigest(personId: string, digest: DigestSetting): Promise<Person | undefined> {
	const kept = await People.findByIdAndUpdate(
		personId,
		{ $set: { digest: { ...digest, time: timeName(digest) } } },
		{ returnDocument: "after" },
	).lean();
	return asPerson(kept);
}

/** Every time somebody has chosen, and the usual one. */
export async function times(): Promise<string[]> {
	const chosen = (await People.distinct("digest.time")) as unknown[];
	return [...new Set([USUAL_TIME, ...chosen.filter((one): one is string => typeof one === "string")])];
}

/** Ids of those whose digest comes at a time, after `afterId`. */
export async function idsAt(time: string, afterId: string | undefined, limit: number): Promise<string[]> {
	const found = await People.find({
		// Who has chosen nothing has the usual time.
		"digest.time": time === USUAL_TIME ? mongoose.trusted({ $in: [null, time] }) : time,
		...(afterId === undefined ? {} : { _id: mongoose.trusted({ $gt: afterId }) }),
	} as never)
		.sort({ _id: 1 })
		.limit(limit)
		.select({ _id: 1 })
		.lean();
	return found.map((person) => person._id);
}

/** Reports somebody follows that changed since a moment, the last change first. */
export async function changedOf(personId: string, since: Date, limit: number): Promise<Report[]> {
	const found = await Reports.find({ followers: personId, changedAt: mongoose.trusted({ $gte: since }) })
		.sort({ changedAt: -1 })
		.limit(limit)
		.lean<KeptReport[]>();
	return found.map(asReport);
}

/** How many reports came to committees since a moment; counting stops at 1001. */
export async function cameTo(committeeIds: readonly string[], since: Date): Promise<Map<string, number>> {
	const counts = await Promise.all(
		committeeIds.map((committeeId) =>
			Reports.countDocuments({ committeeId, createdAt: mongoose.trusted({ $gte: since }) }, { limit: 1001 }),
		),
	);
	return new Map(committeeIds.map((id, index) => [id, counts[index] ?? 0]));
}
