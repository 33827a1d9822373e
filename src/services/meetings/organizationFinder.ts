/** Organizations of the register by a part of their name, to be chosen from: the first few, more is a matter of writing more. */
import { queryWords } from "../../domain/finding.ts";
import * as organizations from "../../store/organizations.ts";
import * as register from "../../store/register.ts";

const SHOWN = 6;

interface Named {
	id: string;
	name: string;
}

export const organizationFinder = {
	async find(query: string): Promise<{ list: Named[]; count: number }> {
		const words = queryWords(query);
		if (query !== "" && words.length === 0) return { list: [], count: 0 };
		const { list } = await register.find({ states: ["approved"], words }, {}, SHOWN);
		return { list: list.map(({ id, name }) => ({ id, name })), count: list.length };
	},
	async byIds(ids: readonly string[]): Promise<Named[]> {
		const found = await organizations.byIds(ids);
		return found.filter(({ state }) => state === "approved").map(({ id, name }) => ({ id, name }));
	},
};
