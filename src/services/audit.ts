/** What was decided about a thing, by whom and when: for admins. */
import type { AuditLine } from "../domain/audit.ts";
import { may } from "../domain/permissions.ts";
import type { Actor } from "../domain/person.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";

export async function ofThing(actor: Actor, kind: string, id: string): Promise<Result<AuditLine[], "notAllowed">> {
	if (!may(actor, "audit.see")) return refuse("notAllowed");
	return done(await audit.ofThing(kind, id));
}
