/** The door of what is done with committees and the seats in them. */
export { seatAgency, seatableAgencies } from "./agencySeats.ts";
export { ask, askable, colleagues, sittersFor, sittersOf, withdraw } from "./asking.ts";
export { appoint, leave, replace, setTerm } from "./changing.ts";
export { approve, decline, isOwn, type RequestCard, requestCard, requestFor, waiting } from "./deciding.ts";
export { endSeatsOf, endSeatsOfMember, forgetSitter } from "./ending.ts";
export { add, change, retire } from "./keeping.ts";
export {
	beginWithFirstCommittees,
	byId,
	byIds,
	countWaiting,
	fitting,
	list,
	type Opened,
	type Overview,
	officersOf,
	open,
	overview,
	peopleOf,
	type SeatShown,
	type SeatsPage,
	seat,
	seatFor,
	seatsPage,
	seesPeople,
	working,
} from "./looking.ts";
export { lookAfterTerms, nextTerm } from "./terms.ts";
