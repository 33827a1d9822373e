/** The register of people as coordinators look through it: what may be asked for, and what people are found by. */
import { indexWords, orderKey, phoneTail } from "./finding.ts";
import type { Person } from "./person.ts";

export const PEOPLE_GROUPS = ["all", "staff", "barred"] as const;
export type PeopleGroup = (typeof PEOPLE_GROUPS)[number];

export interface PeopleFilter {
	group: PeopleGroup;
	/** As typed: words of a name, a phone or its last digits, a user id. */
	words?: string;
	/** Only those who belong to it. */
	organizationId?: string;
}

export const ALL_PEOPLE: PeopleFilter = { group: "all" };

/** What is kept beside a person to find them by and to put them in order. */
export interface PersonKeys {
	searchWords?: string[];
	/** None without a name. */
	nameOrder?: string;
	/** The phone backwards, so that its last digits are a beginning. */
	phoneTail?: string;
}

/** The keys of what is given; what is not given changes none. */
export function personKeys({ id, name, phone }: Pick<Person, "id"> & { name?: string; phone?: string }): PersonKeys {
	const words = name === undefined ? undefined : indexWords(name);
	return {
		...(words ? { searchWords: words, nameOrder: orderKey(words, id) } : {}),
		...(phone === undefined ? {} : { phoneTail: phoneTail(phone) }),
	};
}
