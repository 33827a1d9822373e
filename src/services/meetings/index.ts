/** The door of what is done with meetings. */
export { addPoint, move, propose, settle, takeFound } from "./agenda.ts";
export { answer } from "./answer.ts";
export { attend, codeOf, mayTick, tick, tickMany } from "./attendance.ts";
export { cancel, change, setReminder } from "./change.ts";
export { feedOf, feedSince, makeFeed, revokeFeed } from "./feeds.ts";
export { forgetAtMeetings } from "./forget.ts";
export {
	answers,
	calendarOf,
	card,
	committeesToMeet,
	forecastCard,
	hasDeclined,
	invitedCard,
	list,
	manage,
	mayBegin,
	meetingOf,
	nextOf,
	points,
	previewOf,
	reminderCard,
	series,
} from "./look.ts";
export { nextPass, pass } from "./pass.ts";
export { publish } from "./publish.ts";
