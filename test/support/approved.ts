/** Organizations that are approved already, for scenes about what comes after. */

import type { Organization } from "../../src/domain/organization.ts";
import type { Actor } from "../../src/domain/person.ts";
import type { RegistrationAnswers } from "../../src/domain/registration.ts";
import * as neighbourhoods from "../../src/services/neighbourhoods.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import { actorOf } from "../../src/services/people.ts";
import type { Player } from "./player.ts";
import { anApplication } from "./registrar.ts";
import type { Town } from "./town.ts";

/** Who acts in the chat of a player. */
export async function actorFor(player: Player): Promise<Actor> {
	const actor = await actorOf("telegram", player.client.id);
	if (!actor) throw new Error("they have not agreed to be remembered");
	return actor;
}

/** The ids of the first neighbourhoods with these names. */
export async function neighbourhoodIds(...names: string[]): Promise<string[]> {
	return await Promise.all(
		names.map(async (name) => {
			const [found] = (await neighbourhoods.find(name, 0)).list;
			if (!found) throw new Error(`there is no neighbourhood ${name}`);
			return found.id;
		}),
	);
}

/** An organization that works in these neighbourhoods, approved by the coordinator. */
export async function anOrganizationOf(
	town: Town,
	director: Player,
	by: Player,
	answers: Partial<RegistrationAnswers>,
): Promise<Organization> {
	const { id, round } = await anApplication(await actorFor(director), answers);
	const result = await organizations.approve(await actorFor(by), { organizationId: id, round }, town.clock.now());
	if (!result.ok) throw new Error(result.reason);
	await town.settles();
	return result.value;
}
