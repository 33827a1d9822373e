/** A change of director: the old term ends with a date, the new one begins, and what hangs on the place moves with it. */
import type { Invitation } from "../domain/invitation.ts";
import type { Organization } from "../domain/organization.ts";
import type { Actor, Title } from "../domain/person.ts";
import { newId } from "../kit/ids.ts";
import * as audit from "../store/audit.ts";
import * as invitations from "../store/invitations.ts";
import * as memberships from "../store/memberships.ts";
import * as organizations from "../store/organizations.ts";
import { endSeatsOfMember } from "./committees/index.ts";
import { owe } from "./deliveries.ts";
import { passToDirector } from "./joinRequests/index.ts";

export interface Successor {
	organization: Organization;
	name: string;
	title: Title;
	phone: string;
}

/** Part of the transaction that uses the invitation; a second director at once fails on the database's own rule. */
export async function becomeDirector(
	actor: Actor,
	invitation: Invitation,
	{ organization, ...director }: Successor,
	now: Date,
): Promise<void> {
	const personId = actor.person.id;
	const organizationId = organization.id;
	const old = await memberships.directorOf(organizationId);
	const place = { organizationId, status: "active", since: now } as const;
	if (old) {
		await memberships.end(old.id, now);
		if (invitation.afterwards === "stays")
			await memberships.add({ ...place, id: newId(), personId: old.personId, role: "member" });
		else {
			const holder = { kind: "organization", id: organizationId } as const;
			await endSeatsOfMember(old.personId, holder, "memberLeft", actor, now);
		}
	}
	const own = await memberships.placeOf(personId, organizationId);
	if (own) await memberships.end(own.id, now);
	await memberships.add({ ...place, id: newId(), personId, role: "director" });
	await organizations.setDirector(organizationId, personId, director);
	await invitations.revokeAll(organizationId, "director", now);
	await passToDirector(organizationId, personId, now);
	await tellEverybody(invitation, organizationId, old?.personId, now);
	await audit.add({
		at: now,
		byId: personId,
		action: "organization.directorChanged",
		thing: { kind: "organization", id: organizationId },
		details: {
			invitationId: invitation.id,
			offeredById: invitation.byId,
			toId: personId,
			...(old ? { fromId: old.personId } : {}),
			...(invitation.reason === undefined ? {} : { reason: invitation.reason }),
		},
	});
}

/** The old director and the secretariat. */
async function tellEverybody(
	invitation: Invitation,
	organizationId: string,
	oldId: string | undefined,
	now: Date,
): Promise<void> {
	const key = `director.changed:${invitation.id}`;
	const refs = { invitationId: invitation.id, organizationId };
	await owe([
		...(oldId === undefined
			? []
			: [
					{
						key: `${key}:old`,
						kind: "director.replaced",
						refs,
						to: { personId: oldId },
						dueAt: now,
						urgent: true,
					},
				]),
		{
			key: `${key}:office`,
			kind: "director.changed",
			refs,
			to: { audience: { rule: "role", role: "coordinator" } },
			dueAt: now,
		},
	]);
}
