/** What audiences are chosen from: everybody in the order of their ids, as little of each as is needed. */
import mongoose from "mongoose";
import { type Person, type PersonLanguage, ROLES, type Role } from "../domain/person.ts";
import { Organizations } from "./organizations.ts";
import { People } from "./people.ts";

/** What of a person an audience tells. */
export type Chosen = Pick<Person, "id" | "language" | "name" | "title" | "roles">;

const WANTED = { language: 1, name: 1, title: 1, roles: 1 };
/** Who is barred gets nothing. */
const FREE = { barred: mongoose.trusted({ $exists: false }) };

/** The next people after `afterId`; of these ids only, when some are given. */
export async function peopleAfter(
	afterId: string | undefined,
	limit: number,
	within?: readonly string[],
): Promise<Chosen[]> {
	const bounds = {
		...(afterId === undefined ? {} : { $gt: afterId }),
		...(within === undefined ? {} : { $in: [...within] }),
	};
	const found = await People.find({
		...FREE,
		...(Object.keys(bounds).length > 0 ? { _id: mongoose.trusted(bounds) } : {}),
	})
		.sort({ _id: 1 })
		.limit(limit)
		.select(WANTED)
		.lean();
	return found.map(({ _id, ...rest }) => ({ id: _id, ...rest }));
}

/** How many may get something, by the language they read: counted along indexes, nobody is looked at. */
export async function countByLanguage(): Promise<Record<PersonLanguage, number>> {
	const count = async (language: PersonLanguage) => {
		const [all, barred] = await Promise.all([
			People.countDocuments({ language }),
			People.countDocuments({ language, "barred.at": mongoose.trusted({ $exists: true }) }).hint({ "barred.at": 1 }),
		]);
		return all - barred;
	};
	const [fa, en] = await Promise.all([count("fa"), count("en")]);
	return { fa, en };
}

/** Ids of everybody with one of these roles. */
export async function withRoles(roles: readonly string[]): Promise<string[]> {
	const found = await People.find({ roles: mongoose.trusted({ $in: roles.filter(isRole) }) })
		.select({ roles: 1 })
		.lean();
	return found.map(({ _id }) => _id);
}

function isRole(role: string): role is Role {
	return (ROLES as readonly string[]).includes(role);
}

export interface Active {
	id: string;
	fields: string[];
	neighbourhoodIds: string[];
}

/** Of these organizations, those of the register as they are now. */
export async function activeOrganizations(ids: readonly string[]): Promise<Map<string, Active>> {
	if (ids.length === 0) return new Map();
	const found = await Organizations.find({ _id: mongoose.trusted({ $in: [...new Set(ids)] }), state: "approved" })
		.select({ fields: 1, neighbourhoodIds: 1 })
		.lean();
	return new Map(found.map(({ _id, fields, neighbourhoodIds }) => [_id, { id: _id, fields, neighbourhoodIds }]));
}
