/** What is stored about somebody, for themselves. */
import { may } from "../domain/permissions.ts";
import type { Actor } from "../domain/person.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import * as store from "../store/mydata.ts";
import * as neighbourhoods from "../store/neighbourhoods.ts";
import * as organizations from "../store/organizations.ts";

export interface MyData {
	at: Date;
	found: store.Found[];
	/** Names of organizations and neighbourhoods by the ids that stand in the records. */
	names: ReadonlyMap<string, string>;
}

/** Everything stored about the actor; that they asked is noted. */
export async function everythingAboutMe(actor: Actor, now: Date): Promise<Result<MyData, "notAllowed">> {
	const { person } = actor;
	if (!may(actor, "person.seeMyData", person)) return refuse("notAllowed");
	await audit.add({ at: now, byId: person.id, action: "person.sawMyData", thing: { kind: "person", id: person.id } });
	const found = await store.everythingAbout(person);
	return done({ at: now, found, names: await namesIn(found) });
}

async function namesIn(found: store.Found[]): Promise<Map<string, string>> {
	const records = found.flatMap((one) => one.records);
	const of = (field: string) => [...new Set(records.flatMap((record) => (record[field] ?? []) as string | string[]))];
	const [theirs, places] = await Promise.all([
		organizations.byIds(of("organizationId").slice(0, 1_000)),
		neighbourhoods.byIds(of("neighbourhoodIds").slice(0, 1_000)),
	]);
	return new Map([...theirs, ...places].map(({ id, name }) => [id, name]));
}
