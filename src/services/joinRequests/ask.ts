/** Asking to join an organization of the register, found by its code or its name; and taking it back. */
import type { JoinRequest } from "../../domain/joinRequest.ts";
import { joinWords } from "../../domain/joinRequest.ts";
import type { Organization } from "../../domain/organization.ts";
import { may } from "../../domain/permissions.ts";
import { type Actor, personName, TITLES, type Title } from "../../domain/person.ts";
import { newId } from "../../kit/ids.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import { isDuplicate } from "../../store/duplicateKey.ts";
import * as store from "../../store/joinRequests.ts";
import * as memberships from "../../store/memberships.ts";
import * as organizations from "../../store/organizations.ts";
import * as people from "../../store/people.ts";
import { transaction } from "../../store/transaction.ts";
import { owe } from "../deliveries.ts";
import { named } from "../duplicates.ts";
import { cardTo, changeCards, note, OFFICE } from "./record.ts";

/** Who waits for more organizations than this is looking around. */
const OPEN_REQUESTS = 5;
/** Organizations found by a name. */
const FOUND = 6;

export interface Wish {
	organizationId: string;
	name: string;
	title: Title;
	words?: string;
}

/** An organization that the actor may ask to join; others are told why not. */
export async function joinable(
	actor: Actor,
	organizationId: string,
): Promise<Result<Organization, "notFound" | "alreadyMember" | "notApproved">> {
	return mayJoin(actor, await organizations.byId(organizationId));
}

/** The same by a code somebody typed; nothing when the actor may open it as their own or as a coordinator. */
export async function joinableByCode(actor: Actor, code: string): Promise<Organization | undefined> {
	const organization = await organizations.byCode(code.trim().toUpperCase());
	if (!organization || may(actor, "organization.see", organization)) return undefined;
	return organization.state === "approved" ? organization : undefined;
}

/** Approved organizations that have all these words in their name, without the actor's own. */
export async function find(actor: Actor, words: string): Promise<Organization[]> {
	const found = await named(words, FOUND + actor.memberships.length);
	return found.filter((one) => may(actor, "joinRequest.ask", one)).slice(0, FOUND);
}

function mayJoin(
	actor: Actor,
	organization: Organization | undefined,
): Result<Organization, "notFound" | "alreadyMember" | "notApproved"> {
	if (!organization) return refuse("notFound");
	if (!may(actor, "joinRequest.ask", organization)) return refuse("alreadyMember");
	return organization.state === "approved" ? done(organization) : refuse("notApproved");
}

/** Somebody asks to join; the director (or the secretariat) gets a card. Asked twice, it is asked once. */
export async function ask(
	actor: Actor,
	wish: Wish,
	now: Date,
	draft: { requestId: string },
): Promise<Result<JoinRequest, "notFound" | "alreadyMember" | "notApproved" | "incomplete" | "tooManyOpen">> {
	const organization = await joinable(actor, wish.organizationId);
	if (!organization.ok) return organization;
	const before =
		(await store.byRequestId(draft.requestId)) ?? (await store.waitingOf(actor.person.id, wish.organizationId));
	if (before) return before.personId === actor.person.id ? done(before) : refuse("notFound");
	const name = personName.safeParse(wish.name);
	if (!name.success) return refuse("incomplete", { question: "name" });
	if (!TITLES.includes(wish.title)) return refuse("incomplete", { question: "title" });
	const words = joinWords.optional().safeParse(wish.words);
	if (!words.success) return refuse("incomplete", { question: "words" });
	if ((await store.openOf(actor.person.id)).length >= OPEN_REQUESTS) return refuse("tooManyOpen");

	const director = await memberships.directorOf(wish.organizationId);
	const request: JoinRequest = {
		id: newId(),
		organizationId: wish.organizationId,
		personId: actor.person.id,
		state: "waiting",
		decides: director ? "director" : "secretariat",
		askedAt: now,
		requestId: draft.requestId,
	};
	if (words.data !== undefined) request.words = words.data;
	try {
		await transaction(async () => {
			await store.add(request);
			await people.change(actor.person.id, { name: name.data, title: wish.title });
			await owe([
				...(director ? [cardTo(request, director.personId, now)] : []),
				{ ...cardTo(request, OFFICE, now), to: { audience: { rule: "role", role: "coordinator" } } },
			]);
			await note(request, "asked", actor, now);
		});
	} catch (error) {
		const other = isDuplicate(error) ? await store.waitingOf(actor.person.id, wish.organizationId) : undefined;
		if (!other) throw error;
		return done(other);
	}
	return done(request);
}

/** Whoever asked takes it back. */
export async function withdraw(
	actor: Actor,
	requestId: string,
	now: Date,
): Promise<Result<JoinRequest, "notAllowed" | "alreadyDecided">> {
	const found = await store.byId(requestId);
	if (!found || !may(actor, "joinRequest.withdraw", found)) return refuse("notAllowed");
	if (found.state === "withdrawn") return done(found);
	const decided = await transaction(async () => {
		const changed = await store.decide(requestId, { state: "withdrawn", decidedAt: now });
		if (!changed) return undefined;
		await changeCards(changed, now);
		await note(changed, "withdrawn", actor, now);
		return changed;
	});
	return decided ? done(decided) : refuse("alreadyDecided");
}
