/** How organizations are found that may be the same: by numbers, by the key of a name, by parts of it. */
import mongoose from "mongoose";
import type { Organization, OrganizationState } from "../domain/organization.ts";
import { asOrganization, Organizations } from "./organizations.ts";

/** Those with the same number, the same id or the same name but for words of its kind. */
export async function sameAs(
	known: { nameKey?: string; registrationNumber?: string; nationalId?: string },
	states: readonly OrganizationState[],
	limit: number,
): Promise<Organization[]> {
	const either = Object.entries(known).filter(([, value]) => value !== undefined && value !== "");
	if (either.length === 0) return [];
	const found = await Organizations.find({
		$or: either.map(([field, value]) => ({ [field]: value })),
		state: mongoose.trusted({ $in: [...states] }),
	})
		.limit(limit)
		.lean();
	return found.map(asOrganization);
}

/** How many names have each of these trigrams; counting stops at `atMost`. */
export async function countTrigrams(trigrams: readonly string[], atMost: number): Promise<Map<string, number>> {
	const counts = await Promise.all(
		trigrams.map((nameTrigrams) => Organizations.countDocuments({ nameTrigrams }, { limit: atMost })),
	);
	return new Map(trigrams.map((trigram, index) => [trigram, counts[index] ?? 0]));
}

/** Names and keys of those that have one of these trigrams. */
export async function withTrigrams(
	trigrams: readonly string[],
	states: readonly OrganizationState[],
	limit: number,
): Promise<{ id: string; nameKey: string }[]> {
	const found = await Organizations.find({
		nameTrigrams: mongoose.trusted({ $in: [...trigrams] }),
		state: mongoose.trusted({ $in: [...states] }),
	})
		.limit(limit)
		.select({ nameKey: 1 })
		.lean();
	return found.map((one) => ({ id: one._id, nameKey: one.nameKey }));
}

/** Those that have one of these numbers, ids or name keys, for a page of a register that is compared. */
export async function sameAsAny(
	known: { registrationNumbers: string[]; nationalIds: string[]; nameKeys: string[] },
	states: readonly OrganizationState[],
): Promise<{ organization: Organization; nameKey: string }[]> {
	const found = await Organizations.find({
		$or: [
			{ registrationNumber: mongoose.trusted({ $in: known.registrationNumbers }) },
			{ nationalId: mongoose.trusted({ $in: known.nationalIds }) },
			{ nameKey: mongoose.trusted({ $in: known.nameKeys }) },
		],
		state: mongoose.trusted({ $in: [...states] }),
	}).lean();
	return found.map((kept) => ({ organization: asOrganization(kept), nameKey: kept.nameKey }));
}
