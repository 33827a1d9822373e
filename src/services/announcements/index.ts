/** What can be done with announcements: written, approved, sent, steered on their way, and followed up. */
export { acknowledge, callList, correct, nudge, remove, sendAgain, unread } from "./after.ts";
export {
	type AnnouncementCard,
	announcementOf,
	cardOf,
	choices,
	hasAcknowledged,
	list,
	ofMessage,
	see,
} from "./look.ts";
export { approvalAbove, approve, callOff, giveBack, send, setApprovalAbove } from "./send.ts";
export { pause, resume, stop } from "./steer.ts";
export { watch } from "./watch.ts";
export { change, compose, type DraftChange, drop } from "./write.ts";
