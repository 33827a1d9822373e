/** The door of what is done with requests to join. */
export { ask, find, joinable, joinableByCode, withdraw } from "./ask.ts";
export { approve, decline } from "./decide.ts";
export {
	awaited,
	cardFor,
	cardOf,
	countWaiting,
	requestOf,
	type Shown,
	shownOf,
	waiting,
} from "./desk.ts";
export { forgetAsker, passToDirector } from "./record.ts";
