/** Requests for contact: somebody asks an organization through the bot; its director agrees or not; no number is passed on. */
import { CONTACT_REQUESTS_A_DAY, type ContactRequest, contactAbout } from "../domain/contactRequest.ts";
import type { Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import * as store from "../store/contactRequests.ts";
import * as memberships from "../store/memberships.ts";
import * as organizations from "../store/organizations.ts";
import * as people from "../store/people.ts";
import { transaction } from "../store/transaction.ts";
import { owe } from "./deliveries.ts";

export interface ContactShown {
	request: ContactRequest;
	organization: Organization;
	/** Who asks. */
	asker: Person | undefined;
	director: Person | undefined;
}

type AskReason = "notAllowed" | "incomplete" | "own" | "nobody" | "tooMany";

const DAY_MS = 24 * 3600_000;

/** Asks the director of an approved organization; while one request waits there is no second. */
export async function ask(
	actor: Actor,
	input: { organizationId: string; about: string },
	now: Date,
	{ requestId }: { requestId: string },
): Promise<Result<ContactShown, AskReason>> {
	if (!may(actor, "contact.ask")) return refuse("notAllowed");
	const words = contactAbout.safeParse(input.about);
	if (!words.success) return refuse("incomplete", { question: "contactAbout" });
	const organization = await organizations.byId(input.organizationId);
	if (organization?.state !== "approved") return refuse("nobody");
	const { id: organizationId } = organization;
	if (actor.memberships.some((one) => one.status === "active" && one.organizationId === organizationId))
		return refuse("own");
	const place = await memberships.directorOf(organizationId);
	const director = place && (await people.byId(place.personId));
	if (!director) return refuse("nobody");
	const before = (await store.byId(requestId)) ?? (await store.waitingOf(actor.person.id, organizationId));
	if (before) return done({ request: before, organization, asker: actor.person, director });
	const lately = await store.countSince(actor.person.id, new Date(now.getTime() - DAY_MS));
	if (lately >= CONTACT_REQUESTS_A_DAY) return refuse("tooMany", { max: CONTACT_REQUESTS_A_DAY });
	const request: ContactRequest = {
		id: requestId,
		organizationId,
		byId: actor.person.id,
		about: words.data,
		state: "waiting",
		askedAt: now,
	};
	try {
		await transaction(async () => {
			await store.add(request);
			await note(actor, request, "asked", now);
			await owe([
				{
					key: `contact.asked:${requestId}`,
					kind: "contact.asked",
					refs: { requestId },
					to: { personId: director.id },
					dueAt: now,
				},
			]);
		});
	} catch (error) {
		// The same person asked there a moment ago.
		if ((error as { code?: unknown }).code !== 11000) throw error;
	}
	return done({ request, organization, asker: actor.person, director });
}

/** A request as its organization's director sees it. */
export async function see(actor: Actor, requestId: string): Promise<Result<ContactShown, "notFound">> {
	const shown = await shownOf(requestId);
	return shown && may(actor, "contact.answer", shown.organization) ? done(shown) : refuse("notFound");
}

/** For a delivery: a request as it stands. */
export async function shownOf(requestId: string): Promise<ContactShown | undefined> {
	const request = await store.byId(requestId);
	const organization = request && (await organizations.byId(request.organizationId));
	if (!request || !organization) return undefined;
	const place = await memberships.directorOf(organization.id);
	const [asker, director] = [await people.byId(request.byId), place && (await people.byId(place.personId))];
	return { request, organization, asker, director };
}

/** The director agrees to it or not; the first answer holds. Who asked is told. */
export async function answer(
	actor: Actor,
	requestId: string,
	state: "accepted" | "declined",
	now: Date,
): Promise<Result<ContactShown, "notFound" | "alreadyAnswered">> {
	const found = await see(actor, requestId);
	if (!found.ok) return found;
	const { request } = found.value;
	if (request.state !== "waiting") return request.state === state ? found : refuse("alreadyAnswered");
	const after = await transaction(async () => {
		const changed = await store.answer(requestId, state, actor.person.id, now);
		if (!changed) return undefined;
		await note(actor, changed, state, now);
		await owe([
			{
				key: `contact.answered:${requestId}`,
				kind: "contact.answered",
				refs: { requestId },
				to: { personId: request.byId },
				dueAt: now,
				urgent: true,
			},
		]);
		return changed;
	});
	return after ? done({ ...found.value, request: after }) : refuse("alreadyAnswered");
}

async function note(actor: Actor, { id, organizationId }: ContactRequest, what: string, now: Date): Promise<void> {
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: `contact.${what}`,
		thing: { kind: "organization", id: organizationId },
		details: { requestId: id },
	});
}
