/** Every button and command there is: what it needs to be allowed, and what it is about. New ones are added here. */
import type { Organization, OrganizationState } from "../../src/domain/organization.ts";
import type { Action } from "../../src/domain/permissions.ts";
import type { Actor, Person, Role } from "../../src/domain/person.ts";
import type { Thread, ThreadState } from "../../src/domain/thread.ts";
import { newId } from "../../src/kit/ids.ts";
import * as people from "../../src/services/people.ts";
import * as claimStore from "../../src/store/claims.ts";
import * as importStore from "../../src/store/imports.ts";
import * as organizationStore from "../../src/store/organizations.ts";
import * as peopleStore from "../../src/store/people.ts";
import * as threadStore from "../../src/store/threads.ts";
import { AGENCY_COMMANDS, AGENCY_PRESSES, type AgencyThing, anAgencyThing } from "./agencyDeeds.ts";
import { ANNOUNCEMENT_COMMANDS, ANNOUNCEMENT_PRESSES, anAnnouncement } from "./announcementDeeds.ts";
import { aCommitteeThing, COMMITTEE_COMMANDS, COMMITTEE_PRESSES, type CommitteeThing } from "./committeeDeeds.ts";
import { DIGEST_COMMANDS, DIGEST_PRESSES } from "./digestDeeds.ts";
import { aFieldworkThing, FIELDWORK_PRESSES, type FieldworkThing } from "./fieldworkDeeds.ts";
import { aMeetingThing, MEETING_COMMANDS, MEETING_PRESSES } from "./meetingDeeds.ts";
import { aMembershipThing, MEMBERSHIP_PRESSES, type MembershipThing } from "./membershipDeeds.ts";
import { aMinutesThing, MINUTES_COMMANDS, MINUTES_PRESSES, type MinutesThing } from "./minutesDeeds.ts";
import { aProfileThing, PROFILE_PRESSES, type ProfileThing } from "./profileDeeds.ts";
import { REGISTER_COMMANDS, REGISTER_PRESSES } from "./registerDeeds.ts";
import { aReportThing, REPORT_COMMANDS, REPORT_PRESSES, type ReportThing } from "./reportDeeds.ts";
import { aReportDeskThing, REPORT_DESK_PRESSES, type ReportDeskThing } from "./reportDeskDeeds.ts";

export type Relation = "own" | "others" | "missing";

/** Something a forged button may be about; its words are known nowhere else. */
export interface Thing {
	id: string;
	userId: string;
	secret: string;
}

export interface Deed {
	/** All of these must be allowed; without any, whoever agreed to be remembered may. */
	needs?: Action[];
	about?:
		| "organization"
		| "thread"
		| "person"
		| "user"
		| "import"
		| "claim"
		| "announcement"
		| "meeting"
		| MinutesThing
		| MembershipThing
		| AgencyThing
		| CommitteeThing
		| ProfileThing
		| ReportThing
		| ReportDeskThing
		| FieldworkThing;
	/** The state in which the thing allows it. */
	state?: OrganizationState | ThreadState;
	/** Of a talk: whether it is the one who acts that has taken it on. */
	claimed?: "byActor" | "byAnother";
	/** What follows the thing. */
	rest?: string[];
	/** Who has not agreed to be remembered may do it too. */
	strangers?: true;
	/** Changes what is kept about a stranger: that is what it is for. */
	remembers?: true;
}

const seesWaiting: Action[] = ["organization.seeWaiting", "organization.see"];
const decides: Action[] = [...seesWaiting, "organization.decide"];
const readsTalks: Action[] = ["thread.seeWaiting", "thread.see"];

