/** What can be done with announcements: written, approved, sent, steered on their way, and followed up. */
export { acknowledge, callList, correct, nudge, type PeoplePage, remove, sendAgain, unread } from "./after.ts";
export {
	type AnnouncementCard,
	type AnnouncementsPage,
	announcementOf,
	cardOf,
	choices,
	type Figures,
	hasAcknowledged,
	list,
	ofMessage,
	type RuleNames,
	see,
} from "./look.ts";
export { approvalAbove, approve, callOff, giveBack, send, setApprovalAbove } from "./send.ts";
export { pause, resume, stop } from "./steer.ts";
export { watch } from "./watch.ts";
export { type Content, change, compose, type DraftChange, drop } from "./write.ts";
