/** The door of what is done with minutes, and with the decisions and actions that come of them. */
export {
	card as actionCard,
	confirm as confirmAction,
	countActions,
	list as actions,
	report as reportAction,
	sendBack as sendBackAction,
	told as toldAction,
} from "./actions.ts";
export { awaiting, withoutMinutes } from "./awaiting.ts";
export { nextPass, pass } from "./lock.ts";
export {
	decision,
	decisionOf,
	decisionsOf,
	draftFor,
	lockedOf,
	type MinutesShown,
	minutesOf,
	open,
	paperOf,
} from "./look.ts";
export { addPoint, changePoint, dropPoint, movePoint, object, send } from "./write.ts";
