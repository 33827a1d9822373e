/** What the holders of seats are called: organizations, and the agencies of the province. */
import type { SeatHolder } from "../../domain/committee.ts";
import type { PersonLanguage } from "../../domain/person.ts";
import * as agencies from "../../store/agencies.ts";
import * as organizations from "../../store/organizations.ts";

export interface Holder {
	kind: SeatHolder["kind"];
	id: string;
	/** An organization has one name, an agency one in each language. */
	name: string | Record<PersonLanguage, string>;
}

export async function holdersOf(holders: readonly SeatHolder[]): Promise<Map<string, Holder>> {
	const ids = (kind: SeatHolder["kind"]) => [
		...new Set(holders.filter((one) => one.kind === kind).map(({ id }) => id)),
	];
	const [theirs, offices] = await Promise.all([
		organizations.byIds(ids("organization")),
		agencies.byIds(ids("agency")),
	]);
	return new Map([
		...theirs.map(({ id, name }): [string, Holder] => [id, { kind: "organization", id, name }]),
		...offices.map(({ id, name }): [string, Holder] => [id, { kind: "agency", id, name }]),
	]);
}
