/** The door of what is done with committees and the seats in them. */
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
