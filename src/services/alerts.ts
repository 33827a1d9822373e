/** Alerts: what the admins must hear of the bot itself. */
import { owe } from "./deliveries.ts";

/** An update could not be handled and was set aside; the id is also in the log. */
export async function alertSetAside(errorId: string, now: Date): Promise<void> {
	await owe([
		{
			key: `alert:setAside:${errorId}`,
			kind: "alert.setAside",
			refs: { errorId },
			to: { audience: { rule: "role", role: "admin" } },
			dueAt: now,
			urgent: true,
		},
	]);
}
