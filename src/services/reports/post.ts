/** A report that a committee has anew is posted to its group, once each; a sensitive one never. */
import type { Report } from "../../domain/report.ts";
import { owePost } from "../groups.ts";

/** Part of the transaction that gives it to the committee. */
export async function postNew({ id, committeeId, isSensitive }: Report, now: Date): Promise<void> {
	if (committeeId === undefined || isSensitive) return;
	await owePost(committeeId, "report.posted", { reportId: id }, now, `report.posted:${id}:${committeeId}`);
}
