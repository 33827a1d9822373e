/** Being forgotten: everything stored about a person goes at once, and what has to stay is said beforehand. */
import type { Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import type { Thread } from "../domain/thread.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as acknowledgements from "../store/acknowledgements.ts";
import * as announcements from "../store/announcements.ts";
import * as appointments from "../store/appointments.ts";
import * as assessmentScores from "../store/assessmentScores.ts";
import * as audit from "../store/audit.ts";
import * as backgroundJobs from "../store/backgroundJobs.ts";
import * as claims from "../store/claims.ts";
import * as contactRequests from "../store/contactRequests.ts";
import * as counters from "../store/counters.ts";
import * as deliveries from "../store/deliveries.ts";
import * as imports from "../store/imports.ts";
import * as invitations from "../store/invitations.ts";
import * as joinRequests from "../store/joinRequests.ts";
import * as liaisons from "../store/liaisons.ts";
import * as memberships from "../store/memberships.ts";
import * as neighbourhoodImports from "../store/neighbourhoodImports.ts";
import * as organizationForgetting from "../store/organizationForgetting.ts";
import * as organizations from "../store/organizations.ts";
import * as papers from "../store/papers.ts";
import * as people from "../store/people.ts";
import * as reportLists from "../store/reportLists.ts";
import { dropSession } from "../store/sessions.ts";
import * as supports from "../store/supports.ts";
import * as threads from "../store/threads.ts";
import { transaction } from "../store/transaction.ts";
import { forgetSitter } from "./committees/index.ts";
import { owe } from "./deliveries.ts";
import * as documents from "./documents.ts";
import { forgetAsker } from "./joinRequests/index.ts";
import { forgetAtMeetings } from "./meetings/index.ts";
import { ADMINS_LOCK } from "./people.ts";
import * as profileChanges from "./profileChanges.ts";

export interface Leaving {
	/** Organizations of the register that are left without a director. */
	leaderless: Organization[];
}

/** What becomes of others when this person is forgotten, to be told before. */
export async function whatIfForgotten(actor: Actor): Promise<Leaving> {
	return { leaderless: await leaderlessWithout(actor.person.id) };
}

async function leaderlessWithout(personId: string): Promise<Organization[]> {
	const led = (await memberships.activeOf(personId)).filter(({ role }) => role === "director");
	return await organizations.byIds(led.map(({ organizationId }) => organizationId));
}

/**
 * Everything stored about the person goes: applications that were never approved, talks, roles, what was sent to them,
 * and the messages about them in the chats of coordinators. An approved organization stays, without the person's name
 * and number; where it is left without a director the secretariat is told. The last admin cannot go.
 */
export async function forget(actor: Actor, now: Date): Promise<Result<undefined, "notAllowed" | "lastAdmin">> {
	const { person } = actor;
	if (!may(actor, "person.forget", person)) return refuse("notAllowed");
	return await transaction(async () => {
		if (person.roles.includes("admin")) {
			await counters.hold(ADMINS_LOCK);
			if ((await people.countByRole("admin")) < 2) return refuse("lastAdmin");
		}
		await erase(person, now);
		return done(undefined);
	});
}

/** Those of whom a database that is about to be replaced says that they were forgotten. */
export async function idsOfForgotten(): Promise<string[]> {
	return await audit.thingsOf("person.forgotten");
}

/** After an old backup was put back: who was forgotten since is forgotten again. */
export async function forgetAgain(ids: readonly string[], now: Date): Promise<void> {
	for (const person of await people.byIds(ids)) {
		await transaction(() => erase(person, now));
		await dropSession(`${person.platform}:${person.userId}`);
	}
}

async function erase(person: Person, now: Date): Promise<void> {
	const { id, platform, userId } = person;
	const [applied, talks, leaderless] = [
		await organizations.byApplicant(id),
		await threads.ofPerson(id),
		await leaderlessWithout(id),
	];
	await organizationForgetting.removeUnapproved(id);
	await organizationForgetting.removeDirector(id);
	await organizationForgetting.removeWordsOf(id);
	await forgetSitter(person, now);
	await memberships.removeOf(id);
	await acknowledgements.removeOf(id);
	await announcements.unnameStaff(id);
	const claimed = await claims.removeOf(id);
	await liaisons.removeOf(id);
	await contactRequests.removeOf(id);
	await neighbourhoodImports.removeOf(id);
	await imports.removeOf(id);
	if (person.phone !== undefined) {
		await imports.removeRowsWith(person.phone);
		await organizationForgetting.unnameContact(person.phone);
	}
	// Files made for the staff a while ago may name them.
	await papers.removeAll();
	await forgetAsker(id, now);
	await profileChanges.forgetPerson(id, now);
	await documents.forgetSender(id);
	await reportLists.forgetPerson(id);
	await supports.removeOf(id);
	await invitations.removeOf(id);
	await threads.removeOf(id);
	await assessmentScores.unname(id);
	await forgetAtMeetings(id);
	await appointments.remove(platform, userId);
	await backgroundJobs.removeOf(id);
	await deliveries.removeTo(id);
	await people.remove(id);
	await audit.unnameUser(userId);
	await audit.removeReasons(id);
	await audit.add({ at: now, byId: id, action: "person.forgotten", thing: { kind: "person", id } });
	await owe([
		...[
			...cardsOf(
				applied.filter(({ state }) => state !== "approved" && state !== "suspended"),
				talks,
			),
			...claimed.map((claimId) => `claim.asked:${claimId}`),
		].map((card) => ({
			// Telegram lets nobody delete what is older than two days, but what a bot wrote it may change at any time.
			key: `${card}:forgotten`,
			operation: "edit" as const,
			target: card,
			kind: "forgotten",
			refs: {},
			to: { audience: { rule: "role" as const, role: "coordinator" as const } },
			dueAt: now,
			urgent: true,
		})),
		...leaderless.map(({ id: organizationId }) => ({
			key: `organization.leftWithoutDirector:${organizationId}:${now.getTime()}`,
			kind: "organization.leftWithoutDirector",
			refs: { organizationId },
			to: { audience: { rule: "role" as const, role: "coordinator" as const } },
			dueAt: now,
		})),
	]);
	for (const { id: organizationId } of leaderless) await joinRequests.passOn(organizationId, "secretariat");
}

/** The coordinators' messages that show what the person wrote. */
function cardsOf(applied: Organization[], talks: Thread[]): string[] {
	return [
		...applied.flatMap(({ id, round }) =>
			Array.from({ length: round }, (_, before) => `organization.applied:${id}:${before + 1}`),
		),
		...talks.flatMap(({ id, messages }) =>
			messages.flatMap(({ from }, number) => (from === "person" ? [`thread.message:${id}:${number}`] : [])),
		),
	];
}
