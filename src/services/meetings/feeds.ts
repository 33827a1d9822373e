/** Private calendars: a secret address that a calendar program reads a person's meetings from, until it is revoked. */
import type { Meeting } from "../../domain/meeting.ts";
import type { Actor, Person } from "../../domain/person.ts";
import { newToken } from "../../kit/ids.ts";
import * as store from "../../store/calendarFeeds.ts";
import * as people from "../../store/people.ts";
import { actorFrom } from "../people.ts";
import { calendarOf } from "./look.ts";

/** A new token; the address made before opens nothing any more. The token is shown once and kept nowhere. */
export async function makeFeed(actor: Actor, now: Date): Promise<string> {
	const token = newToken();
	await store.put(actor.person.id, token, now);
	return token;
}

export async function revokeFeed(actor: Actor): Promise<boolean> {
	return await store.removeOf(actor.person.id);
}

/** Since when the actor has one. */
export async function feedSince(actor: Actor): Promise<Date | undefined> {
	return await store.since(actor.person.id);
}

/** What a token opens; nothing when it is none, or its person is gone or barred. */
export async function feedOf(token: string): Promise<{ person: Person; meetings: Meeting[] } | undefined> {
	const personId = await store.personOf(token);
	const person = personId === undefined ? undefined : await people.byId(personId);
	if (!person || person.barred) return undefined;
	return { person, meetings: await calendarOf(await actorFrom(person)) };
}