export const PRESSES: Record<string, Deed> = {
	...REGISTER_PRESSES,
	"consent.yes": { strangers: true, remembers: true },
	"consent.no": { strangers: true },
	"consent.details": { strangers: true },
	"consent.back": { strangers: true },
	"consent.language": { strangers: true, rest: ["en"] },
	"home.open": {},
	help: {},
	privacy: {},
	settings: {},
	language: { strangers: true, rest: ["fa"] },
	"settings.introduce": {},
	"settings.forget": {},
	"settings.forgetYes": { strangers: true },
	"organization.register": { needs: ["organization.register"] },
	"organization.mine": {},
	"organization.open": { needs: ["organization.see"], about: "organization" },
	"organization.details": { needs: ["organization.see"], about: "organization" },
	"organization.license": { needs: ["organization.see"], about: "organization" },
	"organization.correct": { needs: ["organization.correct"], about: "organization", state: "rejected" },
	"organization.answerInWords": { needs: ["organization.correct"], about: "organization", state: "askedForMore" },
	"organization.withdraw": { needs: ["organization.withdraw"], about: "organization" },
	"organization.withdrawYes": { needs: ["organization.withdraw"], about: "organization" },
	inbox: { needs: ["organization.seeWaiting"] },
	"organization.waiting": { needs: ["organization.seeWaiting"] },
	"organization.card": { needs: seesWaiting, about: "organization", rest: ["1"] },
	"organization.allOf": { needs: seesWaiting, about: "organization", rest: ["1"] },
	"organization.approve": { needs: decides, about: "organization", rest: ["1"] },
	"organization.ask": { needs: decides, about: "organization", rest: ["1"] },
	"organization.reject": { needs: decides, about: "organization", rest: ["1"] },
	"staff.list": { needs: ["staff.see"] },
	"staff.add": { needs: ["staff.appoint"] },
	"staff.candidates": { needs: ["staff.appoint"] },
	"staff.appoint": { needs: ["staff.appoint"], about: "user" },
	"staff.appointYes": { needs: ["staff.appoint"], about: "user" },
	"staff.open": { needs: ["staff.see"], about: "person" },
	"staff.dismiss": { needs: ["staff.see"], about: "person" },
	"staff.dismissYes": { needs: ["staff.dismiss"], about: "person" },
	"staff.takeBack": { needs: ["staff.appoint"], about: "user" },
	"staff.takeBackYes": { needs: ["staff.appoint"], about: "user" },
	"secretariat.write": { needs: ["thread.write"] },
	"secretariat.send": { needs: ["thread.write"], rest: ["101"] },
	"thread.list": { needs: ["thread.seeWaiting"] },
	"thread.open": { needs: readsTalks, about: "thread" },
	"thread.claim": { needs: [...readsTalks, "thread.claim"], about: "thread" },
	"thread.takeOver": { needs: [...readsTalks, "thread.claim"], about: "thread", claimed: "byAnother" },
	"thread.answer": { needs: [...readsTalks, "thread.answer"], about: "thread", claimed: "byActor" },
	"thread.close": { needs: [...readsTalks, "thread.close"], about: "thread", claimed: "byActor" },
	"thread.rest": { needs: readsTalks, about: "thread", rest: ["0"] },
	"thread.file": { needs: readsTalks, about: "thread", rest: ["0"] },
	"import.start": { needs: ["import.run"] },
	"import.example": { needs: ["import.run"] },
	"import.read": { needs: ["import.run"], about: "import" },
	"import.sheet": { needs: ["import.run"], about: "import", rest: ["0"] },
	"import.commit": { needs: ["import.run"], about: "import" },
	"import.annotate": { needs: ["import.run"], about: "import" },
	"import.cancel": { needs: ["import.run"], about: "import" },
	"export.open": { needs: ["export.organizations"] },
	"export.make": { needs: ["export.people"], rest: ["people"] },
	"claim.begin": { needs: ["claim.ask"] },
	"claim.approve": { needs: ["claim.decide"], about: "claim" },
	"claim.reject": { needs: ["claim.decide"], about: "claim" },
	"claim.codes": { needs: ["claim.issueCodes"] },
	"claim.codesYes": { needs: ["claim.issueCodes"] },
	...MEETING_PRESSES,
	...MINUTES_PRESSES,
	...MEMBERSHIP_PRESSES,
	...COMMITTEE_PRESSES,
	...AGENCY_PRESSES,
	...PROFILE_PRESSES,
	...REPORT_PRESSES,
	...REPORT_DESK_PRESSES,
	...ANNOUNCEMENT_PRESSES,
	...FIELDWORK_PRESSES,
	...DIGEST_PRESSES,
	"settings.actFor": {},
	"settings.actForOne": { rest: ["nothing"] },
	"settings.mutes": {},
	"settings.mute": { rest: ["answers", "mute"] },
	mydata: {},
	"mydata.send": {},
	admin: { needs: ["health.see"] },
	health: { needs: ["health.see"] },
	"health.troubles": { needs: ["delivery.seeTroubles"], rest: ["0"] },
	backups: { needs: ["health.see"] },
	"backups.nightly": { needs: ["backup.set"], rest: ["on"] },
	"backups.now": { needs: ["backup.set"] },
	audit: { needs: ["audit.see"] },
	"audit.who": { needs: ["audit.see", "staff.see"] },
	"audit.kind": { needs: ["audit.see"] },
	"audit.days": { needs: ["audit.see"] },
	"list.all": { needs: ["lists.change"] },
	"list.open": { needs: ["lists.change"], rest: ["fields", "0"] },
	"list.item": { needs: ["lists.change"], rest: ["fields", "social"] },
	"list.add": { needs: ["lists.change"], rest: ["fields"] },
	"list.addHoliday": { needs: ["lists.change"] },
	"list.rename": { needs: ["lists.change"], rest: ["fields", "social"] },
	"list.retire": { needs: ["lists.change"], rest: ["fields", "social"] },
	"list.retireYes": { needs: ["lists.change"], rest: ["fields", "social"] },
	"list.restore": { needs: ["lists.change"], rest: ["fields", "social"] },
	"list.day": { needs: ["lists.change"], rest: ["holidays", "fitr", "2026-03-20", "0"] },
	"draft.continue": { rest: ["registerOrganization", ""] },
	"draft.restart": { rest: ["registerOrganization", ""] },
	"draft.discard": { rest: ["registerOrganization", ""] },
	"draft.later": { rest: ["registerOrganization", ""] },
};

