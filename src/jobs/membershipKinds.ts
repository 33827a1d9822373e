/** The kinds of deliveries about the people of an organization: joining, inviting, leaving, handing over. */
import type { Person } from "../domain/person.ts";
import * as cards from "../services/cards.ts";
import * as invitations from "../services/invitations/index.ts";
import * as joinRequests from "../services/joinRequests/index.ts";
import * as memberships from "../services/memberships.ts";
import * as directorViews from "../views/director.ts";
import * as invitationViews from "../views/invitation.ts";
import * as joiningViews from "../views/joining.ts";
import * as views from "../views/membership.ts";
import { type Kinds, kind, type Refs } from "./kind.ts";

export const membershipKinds: Kinds = {
	"joinRequest.asked": kind({
		async load({ requestId }, recipient) {
			return recipient && (await joinRequests.cardFor(await cards.viewerOf(recipient), String(requestId)));
		},
		view: joiningViews.requestCard,
	}),
	"joinRequest.decided": kind({
		changesRole: true,
		load: ({ requestId }) => joinRequests.requestOf(String(requestId)),
		view: joiningViews.toldDecided,
	}),
	"membership.removed": kind({ changesRole: true, load: placeOf, view: views.toldRemoved }),
	"membership.left": kind({ load: placeOf, view: views.toldLeft }),
	"invitation.used": kind({
		async load({ invitationId, personId }) {
			const found = await invitations.invitationOf(String(invitationId));
			const person = await cards.personOf(String(personId));
			return found && person && { ...found, person };
		},
		view: invitationViews.used,
	}),
	"director.offered": kind({
		async load({ invitationId }, _, now) {
			const found = await invitations.invitationOf(String(invitationId));
			return found && invitations.isOpen(found, now) ? { ...found, now } : undefined;
		},
		view: directorViews.asked,
	}),
	"director.declined": kind({
		async load({ invitationId }) {
			const found = await invitations.invitationOf(String(invitationId));
			if (!found?.organization) return undefined;
			return { organization: found.organization, to: await cards.personOf(found.invitation.toPersonId ?? "") };
		},
		view: directorViews.toldDeclined,
	}),
	"director.replaced": kind({ changesRole: true, load: changed, view: directorViews.toldReplaced }),
	"director.changed": kind({ load: changed, view: directorViews.toldOffice }),
};

function placeOf({ membershipId }: Refs) {
	return memberships.placeOf(String(membershipId));
}

async function changed({ invitationId }: Refs, recipient: Person | undefined) {
	const found = await invitations.invitationOf(String(invitationId));
	if (!found?.organization) return undefined;
	const { invitation, organization } = found;
	const successor = await cards.personOf(invitation.usedBy[0]?.personId ?? "");
	const places = recipient ? (await cards.viewerOf(recipient)).memberships : [];
	const stays = places.some(({ organizationId }) => organizationId === organization.id);
	return { invitation, organization, successor, stays };
}
