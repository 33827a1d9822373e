/** Organizations that are in the register already when a scene begins: applied for and approved through the services. */
import type { Actor } from "../../src/domain/person.ts";
import type { RegistrationAnswers } from "../../src/domain/registration.ts";
import { newId } from "../../src/kit/ids.ts";
import * as invitations from "../../src/services/invitations/index.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import * as people from "../../src/services/people.ts";
import type { Player } from "../support/player.ts";
import { answers } from "../support/registrar.ts";
import type { Town } from "../support/town.ts";

export async function actorOf(player: Player): Promise<Actor> {
	const actor = await people.actorOf("telegram", player.client.id);
	if (!actor) throw new Error("this person is not known");
	return actor;
}

/** The player's organization, approved by the admin. */
export async function anOrganization(town: Town, director: Player, changed: Partial<RegistrationAnswers> = {}) {
	const admin = await town.admin();
	const now = town.clock.now();
	const applied = await organizations.register(await actorOf(director), answers(changed), now, { requestId: newId() });
	if (!applied.ok) throw new Error(applied.reason);
	const approved = await organizations.approve(
		await actorOf(admin),
		{ organizationId: applied.value.id, round: 1 },
		now,
	);
	if (!approved.ok) throw new Error(approved.reason);
	await town.settles();
	return approved.value;
}

/** Another colleague, who came by an invitation. */
export async function aMember(town: Town, director: Player, organizationId: string, player: Player, name: string) {
	const now = town.clock.now();
	const made = await invitations.make(
		await actorOf(director),
		{ role: "member", organizationId, uses: "one", days: 7, requestId: newId() },
		now,
	);
	if (!made.ok || !made.value.token) throw new Error("no invitation");
	const used = await invitations.accept(await actorOf(player), { token: made.value.token }, { name, title: "mr" }, now);
	if (!used.ok) throw new Error(used.reason);
	await town.settles();
}

/** The link in the newest message that has one. */
export function linkOn(player: Player): string {
	for (const message of player.screen.toReversed()) {
		const [, payload] = /\?start=([A-Za-z0-9_-]{22})/.exec(message.text ?? "") ?? [];
		if (payload) return payload;
	}
	throw new Error(`there is no link: ${player.sees}`);
}
