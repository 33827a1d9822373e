/** The door of what is done with requests to join. */
export { ask, find, joinable, joinableByCode, type Wish, withdraw } from "./ask.ts";
export { approve, type Decided, decline } from "./decide.ts";
export {
	awaited,
	type Card,
	cardFor,
	cardOf,
	countWaiting,
	type RequestPage,
	requestOf,
	type Shown,
	shownOf,
	waiting,
} from "./desk.ts";
export { forgetAsker, passToDirector } from "./record.ts";
