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
	const { id, role, organizationId, agencyId, toPersonId, reason } = invitation;
	const kind = role === "coordinator" ? "invitation" : role === "liaison" ? "agency" : "organization";
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: `${kind === "invitation" ? "staff" : kind}.${event}`,
		thing: { kind, id: agencyId ?? organizationId ?? id },
		details: {
			invitationId: id,
			role,
			...(toPersonId === undefined ? {} : { toPersonId }),
			...(reason === undefined ? {} : { reason }),
		},
	});
}
