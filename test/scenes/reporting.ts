/** How reports are made in scenes: a director of an approved organization, and the way through the form. */
import * as organizations from "../../src/services/organizations/index.ts";
import { actorOf } from "../../src/services/people.ts";
import type { Player } from "../support/player.ts";
import { anApplication, aPerson } from "../support/registrar.ts";
import type { Town } from "../support/town.ts";

let registered = 0;

/** The director of an organization that is approved, made without the chat. */
export async function aDirector(town: Town, name: string, organization: string): Promise<Player> {
	const player = await town.person(name);
	const reza = await aPerson({ roles: ["coordinator"], userId: 9_000_001 });
	const applicant = await actorOf("telegram", player.client.id);
	if (!applicant) throw new Error("the player is unknown");
	const { id } = await anApplication(applicant, {
		name: organization,
		registrationNumber: String(2000 + ++registered),
	});
	await organizations.approve(reza, { organizationId: id, round: 1 }, town.clock.now());
	await town.settles();
	return player;
}

/** Up to the neighbourhood: a problem with waste at this place. */
export async function beginsWaste(player: Player, at = { latitude: 36.2891, longitude: 49.9781 }): Promise<void> {
	await player.sends("/report");
	await player.pressesAll("مشکل", "زیست‌محیطی", "زباله و نظافت");
	await player.does((client) => client.sharesLocation(at.latitude, at.longitude));
	await player.presses("بله، محلهٔ");
}

/** From the landmark to the review. */
export async function tellsWaste(player: Player, words = "زباله‌های کوچهٔ ۱۲ از شنبه جمع نشده است."): Promise<void> {
	await player.answers("کوچهٔ ۱۲، روبه‌روی مسجد", words);
	await player.presses("چند روز");
	await player.sends("۲۰۰");
	await player.pressesAll("زیاد", "از این گام می‌گذرم", "از این گام می‌گذرم");
}

export async function reportsWaste(player: Player, words?: string): Promise<void> {
	await beginsWaste(player);
	await tellsWaste(player, words);
	await player.presses("ارسال به دبیرخانه");
}
