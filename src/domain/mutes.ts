/** What people may switch off of all that is sent unasked: news, never decisions, cancellations and answers to what they did. */
import type { Rank } from "./permissions.ts";

/** Kinds of deliveries by what somebody would call them, and who gets them. */
const MUTABLE = {
	applications: { rank: "coordinator", kinds: ["organization.applied", "profile.change", "claim.asked"] },
	talks: { rank: "coordinator", kinds: ["thread.message"] },
	members: {
		rank: "person",
		kinds: ["joinRequest.asked", "membership.left", "invitation.used", "director.changed", "director.declined"],
	},
	answers: { rank: "person", kinds: ["thread.answered", "thread.closed"] },
	committees: { rank: "person", kinds: ["seatRequest.asked", "seat.endsSoon", "group.lost"] },
	/** What organizations are asked for: scores, fresh photos. */
	fieldwork: {
		rank: "person",
		kinds: ["assessment.invited", "assessment.reminder", "stalledWork.lookAsked"],
	},
	/** Never that a meeting was called, moved or cancelled. */
	meetings: {
		rank: "person",
		kinds: [
			"meeting.reminder",
			"meeting.forecast",
			"meeting.proposed",
			"meeting.settled",
			"minutes.nudge",
			"action.reminder",
		],
	},
	reports: { rank: "coordinator", kinds: ["report.made"] },
	/** What a morning brings; what was decided is always told. */
	deadlines: { rank: "person", kinds: ["referral.morning"] },
	reminders: { rank: "person", kinds: ["organization.licenseEnds", "organization.stillTrue"] },
	drafts: { rank: "person", kinds: ["draft.unfinished"] },
	briefs: { rank: "coordinator", kinds: ["brief.morning"] },
	figures: { rank: "coordinator", kinds: ["figures.bars", "figures.map", "figures.sheet"] },
	supports: { rank: "person", kinds: ["report.supported"] },
	staff: { rank: "admin", kinds: ["staff.began"] },
	alerts: { rank: "admin", kinds: ["alert.setAside"] },
} as const satisfies Record<string, { rank: Rank; kinds: readonly string[] }>;

export type MuteGroup = keyof typeof MUTABLE;
export const MUTE_GROUPS = Object.keys(MUTABLE) as MuteGroup[];

/** The groups somebody of these ranks gets anything of. */
export function mutableBy(ranks: readonly Rank[]): MuteGroup[] {
	return MUTE_GROUPS.filter((group) => ranks.includes(MUTABLE[group].rank));
}

export function isMuteGroup(text: string): text is MuteGroup {
	return Object.hasOwn(MUTABLE, text);
}

/** Whether a person has switched off deliveries of this kind. */
export function isMuted(person: { muted?: string[] }, kind: string): boolean {
	if (!person.muted || person.muted.length === 0) return false;
	return MUTE_GROUPS.some(
		(group) => person.muted?.includes(group) && (MUTABLE[group].kinds as readonly string[]).includes(kind),
	);
}
