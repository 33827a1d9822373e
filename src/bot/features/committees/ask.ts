/** An organization asks for a seat; whoever decides says why not. */
import { seatReason, seatWhy } from "../../../domain/committee.ts";
import { done, refuse } from "../../../kit/result.ts";
import * as committees from "../../../services/committees/index.ts";
import * as views from "../../../views/seat.ts";
import { form, text } from "../../form/index.ts";
import { colleague } from "../../questions/colleague.ts";

/** Its subject is "<committee>-<organization>". */
export const askForSeat = form("askForSeat", {
	texts: "committees",
	questions: {
		why: text(seatWhy, { max: 500 }),
		person: colleague(committees.sittersFor, {}),
		alternate: colleague(committees.sittersFor, {
			optional: true,
			againAfter: ["person"],
			without: ({ person }) => person,
		}),
	},
	async submit(actor, { why, person, alternate }, now, { requestId, subject }) {
		const [committeeId = "", organizationId = ""] = subject.split("-");
		const wish = {
			...{ committeeId, organizationId, why, personId: person },
			...(alternate === undefined ? {} : { alternateId: alternate }),
		};
		const asked = await committees.ask(actor, wish, now, { requestId });
		if (!asked.ok) return asked;
		const committee = await committees.byId(committeeId);
		return committee ? done({ request: asked.value, committee }) : refuse("notFound");
	},
	done: (shown: views.AskedShown, t) => views.asked(shown, t),
	over: ["notAllowed", "notFound", "isRetired", "notApproved", "hasSeat"],
});

export const declineSeat = form("declineSeat", {
	texts: "committees",
	questions: { reason: text(seatReason) },
	review: false,
	submit: (actor, { reason }, now, { subject }) => committees.decline(actor, subject, reason, now),
	done: (_, t) => views.declineSent(t),
	over: ["notAllowed", "alreadyDecided", "ownRequest"],
});
