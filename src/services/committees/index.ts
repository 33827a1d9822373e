/** The door of what is done with committees and the seats in them. */
export { seatAgency, seatableAgencies } from "./agencySeats.ts";
export { ask, askable, sittersFor, sittersOf, withdraw } from "./asking.ts";
export { appoint, leave, replace, setTerm } from "./changing.ts";
export { approve, decline, isOwn, requestCard, requestFor, waiting } from "./deciding.ts";
export { endSeatsOf, endSeatsOfMember, forgetSitter } from "./ending.ts";
export { add, change, retire } from "./keeping.ts";
export {
	beginWithFirstCommittees,
	byId,
	byIds,
	countWaiting,
	fitting,
	list,
	officersOf,
	open,
	overview,
	peopleOf,
	seat,
	seatFor,
	seatsPage,
	working,
} from "./looking.ts";
export { lookAfterTerms, nextTerm } from "./terms.ts";
