/** Who may do what, as a table that reads aloud: services ask it to refuse, views ask it to hide buttons. */
import type { Announcement } from "./announcement.ts";
import { type Committee, holdsOffice, type Seat, type SeatRequest, sitsIn } from "./committee.ts";
import type { Invitation } from "./invitation.ts";
import type { JoinRequest } from "./joinRequest.ts";
import { answersFor, type Meeting } from "./meeting.ts";
import { type ActionItem, ownsAction } from "./minutes.ts";
import type { Organization } from "./organization.ts";
import type { Actor, Person, Role } from "./person.ts";
import type { Report } from "./report.ts";
import type { Thread } from "./thread.ts";

/** Whose things a rule covers: "led", an organization one is the director of; "none", an action that is about no thing. */
export type Whose = "own" | "led" | "others" | "any" | "none";
/** What a thing is to somebody; what one leads is one's own too. */
export type Relation = "own" | "led" | "others" | "missing";
/** Everybody who agreed to be remembered is a person; an admin is a coordinator too. */
export type Rank = "person" | Role;

type Rule = Partial<Record<Rank, Whose>>;

const RULES = {
	"organization.register": { person: "none" },
	"organization.see": { person: "own", coordinator: "any" },
	"organization.correct": { person: "own" },
	"organization.withdraw": { person: "own" },
	/** Nobody decides on an application of their own. */
	"organization.decide": { coordinator: "others" },
	"organization.seeWaiting": { coordinator: "none" },
	"register.see": { coordinator: "none" },
	/** Restoring too; nobody suspends an organization of their own. */
	"organization.suspend": { coordinator: "others" },
	/** Answers, documents, "it still holds"; see services/profiles and services/documents. */
	"profile.edit": { person: "led" },
	"profileChange.decide": { coordinator: "others" },
	"document.see": { person: "led", coordinator: "any" },
	"member.see": { person: "own", coordinator: "any" },
	"member.invite": { person: "led" },
	"member.remove": { person: "led" },
	"membership.leave": { person: "own" },
	"joinRequest.ask": { person: "others" },
	"joinRequest.withdraw": { person: "own" },
	/** Coordinators only where there is no director; see services/joinRequests/decide. */
	"joinRequest.decide": { person: "led", coordinator: "others" },
	/** An offer is for the one it names. */
	"director.accept": { person: "own" },
	"director.change": { person: "led", coordinator: "others" },
	"thread.write": { person: "none" },
	"thread.see": { person: "own", coordinator: "any" },
	"thread.seeWaiting": { coordinator: "none" },
	"thread.claim": { coordinator: "others" },
	"thread.answer": { coordinator: "others" },
	"thread.close": { person: "own", coordinator: "others" },
	"person.find": { coordinator: "none" },
	"person.see": { coordinator: "any" },
	/** Lifting a bar too. */
	"person.bar": { coordinator: "others" },
	"person.introduce": { person: "own" },
	"person.setLanguage": { person: "own" },
	"person.forget": { person: "own" },
	"person.seeMyData": { person: "own" },
	"person.mute": { person: "own" },
	"person.actFor": { person: "own" },
	"import.run": { admin: "none" },
	/** Writing one, looking through them; what is sent is the secretariat's, whoever wrote it. */
	"announcement.write": { coordinator: "none" },
	"announcement.manage": { coordinator: "any" },
	/** As the second person; nobody approves their own. */
	"announcement.approve": { coordinator: "others" },
	/** For whoever got it; see services/announcements/after. */
	"announcement.acknowledge": { person: "none" },
	"announcement.setApproval": { admin: "none" },
	"export.organizations": { coordinator: "none" },
	"export.people": { admin: "none" },
	"export.reports": { coordinator: "none" },
	"export.seats": { coordinator: "none" },
	"export.neighbourhoods": { coordinator: "none" },
	/** Opening a round of needs assessment, closing it, seeing who scored what. */
	"assessment.manage": { coordinator: "none" },
	/** For whoever belongs to an organization of the round's neighbourhoods; see services/assessments. */
	"assessment.score": { person: "none" },
	/** For whoever belongs to an approved organization or answers for an agency; see services/stalledWorks. */
	"stalledWork.see": { person: "none" },
	/** For whoever belongs to an organization of its neighbourhood or reported it. */
	"stalledWork.photograph": { person: "none" },
	"claim.ask": { person: "none" },
	"claim.decide": { coordinator: "others" },
	"claim.issueCodes": { admin: "none" },
	/** A committee is the own of who belongs to an organization or sits in it, and led by its chair and secretary. */
	"committee.see": { person: "own", coordinator: "any" },
	"committee.ask": { person: "own" },
	/** Deciding on requests, ending seats, linking the group. */
	"committee.run": { person: "led", coordinator: "any" },
	"committee.appoint": { coordinator: "any" },
	"committee.keep": { admin: "none" },
	/** Leaving it, and sending somebody else: who sits there, and the director of the organization. */
	"seat.change": { person: "own" },
	"seatRequest.withdraw": { person: "own" },
	/** Whoever belongs to an approved organization, and the secretariat; see services/reports/make. */
	"report.make": { person: "none" },
	/** The liaisons of the agency it lies with too. */
	"report.see": { person: "own", coordinator: "any" },
	/** One that is offered to them; see services/reports/support. */
	"report.support": { person: "any" },
	"report.list": { person: "none" },
	"report.listAll": { coordinator: "none" },
	"organization.trust": { coordinator: "others" },
	/** What becomes of a report is the secretariat's to decide, its own people's reports too. */
	"report.handle": { coordinator: "any" },
	"report.seeDesk": { coordinator: "none" },
	"stats.see": { coordinator: "none" },
	"report.reveal": { coordinator: "any" },
	/** A report is led by the liaisons of the agency it lies with, and its followers' own. */
	"referral.answer": { person: "led" },
	"report.follow": { person: "own" },
	/** Beginning one that is of no committee; chairs and secretaries begin their committee's, see domain/meeting. */
	"meeting.begin": { coordinator: "none" },
	/** A meeting is led by chair and secretary of its committee, and the own of whoever answers for one of the invited. */
	"meeting.see": { person: "own", coordinator: "any" },
	"meeting.answer": { person: "own" },
	"meeting.run": { person: "led", coordinator: "any" },
	/** What was agreed at a meeting to be done: the own of its owner's people; confirming is the meeting's to run. */
	"actionItem.see": { person: "own", coordinator: "any" },
	"actionItem.report": { person: "own" },
	"office.setWeek": { admin: "none" },
	"audit.see": { admin: "none" },
	"staff.see": { admin: "none" },
	"staff.appoint": { admin: "none" },
	"staff.dismiss": { admin: "any" },
	"lists.change": { admin: "none" },
	/** Their liaisons too. */
	"agencies.change": { admin: "none" },
	/** Facilitation offices too. */
	"neighbourhoods.change": { admin: "none" },
	/** To ask an organization of the register to get in touch. */
	"contact.ask": { person: "none" },
	"contact.answer": { person: "led" },
	"health.see": { admin: "none" },
	"delivery.seeTroubles": { coordinator: "none", admin: "none" },
	"backup.set": { admin: "none" },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof RULES;

/** What somebody who is barred may still do: appeal, and see or delete what is kept about them. */
const OPEN_TO_BARRED: readonly Action[] = [
	"thread.write",
	"thread.see",
	"person.setLanguage",
	"person.seeMyData",
	"person.forget",
];

export const ACTIONS = Object.keys(RULES) as Action[];

export type Thing =
	| Organization
	| Thread
	| Person
	| JoinRequest
	| Invitation
	| Committee
	| Seat
	| SeatRequest
	| Report
	| Announcement
	| ActionItem
	| Pick<Meeting, "invited">;

/** Whether the actor may do it. Without an actor nothing is allowed; an action about a thing is refused when it is missing. */
export function may(actor: Actor | undefined, action: Action, thing?: Thing): boolean {
	if (!actor) return false;
	if (actor.person.barred && !OPEN_TO_BARRED.includes(action)) return false;
	const relation = relationOf(actor, thing);
	return ranksOf(actor).some((rank) => allowed(action, rank, relation));
}

/** What the table says of one rank alone: the expectation of the matrix test. */
export function allowed(action: Action, rank: Rank, relation: Relation): boolean {
	const whose = (RULES[action] as Rule)[rank];
	if (whose === undefined) return false;
	if (whose === "none") return true;
	if (relation === "missing") return false;
	return whose === "any" || whose === relation || (whose === "own" && relation === "led");
}

function relationOf(actor: Actor, thing: Thing | undefined): Relation {
	if (!thing) return "missing";
	if ("dueOn" in thing && "owner" in thing) return ownsAction(actor, thing) ? "own" : "others";
	if ("invited" in thing) return relationToMeeting(actor, thing);
	if ("mandate" in thing) return relationToCommittee(actor, thing);
	if ("followers" in thing) return relationToReport(actor, thing);
	if ("holder" in thing || "why" in thing) return relationToSeat(actor, thing);
	if (leads(actor, thing.id)) return "led";
	return isOwn(actor, thing) ? "own" : "others";
}

function relationToCommittee(actor: Actor, { id }: Committee): Relation {
	if (holdsOffice(actor, id)) return "led";
	return actor.memberships.length > 0 || sitsIn(actor, id) ? "own" : "others";
}

function relationToMeeting(actor: Actor, meeting: Pick<Meeting, "invited">): Relation {
	const { invited } = meeting;
	if (invited.kind === "committee" && holdsOffice(actor, invited.committeeId)) return "led";
	return answersFor(actor, meeting).length > 0 ? "own" : "others";
}

function relationToReport({ person, memberships, agencyIds }: Actor, report: Report): Relation {
	const { referral, followers, organizationIds } = report;
	if (referral && referral.declinedWhy === undefined && agencyIds.includes(referral.agencyId)) return "led";
	const ours = memberships.some((place) => place.status === "active" && organizationIds.includes(place.organizationId));
	return ours || followers.includes(person.id) ? "own" : "others";
}

function relationToSeat(actor: Actor, thing: Seat | SeatRequest): Relation {
	const organizationId = "why" in thing ? thing.organizationId : thing.holder.id;
	if (leads(actor, organizationId)) return "led";
	return ("why" in thing ? thing.askedById : thing.personId) === actor.person.id ? "own" : "others";
}

/** Whether somebody is the director of this organization. */
export function leads(actor: Actor, organizationId: string): boolean {
	return actor.memberships.some(
		(place) => place.status === "active" && place.role === "director" && place.organizationId === organizationId,
	);
}

/** The ranks somebody holds, the lowest first. */
export function ranksOf(actor: Actor): Rank[] {
	const { roles } = actor.person;
	const ranks: Rank[] = ["person"];
	if (roles.includes("coordinator") || roles.includes("admin")) ranks.push("coordinator");
	if (roles.includes("admin")) ranks.push("admin");
	return ranks;
}

function isOwn(actor: Actor, thing: Exclude<Thing, Pick<Meeting, "invited"> | ActionItem>): boolean {
	if ("applicantId" in thing) {
		return (
			thing.applicantId === actor.person.id ||
			actor.memberships.some((membership) => membership.status === "active" && membership.organizationId === thing.id)
		);
	}
	if ("authorId" in thing) return [thing.authorId, ...(thing.writerIds ?? [])].includes(actor.person.id);
	if ("usedBy" in thing) return thing.toPersonId === actor.person.id;
	if ("personId" in thing) return thing.personId === actor.person.id;
	return thing.id === actor.person.id;
}
