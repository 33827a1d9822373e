/** Committees as they are looked at: which there are, and why one fits. */
import type { Committee } from "./committee.ts";
import type { Organization } from "./organization.ts";
import type { Actor } from "./person.ts";

export interface CommitteeListed {
	committee: Committee;
	/** The seats of the actor's, or those they stand in for. */
	own: Actor["seats"];
	/** Fields of the organization they act for that belong to its dimension. */
	fits: string[];
}

export interface CommitteesShown {
	committees: CommitteeListed[];
	/** The approved organization the actor acts for. */
	organization: Organization | undefined;
	/** Requests that wait for the actor's decision. */
	waiting: number;
	viewer: Actor;
}
