/** The kinds of deliveries about committees: requests for seats, what happens to seats, their groups. */
import * as cards from "../services/cards.ts";
import * as committees from "../services/committees/index.ts";
import type { T } from "../texts/index.ts";
import type { Message } from "../texts/message.ts";
import * as groupViews from "../views/group.ts";
import * as views from "../views/seat.ts";
import { type AnyKind, type Kinds, kind } from "./kind.ts";

export const committeeKinds: Kinds = {
	"seatRequest.asked": kind({
		load: async ({ seatRequestId }, recipient) =>
			recipient && (await committees.requestFor(await cards.viewerOf(recipient), String(seatRequestId))),
		view: views.requestCard,
	}),
	"seatRequest.decided": kind({
		load: async ({ seatRequestId }, recipient) =>
			recipient && (await committees.requestFor(await cards.viewerOf(recipient), String(seatRequestId))),
		view: views.toldDecided,
	}),
	"seat.ended": ofSeat(views.toldEnded),
	"seat.termSet": ofSeat(views.toldTermSet),
	"seat.endsSoon": ofSeat(views.toldEndsSoon),
	"seat.sits": ofSeat(views.toldSits),
	"seat.standsIn": ofSeat(views.toldStandsIn),
	"seat.over": ofSeat(views.toldOver),
	"seat.appointed": ofSeat(views.toldAppointed),
	"seat.officeOver": ofSeat(views.toldOfficeOver),
	"group.linked": kind({ load: ({ committeeId }) => committees.byId(String(committeeId)), view: groupViews.linked }),
	"group.lost": kind({
		async load({ committeeId, title }) {
			const committee = await committees.byId(String(committeeId));
			return committee && { committee, title: String(title) };
		},
		view: groupViews.toldLost,
	}),
};

function ofSeat(view: (shown: views.OneSeat, t: T) => Message): AnyKind {
	return kind({
		load: async ({ seatId }, recipient) =>
			recipient && (await committees.seatFor(await cards.viewerOf(recipient), String(seatId))),
		view,
	});
}
