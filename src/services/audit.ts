/** What was decided about a thing, by whom and when: for admins. */
import type { AuditLine } from "../domain/audit.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import * as organizations from "../store/organizations.ts";
import { named } from "./people.ts";

export async function ofThing(actor: Actor, kind: string, id: string): Promise<Result<AuditLine[], "notAllowed">> {
	if (!may(actor, "audit.see")) return refuse("notAllowed");
	return done(await audit.ofThing(kind, id));
}

/** What of the log is looked at. */
export interface LogFilter {
	/** Whose deeds: a person's id or "system". */
	byId?: string;
	/** Things of one kind: "organization", "person". */
	kind?: string;
	/** Within so many days. */
	days?: number;
}

export interface LogPage {
	lines: AuditLine[];
	/** All there are; 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
	people: ReadonlyMap<string, Person>;
	/** Codes and names of organizations by id. */
	organizations: ReadonlyMap<string, { code: string; name: string }>;
}

const DAY_MS = 86_400_000;

/** One page of the log, the newest first. */
export async function log(
	actor: Actor,
	filter: LogFilter,
	from: { after?: string; before?: string },
	limit: number,
	now: Date,
): Promise<Result<LogPage, "notAllowed">> {
	if (!may(actor, "audit.see")) return refuse("notAllowed");
	const wanted = {
		...(filter.byId !== undefined && { byId: filter.byId }),
		...(filter.kind !== undefined && { kind: filter.kind }),
		...(filter.days !== undefined && { since: new Date(now.getTime() - filter.days * DAY_MS) }),
	};
	const [found, count] = await Promise.all([audit.page(wanted, from, limit + 1), audit.count(wanted)]);
	const lines = from.before === undefined ? found.slice(0, limit) : found.slice(-limit);
	const things = (kind: string) => lines.flatMap(({ thing }) => (thing.kind === kind ? [thing.id] : []));
	const [people, theirs] = await Promise.all([
		named([...lines.map(({ byId }) => byId), ...things("person"), filter.byId]),
		organizations.byIds(things("organization")),
	]);
	return done({
		lines,
		count,
		hasMore: from.before !== undefined || found.length > limit,
		people,
		organizations: new Map(theirs.map(({ id, code, name }) => [id, { code, name }])),
	});
}