export const COMMANDS: Record<string, Deed> = {
	...MEETING_COMMANDS,
	...MINUTES_COMMANDS,
	...REGISTER_COMMANDS,
	...REPORT_COMMANDS,
	...COMMITTEE_COMMANDS,
	...AGENCY_COMMANDS,
	...ANNOUNCEMENT_COMMANDS,
	...DIGEST_COMMANDS,
	start: { strangers: true },
	help: { strangers: true },
	privacy: { strangers: true },
	language: { strangers: true },
	cancel: {},
	settings: {},
	mydata: {},
	register: { needs: ["organization.register"] },
	organization: {},
	inbox: { needs: ["organization.seeWaiting"] },
	admin: { needs: ["health.see"] },
	export: { needs: ["export.organizations"] },
};

/** A person who agreed to be remembered, made without a talk and without a message to anybody. */
export async function aKnownPerson(userId: number, now: Date, roles: Role[] = []): Promise<Actor> {
	const actor = await people.consent({ platform: "telegram", userId, language: "fa", adminIds: [] }, now);
	for (const role of roles) await peopleStore.addRole(actor.person.id, role);
	return (await people.actorOf("telegram", userId)) as Actor;
}

let secrets = 0;
/** Words that stand nowhere but in one thing. */
const aSecret = () => `راز شمارهٔ ${++secrets}؛`;

