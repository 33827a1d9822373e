/** A person's place in an organization. */
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
