/** Who works for the secretariat: admins appoint coordinators and dismiss them, also those who have not come yet. */
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as appointments from "../store/appointments.ts";
import * as audit from "../store/audit.ts";
import * as counters from "../store/counters.ts";
import * as people from "../store/people.ts";
import { transaction } from "../store/transaction.ts";
import { owe } from "./deliveries.ts";
import { ADMINS_LOCK } from "./people.ts";

/** People of a role, and appointments that wait for their person's first start. */
export interface Staff {
	people: Person[];
	waiting: appointments.Appointment[];
}

export async function list(actor: Actor): Promise<Result<Staff, "notAllowed">> {
	if (!may(actor, "staff.see")) return refuse("notAllowed");
	const [staff, waiting] = await Promise.all([people.staff(), appointments.all()]);
	return done({ people: staff, waiting });
}

/** People without a role who may be appointed, the newest first; one more than `limit` says that there is another page. */
export async function candidates(
	actor: Actor,
	beforeId: string | undefined,
	limit: number,
): Promise<Result<Person[], "notAllowed">> {
	if (!may(actor, "staff.appoint")) return refuse("notAllowed");
	return done(await people.withoutRole(beforeId, limit + 1));
}

/** Somebody the admin may appoint or dismiss. */
export async function byId(actor: Actor, personId: string): Promise<Result<Person, "notAllowed" | "notFound">> {
	if (!may(actor, "staff.see")) return refuse("notAllowed");
	const person = await people.byId(personId);
	return person ? done(person) : refuse("notFound");
}

/** Whether somebody's roles may be taken: not while they are the last admin. */
export async function mayBeDismissed(actor: Actor, person: Person): Promise<boolean> {
	if (!may(actor, "staff.dismiss", person) || person.roles.length === 0) return false;
	return !person.roles.includes("admin") || (await people.countByRole("admin")) > 1;
}

export async function byUser(
	actor: Actor,
	userId: number,
): Promise<Result<Person, "notAllowed" | "notAUserId" | "notFound">> {
	if (!may(actor, "staff.see")) return refuse("notAllowed");
	if (!isUserId(userId)) return refuse("notAUserId");
	const person = await people.byUser(actor.person.platform, userId);
	return person ? done(person) : refuse("notFound");
}

export type Appointed = { state: "appointed"; person: Person } | { state: "waitsForStart" };

/** Makes somebody a coordinator. Who has not pressed Start yet becomes one with their first start. */
export async function appointCoordinator(
	actor: Actor,
	userId: number,
	now: Date,
): Promise<Result<Appointed, "notAllowed" | "notAUserId">> {
	if (!may(actor, "staff.appoint")) return refuse("notAllowed");
	if (!isUserId(userId)) return refuse("notAUserId");
	const platform = actor.person.platform;
	return await transaction(async () => {
		const person = await people.byUser(platform, userId);
		if (!person) {
			await appointments.put({ platform, userId, role: "coordinator", byId: actor.person.id, at: now });
			return done({ state: "waitsForStart" } as Appointed);
		}
		if (person.roles.includes("coordinator")) return done({ state: "appointed", person } as Appointed);
		const appointed = (await people.addRole(person.id, "coordinator")) ?? person;
		await audit.add({
			at: now,
			byId: actor.person.id,
			action: "staff.appointed",
			thing: { kind: "person", id: person.id },
			details: { role: "coordinator" },
		});
		await owe([
			{
				key: `staff.appointed:${person.id}:${now.getTime()}`,
				kind: "staff.appointed",
				refs: { personId: person.id },
				to: { personId: person.id },
				dueAt: now,
			},
		]);
		return done({ state: "appointed", person: appointed } as Appointed);
	});
}

/** Takes every role from somebody; the last admin cannot be dismissed, not even by themselves. */
export async function dismiss(
	actor: Actor,
	personId: string,
	now: Date,
): Promise<Result<Person, "notAllowed" | "lastAdmin">> {
	return await transaction(async () => {
		const person = await people.byId(personId);
		if (!person || !may(actor, "staff.dismiss", person)) return refuse("notAllowed");
		if (person.roles.length === 0) return done(person);
		if (person.roles.includes("admin")) {
			await counters.hold(ADMINS_LOCK);
			if ((await people.countByRole("admin")) < 2) return refuse("lastAdmin");
		}
		const dismissed = (await people.removeRoles(personId)) ?? person;
		await audit.add({
			at: now,
			byId: actor.person.id,
			action: "staff.dismissed",
			thing: { kind: "person", id: personId },
			details: { roles: person.roles.join(",") },
		});
		if (personId !== actor.person.id) {
			await owe([
				{
					key: `staff.dismissed:${personId}:${now.getTime()}`,
					kind: "staff.dismissed",
					refs: { personId },
					to: { personId },
					dueAt: now,
				},
			]);
		}
		return done(dismissed);
	});
}

/** An appointment that waited for somebody's first start is taken back. */
export async function takeBack(actor: Actor, userId: number, now: Date): Promise<Result<undefined, "notAllowed">> {
	if (!may(actor, "staff.appoint")) return refuse("notAllowed");
	if (!(await appointments.remove(actor.person.platform, userId))) return done(undefined);
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: "staff.takenBack",
		thing: { kind: "user", id: String(userId) },
	});
	return done(undefined);
}

/** Telegram's numbers; what a forged button carries need not be one. */
function isUserId(userId: number): boolean {
	return Number.isSafeInteger(userId) && userId > 0;
}
