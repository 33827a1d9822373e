/** How the demo province came to be: people came one after another, applied, were approved; told to the services step by step. */
import type { Actor } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as invitations from "../../src/services/invitations/index.ts";
import * as neighbourhoods from "../../src/services/neighbourhoods.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import * as people from "../../src/services/people.ts";
import * as staff from "../../src/services/staff.ts";
import { goOn, settleIn, type Told } from "./life.ts";
import { APPROVED, type DemoOrganization, INHABITANTS, type Inhabitant, WAITING } from "./province.ts";
import { must } from "./told.ts";

/** Where the story is told: a clock, and phones on which people press Start. */
export interface Stage {
	/** Moves the clock to so many days before today, at this hour, and resolves to that moment. */
	at(time: { daysAgo: number; hour: number }): Promise<Date>;
	/** The person presses Start on their phone; resolves when the bot has answered. */
	pressesStart(userId: number): Promise<void>;
	/** These people make a group with the bot in it; its number. Asked for again, it is the same group. */
	gathers(title: string, userIds: readonly number[]): Promise<number>;
	/** Telegram keeps the photo; the file's id. */
	keepsPhoto(bytes: Uint8Array): string;
}

/** Whether the story was told to this database to its end. */
export async function isTold(): Promise<boolean> {
	const applicant = await people.actorOf("telegram", INHABITANTS.applicant.userId);
	return applicant !== undefined && (await organizations.mine(applicant)).length > 0;
}

/**
 * Tells it; what was told before is not told twice, so an interrupted telling goes on. Without `affairs` there are only
 * people and their organizations.
 */
export async function tell(stage: Stage, { affairs = true }: { affairs?: boolean | undefined } = {}): Promise<void> {
	await neighbourhoods.beginWithFirstList();
	const adminIds = [INHABITANTS.admin.userId];

	async function comes(inhabitant: Inhabitant, now: Date): Promise<Actor> {
		const { userId, language, firstName, lastName, title } = inhabitant;
		const actor = await people.consent({ platform: "telegram", userId, language, adminIds }, now);
		must(await people.introduce(actor, { name: `${firstName} ${lastName}`, title }));
		await stage.pressesStart(userId);
		return await known(inhabitant);
	}

	let now = await stage.at({ daysAgo: 34, hour: 9 });
	const admin = await comes(INHABITANTS.admin, now);
	for (const coordinator of [INHABITANTS.coordinator, INHABITANTS.secondCoordinator]) {
		must(await staff.appointCoordinator(admin, coordinator.userId, now));
		await comes(coordinator, now);
	}

	const office = [INHABITANTS.coordinator, INHABITANTS.secondCoordinator, INHABITANTS.coordinator];
	for (const [index, organization] of APPROVED.entries()) {
		now = await stage.at({ daysAgo: 30 - 8 * index, hour: 11 });
		const applied = await applies(await comes(INHABITANTS[organization.by], now), organization, now);
		now = await stage.at({ daysAgo: 29 - 8 * index, hour: 10 });
		const coordinator = await known(office[index] ?? INHABITANTS.coordinator);
		must(await organizations.approve(coordinator, { organizationId: applied.id, round: 1 }, now));
	}

	const told: Told = {
		stage,
		known: (who) => known(INHABITANTS[who]),
		comes: (who, when) => comes(INHABITANTS[who], when),
	};
	if (affairs) await settleIn(told);

	now = await stage.at({ daysAgo: 6, hour: 17 });
	const member = await comes(INHABITANTS.member, now);
	await joins(member, now);
	if (affairs) await goOn(told);

	now = await stage.at({ daysAgo: 1, hour: 12 });
	await applies(await comes(INHABITANTS.applicant, now), WAITING, now);
}

async function known(inhabitant: Inhabitant): Promise<Actor> {
	const actor = await people.actorOf("telegram", inhabitant.userId);
	if (!actor) throw new Error(`${inhabitant.firstName} ${inhabitant.lastName} is not in the register`);
	return actor;
}

async function applies(actor: Actor, { by, requestId, neighbourhoods: names, answers }: DemoOrganization, now: Date) {
	const { firstName, lastName, title, phone } = INHABITANTS[by];
	const found = await Promise.all(names.map((name) => neighbourhoods.find(name, 0, 1)));
	return must(
		await organizations.register(
			actor,
			{
				...answers,
				neighbourhoods: found.flatMap(({ list }) => list.map(({ id }) => id)),
				directorName: `${firstName} ${lastName}`,
				directorTitle: title,
				phone,
			},
			now,
			{ requestId },
		),
	);
}

/** A colleague of an organization, by their director's invitation. */
async function joins(actor: Actor, now: Date): Promise<void> {
	const director = await known(INHABITANTS.director);
	const [place] = director.memberships;
	if (!place) throw new Error("the director has no organization");
	if (actor.memberships.length > 0) return;
	const { organizationId } = place;
	const wanted = { role: "member", organizationId, uses: "five", days: 7, requestId: newId() } as const;
	const { token = "" } = must(await invitations.make(director, wanted, now));
	must(await invitations.accept(actor, { token }, undefined, now));
}
