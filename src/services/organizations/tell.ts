/** The card every coordinator has of an application, and the line in the audit log. */
import type { ApplicationEvent, Organization } from "../../domain/organization.ts";
import type { Actor } from "../../domain/person.ts";
import * as audit from "../../store/audit.ts";
import { owe } from "../deliveries.ts";

export async function tellCoordinators(organization: Organization, now: Date): Promise<void> {
	await owe([
		{
			key: cardKey(organization.id, organization.round),
			kind: "organization.applied",
			refs: { organizationId: organization.id, round: organization.round },
			to: { audience: { rule: "role", role: "coordinator" } },
			dueAt: now,
		},
	]);
}

/** Every coordinator's card of a round says what became of it. */
export async function changeCards(organization: Organization, round: number, now: Date): Promise<void> {
	const card = cardKey(organization.id, round);
	await owe([
		{
			key: `${card}:edit:${organization.revision}`,
			operation: "edit",
			target: card,
			kind: "organization.applied",
			refs: { organizationId: organization.id, round },
			to: { audience: { rule: "role", role: "coordinator" } },
			dueAt: now,
			urgent: true,
		},
	]);
}

function cardKey(organizationId: string, round: number): string {
	return `organization.applied:${organizationId}:${round}`;
}

export async function note(
	organization: Organization,
	event: ApplicationEvent,
	actor: Actor,
	now: Date,
): Promise<void> {
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: `organization.${event}`,
		thing: { kind: "organization", id: organization.id },
		details: { code: organization.code, round: organization.round, revision: organization.revision },
	});
}
