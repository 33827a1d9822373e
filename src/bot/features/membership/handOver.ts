/** A change of director in chat: the successor's yes with their name and number, and the secretariat's offer with its reason. */
import { membershipReason } from "../../../domain/joinRequest.ts";
import { personName, TITLES } from "../../../domain/person.ts";
import * as invitations from "../../../services/invitations/index.ts";
import * as directorViews from "../../../views/director.ts";
import * as views from "../../../views/invitation.ts";
import { choice, form, phone, text } from "../../form/index.ts";

/** Subjects are as long as an id when a person was asked, longer when they hold the proof of a link. */
const ID_LENGTH = 16;

/** Its subject is the invitation that asks this person, or the proof of a link. */
export const acceptDirectorship = form("acceptDirectorship", {
	texts: "membership",
	questions: { name: text(personName), title: choice(TITLES), phone: phone() },
	submit(actor, introduction, now, { subject }) {
		const proof = subject.length > ID_LENGTH ? { proof: subject } : { invitationId: subject };
		return invitations.accept(actor, proof, introduction, now);
	},
	done: (offered: invitations.Offered, t) => views.accepted(offered, t),
	changesRole: true,
	over: invitations.HURDLES,
});

/** The secretariat's: its subject is "m-<membership>" for a member, "o-<organization>" for a link. */
export const replaceDirector = form("replaceDirector", {
	texts: "membership",
	questions: { reason: text(membershipReason) },
	submit(actor, { reason }, now, { requestId, subject }) {
		const [kind, id = ""] = subject.split("-");
		if (kind === "m")
			return invitations.offerDirectorship(actor, { membershipId: id, afterwards: "leaves", reason, requestId }, now);
		return invitations.make(
			actor,
			{ role: "director", organizationId: id, uses: "one", days: 7, reason, requestId },
			now,
		);
	},
	done: (made: invitations.Made, t) => directorViews.replaceSent(made, t),
	over: ["notAllowed", "notApproved", "notAMember"],
});
