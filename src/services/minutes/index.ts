/** The door of what is done with minutes, and with the decisions and actions that come of them. */
export {
	actionsOf,
	card as actionCard,
	confirm as confirmAction,
	list as actions,
	report as reportAction,
	sendBack as sendBackAction,
	told as toldAction,
} from "./actions.ts";
export { awaiting, withoutMinutes, writesMinutes } from "./awaiting.ts";
export { nextPass, pass } from "./lock.ts";
export {
	type DecisionShown,
	decision,
	decisionOf,
	decisionsOf,
	draftFor,
	findDecisions,
	lockedOf,
	type MinutesShown,
	minutesOf,
	open,
	paperOf,
} from "./look.ts";
export { addPoint, changePoint, dropPoint, object, send } from "./write.ts";