/** The thing a button is about, in the state that allows it; `owner` is whose it is. */
export async function aThing(deed: Deed, owner: Person, claimer: Person | undefined, now: Date): Promise<Thing> {
	const secret = aSecret();
	const thing = { id: newId(), userId: String(owner.userId), secret };
	switch (deed.about) {
		case "organization":
			await organizationStore.add(anOrganization(thing, owner, deed.state as OrganizationState | undefined, now));
			return thing;
		case "thread":
			await threadStore.add(aTalk(thing, owner, claimer, now));
			return thing;
		case "import":
			await importStore.add({
				...{ id: thing.id, personId: owner.id, fileId: "none", fileName: secret },
				...{ state: "received", receivedAt: now },
			});
			return thing;
		case "claim": {
			const organization = anOrganization({ ...thing, id: newId() }, { ...owner, id: "import:none" }, "approved", now);
			await organizationStore.add({ ...organization, unclaimed: true });
			await claimStore.add({
				...{ id: thing.id, organizationId: organization.id, personId: owner.id, state: "waiting", askedAt: now },
				...{ requestId: newId(), director: { name: secret, title: "none", phone: "+989125550142" } },
			});
			return thing;
		}
		case "announcement":
			await anAnnouncement(thing, owner, deed.state, now);
			return thing;
		case "place":
		case "belonging":
		case "wish":
		case "joinRequest":
		case "offer":
		case "invitation":
			await organizationStore.add(anOrganization(thing, owner, "approved", now));
			return { ...thing, id: await aMembershipThing(deed.about, thing.id, owner, now) };
		case "ownReport":
			return { ...thing, id: await aReportDeskThing(secret, owner, now) };
		case "report":
			return { ...thing, id: await aReportThing(secret, owner, now) };
		case "assessment":
			return { ...thing, id: await aFieldworkThing(secret, owner, now) };
		case "agency":
		case "liaison":
		case "neighbourhood":
		case "contactRequest":
			await organizationStore.add(anOrganization(thing, { ...owner, id: "applicant" }, "approved", now));
			return { ...thing, id: await anAgencyThing(deed.about, thing, owner, now) };
		case "committee":
		case "seat":
		case "seatRequest":
			await organizationStore.add(anOrganization(thing, { ...owner, id: "applicant" }, "approved", now));
			return { ...thing, id: await aCommitteeThing(deed.about, thing, owner, now) };
		case "minutes":
		case "actionItem":
		case "decision":
			return { ...thing, id: await aMinutesThing(deed.about, secret, owner, now) };
		case "meeting":
			return { ...thing, id: await aMeetingThing(secret, owner, now) };
		case "profileChange":
		case "document":
			await organizationStore.add(anOrganization(thing, owner, "approved", now));
			return { ...thing, id: await aProfileThing(deed.about, thing.id, owner, now) };
		default:
			await peopleStore.change(owner.id, { name: "نام ناشناس", phone: "+989120000000" });
			return { ...thing, id: owner.id };
	}
}

function anOrganization(thing: Thing, owner: Person, state: OrganizationState = "waiting", now: Date): Organization {
	const event = state === "waiting" ? "applied" : state;
	return {
		id: thing.id,
		code: `O-1405-${thing.id}`,
		state,
		steps: [{ event, at: now, byId: owner.id, round: 1, ...(state === "waiting" ? {} : { words: thing.secret }) }],
		round: 1,
		revision: 1,
		applicantId: owner.id,
		requestId: newId(),
		appliedAt: now,
		name: thing.secret,
		registrationNumber: "1843",
		foundedYear: 1394,
		fields: ["environment"],
		neighbourhoodIds: [],
		memberCount: 1,
		volunteerCount: 1,
		about: thing.secret,
		director: { name: thing.secret, title: "none", phone: "+989125550142" },
	};
}

function aTalk(thing: Thing, owner: Person, claimer: Person | undefined, now: Date): Thread {
	const message = { text: thing.secret, at: now, from: "person" as const, byId: owner.id, requestId: newId() };
	return {
		id: thing.id,
		personId: owner.id,
		state: claimer ? "claimed" : "waiting",
		...(claimer ? { claimedById: claimer.id } : {}),
		messages: [message],
		openedAt: now,
		lastAt: now,
		revision: 1,
	};
}
