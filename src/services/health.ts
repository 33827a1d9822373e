/** How the bot itself is, for admins: what waits, what did not arrive, what was set aside, who leads, when it was backed up. */
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import { versionOfDabir } from "../kit/version.ts";
import { databaseFigures } from "../store/connection.ts";
import { deadUpdates } from "../store/inbox.ts";
import { leaderNow } from "../store/leases.ts";
import { type BackupState, stateOfBackups } from "./backups.ts";
import { countsByState, countUncertain, outboxLag, type Trouble, troubles } from "./deliveries.ts";
import { named } from "./people.ts";

export interface Health {
	now: Date;
	/** Deliveries by state. */
	deliveries: Record<string, number>;
	/** Seconds the oldest due delivery has waited. */
	lag: number;
	/** Updates set aside within 48 hours; counting stops at 100. */
	setAside: number;
	backups: BackupState;
	version: string;
	/** The process that polls, ticks and sends. */
	leader: string | undefined;
	database: { version: string; bytes: number; answersInMs: number };
}

export async function look(actor: Actor, now: Date): Promise<Result<Health, "notAllowed">> {
	if (!may(actor, "health.see")) return refuse("notAllowed");
	const backups = await stateOfBackups(actor, now);
	if (!backups.ok) return backups;
	const [deliveries, lag, dead, leader, database] = await Promise.all([
		countsByState(),
		outboxLag(now),
		deadUpdates(100),
		leaderNow(),
		databaseFigures(),
	]);
	return done({
		now,
		deliveries,
		lag,
		setAside: dead.length,
		backups: backups.value,
		version: versionOfDabir(),
		leader: leader && `${leader.instance}/${leader.epoch}`,
		database,
	});
}

export interface TroublePage {
	list: (Trouble & { person: Person | undefined })[];
	/** Counted from 0. */
	page: number;
	count: number;
}

/** More are not looked through. */
const MOST = 60;

/** Older ones are no news. */
const NEWS_MS = 7 * 24 * 3600_000;

/** How many messages of the last week failed, or may not have arrived; 0 for whoever may not see them. */
export async function countNotArrived(actor: Actor, now: Date): Promise<number> {
	if (!may(actor, "delivery.seeTroubles")) return 0;
	return await countUncertain(new Date(now.getTime() - NEWS_MS));
}

/** What did not arrive, the newest first. */
export async function whatDidNotArrive(
	actor: Actor,
	page: number,
	perPage: number,
): Promise<Result<TroublePage, "notAllowed">> {
	if (!may(actor, "delivery.seeTroubles")) return refuse("notAllowed");
	const all = await troubles(MOST);
	const here = Math.min(Math.max(0, page), Math.max(0, Math.ceil(all.length / perPage) - 1));
	const list = all.slice(here * perPage, (here + 1) * perPage);
	const people = await named(list.map(({ personId }) => personId));
	return done({
		list: list.map((one) => ({ ...one, person: one.personId === undefined ? undefined : people.get(one.personId) })),
		page: here,
		count: all.length,
	});
}
