/** Whose an action may be: those who came to the meeting, or any organization or agency by a part of its name. */
import type { SeatHolder } from "../../domain/committee.ts";
import { queryWords } from "../../domain/finding.ts";
import { joinedName } from "../../domain/neighbourhood.ts";
import * as attendances from "../../store/attendances.ts";
import * as agencies from "../agencies/index.ts";
import { type Holder, holdersOf } from "../committees/holders.ts";
import { organizationFinder } from "../meetings/organizationFinder.ts";

const SHOWN = 8;

export const ownerFinder = {
	/** The first few; without words, of those who came. */
	async find(meetingId: string, query: string): Promise<Holder[]> {
		if (query === "") {
			const came = (await attendances.ofMeeting(meetingId)).slice(0, SHOWN).map(({ holder }) => holder);
			return [...(await holdersOf(came)).values()];
		}
		const words = queryWords(query);
		if (words.length === 0) return [];
		const [offices, { list }] = await Promise.all([agencies.list(), organizationFinder.find(query)]);
		const meant = offices.filter(({ name }) => {
			const text = `${joinedName(name.fa)} ${joinedName(name.en)}`;
			return words.every((word) => text.includes(word));
		});
		return [
			...meant.map(({ id, name }): Holder => ({ kind: "agency", id, name })),
			...list.map(({ id, name }): Holder => ({ kind: "organization", id, name })),
		].slice(0, SHOWN);
	},
	async named(holder: SeatHolder): Promise<Holder | undefined> {
		return (await holdersOf([holder])).get(holder.id);
	},
};
