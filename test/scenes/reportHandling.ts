/** An agency with its liaison, for scenes about what becomes of a report. */
import { newId } from "../../src/kit/ids.ts";
import { actorOf } from "../../src/services/people.ts";
import * as agencies from "../../src/store/agencies.ts";
import * as liaisons from "../../src/store/liaisons.ts";
import type { Player } from "../support/player.ts";
import type { Town } from "../support/town.ts";

export interface Office {
	agencyId: string;
	liaison: Player;
	/** The liaison does not answer for the agency any more. */
	dismisses(): Promise<void>;
}

export async function anAgency(town: Town, name: { fa: string; en: string }, liaisonName: string): Promise<Office> {
	const agencyId = newId();
	await agencies.add({
		id: agencyId,
		name,
		dimensions: ["environmental"],
		neighbourhoodIds: [],
		createdAt: town.clock.now(),
	});
	const liaison = await town.person(liaisonName);
	const actor = await actorOf("telegram", liaison.client.id);
	if (!actor) throw new Error("the liaison is unknown");
	const id = newId();
	await liaisons.add({ id, personId: actor.person.id, agencyId, since: town.clock.now() });
	return {
		agencyId,
		liaison,
		async dismisses() {
			await liaisons.end(id, town.clock.now());
		},
	};
}

/** A coordinator's way from the card to the agency. */
export async function refersTo(coordinator: Player, agency: string): Promise<void> {
	await coordinator.presses("ارجاع به دستگاه");
	await coordinator.presses(agency);
	await coordinator.pressesAll("مهلت معمول این دسته", "از این گام می‌گذرم");
	await coordinator.presses("ارجاع");
}
