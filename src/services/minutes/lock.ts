/** What time does to minutes: those nobody may object to any more are locked, their decisions numbered, their actions begun. */
import { type ActionItem, type Decision, type Minutes, nextReminder } from "../../domain/minutes.ts";
import * as actionItems from "../../store/actionItems.ts";
import * as counters from "../../store/counters.ts";
import * as decisions from "../../store/decisions.ts";
import * as store from "../../store/minutes.ts";
import { transaction } from "../../store/transaction.ts";
import { owe } from "../deliveries.ts";
import { owePost } from "../groups.ts";
import { jalaliYearOf } from "../organizationCodes.ts";
import { remindOwners } from "./actions.ts";
import { note, peopleOfOwner, toAttended } from "./record.ts";

const PAGE = 100;

export async function pass(now: Date, timeZone: string): Promise<void> {
	for (const minutes of await store.toLock(now, PAGE)) await lock(minutes, now, timeZone);
	await remindOwners(now, timeZone);
}

/** When something of it falls due after `now`. */
export async function nextPass(now: Date): Promise<Date | undefined> {
	const moments = await Promise.all([store.nextLock(), actionItems.nextReminder()]);
	return moments
		.filter((moment) => moment !== undefined)
		.filter((moment) => moment > now)
		.sort((a, b) => a.getTime() - b.getTime())[0];
}

/** The version that was sent last is what was agreed; what was written since and not sent is let go. */
async function lock(before: Minutes, now: Date, timeZone: string): Promise<void> {
	const points = before.versions.at(-1)?.points ?? [];
	const about = {
		meetingId: before.id,
		...(before.committeeId !== undefined && { committeeId: before.committeeId }),
		invited: before.invited,
	};
	const decided = points.filter(({ kind }) => kind === "decision");
	const year = jalaliYearOf(now);
	const first = decided.length > 0 ? await counters.nextNumbers(`decision:${year}`, decided.length) : 0;
	const numbered = decided.map(
		({ id, words }, index): Decision => ({
			...{ id, code: `D-${year}-${String(first + index).padStart(4, "0")}`, ...about, words, at: now },
		}),
	);
	const items = points.flatMap(({ id, words, owner, dueOn }): ActionItem[] =>
		owner && dueOn !== undefined
			? [
					{
						...{ id, ...about, words, owner, dueOn, state: "open", createdAt: now, revision: 0 },
						remindAt: nextReminder(dueOn, now, timeZone),
					},
				]
			: [],
	);
	const { lockAt: _, ...rest } = before;
	const after: Minutes = { ...rest, state: "locked", points, revision: before.revision + 1 };
	await transaction(async () => {
		if (!(await store.changeAt(before, after))) return;
		await decisions.addMissing(numbered);
		await actionItems.addMissing(items);
		await owe([
			{
				key: `minutes.locked:${after.id}`,
				kind: "minutes.locked",
				refs: { meetingId: after.id },
				to: toAttended(after.id),
				dueAt: now,
			},
		]);
		for (const { id } of numbered) {
			if (after.committeeId === undefined) break;
			await owePost(after.committeeId, "decision.group", { decisionId: id }, now, `decision.group:${id}`);
		}
		for (const item of items) {
			await owe([
				{
					key: `action.given:${item.id}`,
					kind: "action.given",
					refs: { actionId: item.id },
					to: { audience: { rule: "people", personIds: await peopleOfOwner(item) } },
					dueAt: now,
				},
			]);
		}
		await note("system", after, "minutesLocked", now);
	});
}
