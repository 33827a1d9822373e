/** The door of what is done with minutes, and with the decisions and actions that come of them. */
export { actionsOf, card as actionCard, confirm, list as actions, report, sendBack, told } from "./actions.ts";
export { awaiting, withoutMinutes, writesMinutes } from "./awaiting.ts";
