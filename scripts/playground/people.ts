/** Who is on the playground's page: everybody with a phone, what they are to the secretariat, and the groups. */
import { isOfCrowd } from "../seed/crowd.ts";
import type { BotApi, Person } from "./botApi/index.ts";

/** What somebody is, as the page's badges say it. */
export type Standing =
	| "admin"
	| "coordinator"
	| "director"
	| "member"
	| "liaison"
	| "applicant"
	| "person"
	| "stranger";

export interface Known {
	roles: Standing[];
	organization?: string;
}

/** Looks up what Telegram's number stands for in Dabir's own register. */
export type WhoIs = (userId: number) => Promise<Known>;

/** A hue for each, far enough from its neighbours to be told apart; the initial and the name say the same. */
const HUES = [205, 28, 330, 150, 265, 48, 185, 0, 300, 95];

/** Everybody with a phone on the page. */
export function peopleOfPage(botApi: BotApi): Person[] {
	return botApi.people.filter(({ id }) => !isOfCrowd(id));
}

export async function pagePeople(botApi: BotApi, whoIs: WhoIs, first: ReadonlySet<number>) {
	const people = await Promise.all(
		peopleOfPage(botApi).map(async (person, index) => pagePerson(botApi, person, index, whoIs)),
	);
	return {
		people: people.map((person) => ({ ...person, first: first.has(person.id) })),
		groups: botApi.groups.map((group) => {
			const { memberIds, bot } = botApi.chat(group.id);
			return {
				chatId: group.id,
				title: group.title,
				members: memberIds,
				bot: bot === "member",
				supergroup: group.id < -1_000_000_000_000,
			};
		}),
	};
}

async function pagePerson(botApi: BotApi, person: Person, index: number, whoIs: WhoIs) {
	const { started, blocked } = botApi.chat(person.id);
	const { roles, organization } = await whoIs(person.id);
	return {
		id: person.id,
		name: [person.firstName, person.lastName].filter(Boolean).join(" "),
		firstName: person.firstName,
		language: person.languageCode ?? "",
		phone: person.phone,
		hue: HUES[index % HUES.length],
		started,
		blocked,
		roles,
		...(organization === undefined ? {} : { organization }),
	};
}
