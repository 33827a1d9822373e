/** Entering by an invitation: pasting its code, and saying who one is when that is not known yet. */
import { tokenIn } from "../../../domain/invitation.ts";
import { personName, TITLES } from "../../../domain/person.ts";
import { done, refuse } from "../../../kit/result.ts";
import * as invitations from "../../../services/invitations/index.ts";
import * as views from "../../../views/invitation.ts";
import { choice, form, text } from "../../form/index.ts";

export const enterInvitation = form("enterInvitation", {
	texts: "invitations",
	questions: {
		code: text({
			check: (pasted: string) => {
				const token = tokenIn(pasted);
				return token === undefined ? refuse("notACode") : done(token);
			},
		}),
	},
	review: false,
	async submit(actor, { code: token }, now) {
		const found = await invitations.look(actor, { token }, now);
		return found.ok ? done({ token, found: found.value }) : done({ hurdle: found });
	},
	done: (answer: Entered, t) =>
		"hurdle" in answer
			? views.hurdle(answer.hurdle.reason, answer.hurdle.values, t)
			: views.offered(answer.found, answer.token, t),
});

type Entered =
	| { token: string; found: invitations.Offered }
	| { hurdle: { reason: string; values?: Record<string, string | number> } };

/** Its subject is the proof of the invitation, never the token. */
export const acceptInvitation = form("acceptInvitation", {
	texts: "invitations",
	questions: { name: text(personName), title: choice(TITLES) },
	review: false,
	submit: (actor, introduction, now, { subject }) => invitations.accept(actor, { proof: subject }, introduction, now),
	done: (offered: invitations.Offered, t) => views.accepted(offered, t),
	changesRole: true,
	over: invitations.HURDLES,
});
