/** What making and using an invitation have in common: its token's hash, and its lines in the audit log. */
import { createHash } from "node:crypto";
import type { Invitation } from "../../domain/invitation.ts";
import type { Actor } from "../../domain/person.ts";
import * as audit from "../../store/audit.ts";

/** All that is kept of a token. */
export function hashOf(token: string): string {
	return createHash("sha256").update(token).digest("base64url");
}

export async function note(invitation: Invitation, event: string, actor: Actor, now: Date): Promise<void> {
	const { id, role, organizationId, toPersonId, reason } = invitation;
	const staff = role === "coordinator";
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: staff ? `staff.${event}` : `organization.${event}`,
		thing: { kind: staff ? "invitation" : "organization", id: organizationId ?? id },
		details: {
			invitationId: id,
			role,
			...(toPersonId === undefined ? {} : { toPersonId }),
			...(reason === undefined ? {} : { reason }),
		},
	});
}

export function isDuplicate(error: unknown): boolean {
	return (error as { code?: unknown }).code === 11000;
}
