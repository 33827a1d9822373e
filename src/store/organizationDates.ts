/** Approved organizations by what runs out with them: the day of their license, the moment their profile was last confirmed. */
import mongoose from "mongoose";
import type { Organization } from "../domain/organization.ts";
import { asOrganization, Organizations } from "./organizations.ts";

const PAGE = 500;

/** Along one of the keys of the register, from `after` up to but without `before`; one after another. */
export async function* approvedBetween(
	order: "licenseOrder" | "freshOrder",
	after: string,
	before: string,
): AsyncGenerator<Organization[]> {
	for (let from: string | undefined; ; ) {
		const bound = from === undefined ? { $gte: after, $lt: before } : { $gt: from, $lt: before };
		const found = await Organizations.find({ state: "approved", [order]: mongoose.trusted(bound) } as never)
			.sort({ [order]: 1 })
			.limit(PAGE)
			.lean();
		if (found.length > 0) yield found.map((one) => asOrganization(one));
		if (found.length < PAGE) return;
		from = (found.at(-1) as unknown as Record<string, string>)[order];
	}
}
