/** What somebody with a phone is in Dabir's register, for the badges on the page. */
import type { Actor } from "../../src/domain/person.ts";
import * as agencies from "../../src/services/agencies/index.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import * as people from "../../src/services/people.ts";
import type { Known, Standing } from "./people.ts";

export async function whoIs(userId: number): Promise<Known> {
	const actor = await people.actorOf("telegram", userId);
	if (!actor) return { roles: ["stranger"] };
	const mine = await organizations.mine(actor);
	const belongs = mine.find(({ id }) => actor.memberships.some(({ organizationId }) => organizationId === id));
	const applied = mine.find(({ state }) => state === "waiting" || state === "askedForMore");
	const [agency] = actor.agencyIds.length > 0 ? await agencies.byIds(actor.agencyIds) : [];
	const organization = (belongs ?? applied)?.name ?? agency?.name[actor.person.language];
	return { roles: rolesOf(actor, applied !== undefined), ...(organization === undefined ? {} : { organization }) };
}

function rolesOf({ person, memberships, agencyIds }: Actor, applies: boolean): Standing[] {
	const roles = new Set<Standing>();
	if (person.roles.includes("admin")) roles.add("admin");
	else if (person.roles.includes("coordinator")) roles.add("coordinator");
	for (const { role } of memberships) roles.add(role);
	if (agencyIds.length > 0) roles.add("liaison");
	if (roles.size === 0) roles.add(applies ? "applicant" : "person");
	return [...roles];
}
