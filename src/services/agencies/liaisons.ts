/** The liaisons of an agency: dismissed by an admin, on a date that stays; what was referred stays with the agency. */
import type { Agency, Liaison } from "../../domain/agency.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor, Person } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as agencies from "../../store/agencies.ts";
import * as audit from "../../store/audit.ts";
import * as store from "../../store/liaisons.ts";
import * as people from "../../store/people.ts";
import { transaction } from "../../store/transaction.ts";
import { endSeatsOfMember } from "../committees/index.ts";
import { owe } from "../deliveries.ts";

export interface LiaisonShown {
	liaison: Liaison;
	agency: Agency;
	person: Person | undefined;
}

/** One liaison with their agency, for those who keep them. */
export async function see(actor: Actor, liaisonId: string): Promise<Result<LiaisonShown, "notAllowed" | "notFound">> {
	if (!may(actor, "agencies.change")) return refuse("notAllowed");
	const found = await liaisonOf(liaisonId);
	return found ? done(found) : refuse("notFound");
}

/** For a delivery: a liaison as they stand. */
export async function liaisonOf(liaisonId: string): Promise<LiaisonShown | undefined> {
	const liaison = await store.byId(liaisonId);
	const agency = liaison && (await agencies.byId(liaison.agencyId));
	return liaison && agency && { liaison, agency, person: await people.byId(liaison.personId) };
}

/** The agency's work is not theirs any more from now on; they are told. */
export async function dismiss(
	actor: Actor,
	liaisonId: string,
	now: Date,
): Promise<Result<LiaisonShown, "notAllowed" | "notFound">> {
	const found = await see(actor, liaisonId);
	if (!found.ok) return found;
	const { liaison, agency } = found.value;
	if (liaison.until) return found;
	await transaction(async () => {
		if (!(await store.end(liaisonId, now))) return;
		await endSeatsOfMember(liaison.personId, { kind: "agency", id: agency.id }, "dismissed", actor, now);
		await audit.add({
			at: now,
			byId: actor.person.id,
			action: "agency.liaisonDismissed",
			thing: { kind: "agency", id: agency.id },
			details: { personId: liaison.personId },
		});
		await owe([
			{
				key: `liaison.dismissed:${liaisonId}`,
				kind: "liaison.dismissed",
				refs: { liaisonId },
				to: { personId: liaison.personId },
				dueAt: now,
			},
		]);
	});
	return done({ ...found.value, liaison: { ...liaison, until: now } });
}

/** Of somebody who answers for no agency now: the last one they answered for, and until when. */
export async function lastDismissal(personId: string): Promise<{ agency: Agency; until: Date } | undefined> {
	const [last] = await store.endedOf(personId, 1);
	const agency = last && (await agencies.byId(last.agencyId));
	return agency && last?.until && { agency, until: last.until };
}
