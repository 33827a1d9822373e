/** A person's place in an organization. A place that ended stays, with the date: the history of who spoke for whom. */
export type MembershipRole = "director" | "member";

export interface Membership {
	id: string;
	personId: string;
	organizationId: string;
	role: MembershipRole;
	status: "active" | "ended";
	since: Date;
	until?: Date;
}
