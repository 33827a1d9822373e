/** How the office keeps its week: holidays as the admins settled them, Thursdays by a setting. Deadlines follow it. */
import { may } from "../domain/permissions.ts";
import type { Actor } from "../domain/person.ts";
import type { OfficeWeek } from "../domain/workingDays.ts";
import { createGrouping } from "../kit/grouping.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import * as settings from "../store/settings.ts";
import { transaction } from "../store/transaction.ts";
import { officeWords } from "./lists.ts";

const THURSDAY = "week.thursdayIsFree";

export async function officeWeek(): Promise<OfficeWeek> {
	return await readWeek(undefined);
}

/** Read once for all jobs of a tick that ask for it. */
const readWeek = createGrouping<undefined, OfficeWeek>(async (asked) => {
	const [thursdayIsFree, { holidays }] = await Promise.all([settings.isOn(THURSDAY), officeWords()]);
	return asked.map(() => ({ thursdayIsFree, holidays }));
});

export async function isThursdayFree(): Promise<boolean> {
	return await settings.isOn(THURSDAY);
}

/** Deadlines set from now on count Thursdays, or do not. */
export async function setThursday(actor: Actor, isFree: boolean, now: Date): Promise<Result<undefined, "notAllowed">> {
	if (!may(actor, "office.setWeek")) return refuse("notAllowed");
	if ((await settings.isOn(THURSDAY)) === isFree) return done(undefined);
	await transaction(async () => {
		await settings.turn(THURSDAY, { on: isFree, byId: actor.person.id, at: now });
		await audit.add({
			at: now,
			byId: actor.person.id,
			action: isFree ? "setting.thursdayFree" : "setting.thursdayWorked",
			thing: { kind: "setting", id: THURSDAY },
		});
	});
	return done(undefined);
}
