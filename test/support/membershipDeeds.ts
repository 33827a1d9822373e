/** The buttons about the people of an organization, and the things they are about. */
import { INVITATION_USES, type Invitation } from "../../src/domain/invitation.ts";
import type { Action } from "../../src/domain/permissions.ts";
import type { Person } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as invitationStore from "../../src/store/invitations.ts";
import * as joinRequestStore from "../../src/store/joinRequests.ts";
import * as membershipStore from "../../src/store/memberships.ts";
import type { Deed } from "./deeds.ts";

/** A place of the owner's; its organization; a wish of the owner's; one about their organization; an offer to them; one of theirs. */
export type MembershipThing = "place" | "belonging" | "wish" | "joinRequest" | "offer" | "invitation";

const ID = "0123456789abcdef";
const ofApproved = (needs: Action[], rest: string[] = []): Deed => ({
	needs,
	about: "organization",
	state: "approved",
	rest,
});

export const MEMBERSHIP_PRESSES: Record<string, Deed> = {
	"member.list": ofApproved(["member.see"]),
	"member.open": { needs: ["member.see"], about: "place" },
	"member.remove": { needs: ["member.see", "member.remove"], about: "place" },
	"member.removeYes": { needs: ["member.see", "member.remove"], about: "place" },
	"membership.leave": { needs: ["membership.leave"], about: "belonging" },
	"membership.leaveYes": { needs: ["membership.leave"], about: "belonging" },
	"join.find": {},
	"join.ask": ofApproved(["joinRequest.ask"]),
	"join.withdraw": { needs: ["joinRequest.withdraw"], about: "wish" },
	"join.list": { needs: ["organization.seeWaiting"] },
	"join.card": { needs: ["joinRequest.decide"], about: "joinRequest" },
	"join.approve": { needs: ["joinRequest.decide"], about: "joinRequest" },
	"join.approveDirector": { needs: ["joinRequest.decide"], about: "joinRequest" },
	"join.decline": { needs: ["joinRequest.decide"], about: "joinRequest" },
	"director.change": ofApproved(["director.change"]),
	"director.who": ofApproved(["director.change"], ["o"]),
	"director.offer": { needs: ["member.see", "director.change"], about: "place", rest: ["s"] },
	"director.offerYes": { needs: ["member.see", "director.change"], about: "place", rest: ["s", ID] },
	"director.replaceByLink": ofApproved(["director.change"]),
	"director.accept": { needs: ["director.accept"], about: "offer" },
	"director.decline": { needs: ["director.accept"], about: "offer" },
	"organization.compare": { needs: ["organization.seeWaiting", "organization.see"], about: "organization", rest: [ID] },
	"invite.enter": {},
	"invite.new": ofApproved(["member.invite"], ["m"]),
	"invite.uses": ofApproved(["member.invite"], ["m", "one"]),
	"invite.make": ofApproved(["member.invite"], ["m", "one", "7", ID]),
	"invite.list": ofApproved(["member.invite"]),
	"invite.open": { needs: ["director.change"], about: "invitation" },
	"invite.link": { needs: ["director.change"], about: "invitation", rest: ["01234567"] },
	"invite.revoke": { needs: ["director.change"], about: "invitation" },
	"invite.revokeYes": { needs: ["director.change"], about: "invitation" },
	"invite.accept": { rest: ["AAAAAAAAAAAAAAAAAAAAAA"] },
};

/** Makes it in an approved organization without a director; resolves to the id its button carries. */
export async function aMembershipThing(
	about: MembershipThing,
	organizationId: string,
	owner: Person,
	now: Date,
): Promise<string> {
	const id = newId();
	switch (about) {
		case "place":
		case "belonging":
			await membershipStore.add({
				id,
				personId: owner.id,
				organizationId,
				role: "member",
				status: "active",
				since: now,
			});
			return about === "place" ? id : organizationId;
		case "wish":
		case "joinRequest":
			await joinRequestStore.add({
				id,
				organizationId,
				personId: about === "wish" ? owner.id : newId(),
				state: "waiting",
				decides: "secretariat",
				askedAt: now,
				requestId: newId(),
			});
			return id;
		case "offer":
		case "invitation":
			await invitationStore.add({
				...anOffer(id, organizationId, now),
				...(about === "offer" ? { toPersonId: owner.id } : { tokenHash: newId() }),
			});
			return id;
	}
}

function anOffer(id: string, organizationId: string, now: Date): Invitation {
	return {
		id,
		role: "director",
		organizationId,
		byId: newId(),
		createdAt: now,
		expiresAt: new Date(now.getTime() + 86_400_000),
		uses: INVITATION_USES.one,
		left: INVITATION_USES.one,
		usedBy: [],
		afterwards: "stays",
		requestId: newId(),
	};
}
