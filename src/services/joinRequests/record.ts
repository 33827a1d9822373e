/** Who is told of a request to join: the cards of those who decide, whoever asked, and the audit log. */
import type { JoinRequest } from "../../domain/joinRequest.ts";
import type { Actor } from "../../domain/person.ts";
import * as audit from "../../store/audit.ts";
import * as store from "../../store/joinRequests.ts";
import * as memberships from "../../store/memberships.ts";
import { owe } from "../deliveries.ts";

/** In a card's key: every coordinator has one. */
export const OFFICE = "office";

export function cardTo(request: JoinRequest, whom: string, now: Date) {
	return {
		key: `joinRequest.asked:${request.id}:${whom}`,
		kind: "joinRequest.asked",
		refs: { requestId: request.id },
		to: { personId: whom },
		dueAt: now,
	};
}

/** The cards of whoever may decide say what became of it. */
export async function changeCards(request: JoinRequest, now: Date): Promise<void> {
	const director = await memberships.directorOf(request.organizationId);
	const edit = { operation: "edit", urgent: true } as const;
	const office = cardTo(request, OFFICE, now);
	await owe([
		{
			...office,
			...edit,
			key: `${office.key}:${request.state}`,
			target: office.key,
			to: { audience: { rule: "role", role: "coordinator" } },
		},
	]);
	if (!director) return;
	const card = cardTo(request, director.personId, now);
	await owe([{ ...card, ...edit, key: `${card.key}:${request.state}`, target: card.key }]);
}

export async function tell(request: JoinRequest, now: Date): Promise<void> {
	await owe([
		{
			key: `joinRequest.decided:${request.id}`,
			kind: "joinRequest.decided",
			refs: { requestId: request.id },
			to: { personId: request.personId },
			dueAt: now,
			urgent: true,
		},
	]);
	await changeCards(request, now);
}

/** Another director decides from now on what waits; part of the transaction that changes the director. */
export async function passToDirector(organizationId: string, personId: string, now: Date): Promise<void> {
	await store.passOn(organizationId, "director");
	const waitingOnes = await store.waiting({ organizationIds: [organizationId] }, {}, 50);
	await owe(waitingOnes.map((request) => cardTo(request, personId, now)));
}

/** Nothing stays of what somebody asked, not in others' chats either; part of the transaction that forgets them. */
export async function forgetAsker(personId: string, now: Date): Promise<void> {
	for (const request of await store.allOf(personId)) await takeCardsAway(request, now);
	await store.removeOf(personId);
}

async function takeCardsAway(request: JoinRequest, now: Date): Promise<void> {
	const director = await memberships.directorOf(request.organizationId);
	const away = { operation: "delete", kind: "forgotten", refs: {}, urgent: true, dueAt: now } as const;
	const office = cardTo(request, OFFICE, now).key;
	await owe([
		{
			...away,
			key: `${office}:forgotten`,
			target: office,
			to: { audience: { rule: "role", role: "coordinator" } },
		},
	]);
	if (!director) return;
	const card = cardTo(request, director.personId, now);
	await owe([{ ...away, key: `${card.key}:forgotten`, target: card.key, to: card.to }]);
}

export async function note(request: JoinRequest, event: string, actor: Actor, now: Date): Promise<void> {
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: `joinRequest.${event}`,
		thing: { kind: "organization", id: request.organizationId },
		details: { requestId: request.id, personId: request.personId },
	});
}
