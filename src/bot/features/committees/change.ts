/** A seat gets other people, or the last day of its term. */
import { seatReason } from "../../../domain/committee.ts";
import type { Actor } from "../../../domain/person.ts";
import type { Result } from "../../../kit/result.ts";
import * as committees from "../../../services/committees/index.ts";
import * as views from "../../../views/seat.ts";
import { date, form, text } from "../../form/index.ts";
import { colleague } from "../../questions/colleague.ts";

export const replaceSeat = form("replaceSeat", {
	texts: "committees",
	questions: {
		person: colleague(committees.sittersOf, {}),
		alternate: colleague(committees.sittersOf, {
			optional: true,
			againAfter: ["person"],
			without: ({ person }) => person,
		}),
	},
	async submit(actor, { person, alternate }, now, { subject: seatId }) {
		const input = { seatId, personId: person, ...(alternate === undefined ? {} : { alternateId: alternate }) };
		return await shown(actor, await committees.replace(actor, input, now), seatId);
	},
	done: (seat: views.OneSeat, t) => views.replaced(seat, t),
	over: ["notAllowed", "hasEnded"],
});

export const endSeatTerm = form("endSeatTerm", {
	texts: "committees",
	questions: { until: date({ future: true, quick: false }), reason: text(seatReason) },
	async submit(actor, { until, reason }, now, { subject: seatId }) {
		return await shown(actor, await committees.setTerm(actor, { seatId, lastDay: until, reason }, now), seatId);
	},
	done: (seat: views.OneSeat, t) => views.termSet(seat, t),
	over: ["notAllowed", "hasEnded"],
});

async function shown(actor: Actor, result: Result<unknown>, seatId: string): Promise<Result<views.OneSeat>> {
	return result.ok ? await committees.seat(actor, seatId) : result;
}
