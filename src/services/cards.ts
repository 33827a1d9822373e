/** What a card needs beside its thing: names of people, neighbourhoods and organizations. Used by handlers and by deliveries alike. */
import type { Organization } from "../domain/organization.ts";
import { endOfRound } from "../domain/organization.ts";
import type { Actor, Person } from "../domain/person.ts";
import type { Thread } from "../domain/thread.ts";
import * as memberships from "../store/memberships.ts";
import * as neighbourhoods from "../store/neighbourhoods.ts";
import * as organizations from "../store/organizations.ts";
import * as people from "../store/people.ts";
import * as threads from "../store/threads.ts";
import { type Match, ofApplication } from "./duplicates.ts";
import { actorFrom, named } from "./people.ts";

export interface ApplicationCard {
	organization: Organization;
	round: number;
	neighbourhoods: string[];
	decidedBy: Person | undefined;
	/** Organizations it may be a copy of; looked for while it waits. */
	matches: Match[];
	viewer: Actor;
}

/** The card of one round of an application. */
export async function applicationCard(
	organization: Organization,
	round: number,
	viewer: Actor,
): Promise<ApplicationCard> {
	const byId = endOfRound(organization, round)?.byId;
	const [places, decidedBy, matches] = await Promise.all([
		neighbourhoodNames(organization),
		byId === undefined ? undefined : people.byId(byId),
		organization.state === "waiting" ? ofApplication(organization) : [],
	]);
	return { organization, round, neighbourhoods: places, decidedBy, matches, viewer };
}

export async function neighbourhoodNames({ neighbourhoodIds }: Organization): Promise<string[]> {
	if (neighbourhoodIds.length === 0) return [];
	return (await neighbourhoods.byIds(neighbourhoodIds)).map(({ name }) => name);
}

export interface ThreadCard {
	thread: Thread;
	number: number;
	people: ReadonlyMap<string, Person>;
	organizations: string[];
	viewer: Actor;
}

/** The card of one message of a thread. */
export async function threadCard(thread: Thread, number: number, viewer: Actor): Promise<ThreadCard> {
	const [known, places] = await Promise.all([peopleOf(thread), memberships.activeOf(thread.personId)]);
	const theirs = await organizations.byIds(places.map(({ organizationId }) => organizationId));
	return { thread, number, people: known, organizations: theirs.map(({ name }) => name), viewer };
}

/** Everybody who said something in a thread or did something with it. */
export async function peopleOf(thread: Thread): Promise<ReadonlyMap<string, Person>> {
	const { personId, claimedById, closedById, messages } = thread;
	return await named([personId, claimedById, closedById, ...messages.map(({ byId }) => byId)]);
}

/** A delivery's thing as it stands; undefined when it is gone. */
export async function organizationOf(organizationId: string): Promise<Organization | undefined> {
	return await organizations.byId(organizationId);
}

export async function threadOf(threadId: string): Promise<Thread | undefined> {
	return await threads.byId(threadId);
}

export async function personOf(personId: string): Promise<Person | undefined> {
	return await people.byId(personId);
}

/** Whoever a delivery goes to, as the one who looks at it. */
export async function viewerOf(person: Person): Promise<Actor> {
	return await actorFrom(person);
}
