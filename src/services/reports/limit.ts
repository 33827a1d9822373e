/** How many reports somebody may make in a day: as the admins set it; organizations that are trusted have no limit. */
import type { Organization } from "../../domain/organization.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { REPORTS_A_DAY } from "../../domain/report.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as audit from "../../store/audit.ts";
import * as organizations from "../../store/organizations.ts";
import { madeSince } from "../../store/reportLists.ts";
import * as settings from "../../store/settings.ts";
import { transaction } from "../../store/transaction.ts";

const SETTING = "reportsADay";

export async function reportsADay(): Promise<number> {
	return (await settings.numberOf(SETTING)) ?? REPORTS_A_DAY.usual;
}

/** Another limit from now on. */
export async function setReportsADay(
	actor: Actor,
	number: number,
	now: Date,
): Promise<Result<number, "notAllowed" | "incomplete">> {
	if (!may(actor, "lists.change")) return refuse("notAllowed");
	const { min, max } = REPORTS_A_DAY;
	if (!Number.isInteger(number) || number < min || number > max) return refuse("incomplete", { question: "number" });
	if (number === (await reportsADay())) return done(number);
	await transaction(async () => {
		await settings.setNumber(SETTING, { number, byId: actor.person.id, at: now });
		await audit.add({
			at: now,
			byId: actor.person.id,
			action: "reports.limitSet",
			thing: { kind: "setting", id: SETTING },
			details: { number },
		});
	});
	return done(number);
}

/** Whether the person has made as many today as one may. */
export async function isOverLimit(
	personId: string,
	organization: Organization | undefined,
	now: Date,
): Promise<{ limit: number } | undefined> {
	if (organization?.isTrusted) return undefined;
	const [limit, made] = await Promise.all([reportsADay(), madeSince(personId, startOfDay(now), REPORTS_A_DAY.max)]);
	return made >= limit ? { limit } : undefined;
}

function startOfDay(now: Date): Date {
	const day = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO("Asia/Tehran").startOfDay();
	return new Date(day.epochMilliseconds);
}

/** A coordinator trusts an organization, or does so no longer: its people may report without a limit. */
export async function trust(
	actor: Actor,
	organizationId: string,
	isTrusted: boolean,
	now: Date,
): Promise<Result<Organization, "notAllowed" | "changedMeanwhile">> {
	const found = await organizations.byId(organizationId);
	if (!found || !may(actor, "organization.trust", found)) return refuse("notAllowed");
	if (found.state !== "approved") return refuse("changedMeanwhile");
	if ((found.isTrusted ?? false) === isTrusted) return done(found);
	const { isTrusted: _, ...rest } = found;
	const after: Organization = { ...rest, ...(isTrusted && { isTrusted }), revision: found.revision + 1 };
	const won = await transaction(async () => {
		if (!(await organizations.changeAt(found, after))) return false;
		await audit.add({
			at: now,
			byId: actor.person.id,
			action: isTrusted ? "organization.trusted" : "organization.notTrusted",
			thing: { kind: "organization", id: organizationId },
		});
		return true;
	});
	return won ? done(after) : refuse("changedMeanwhile");
}
