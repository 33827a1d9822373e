/** A line of the audit log: who did what to which thing, and when; ids, never names or texts. */

export interface AuditLine {
	id: string;
	at: Date;
	/** The person; "system" for what time did. */
	byId: string;
	/** "organization.approved", "staff.appointed", … */
	action: string;
	thing: { kind: string; id: string };
	details?: Record<string, string | number | boolean>;
}

export type NewAuditLine = Omit<AuditLine, "id">;
