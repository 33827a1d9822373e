/** A sample of everything the views show, for tests that look at all of them. */
import { MUTE_GROUPS } from "../../src/domain/mutes.ts";
import type { Organization, OrganizationState } from "../../src/domain/organization.ts";
import type { Actor, Person } from "../../src/domain/person.ts";
import type { Thread } from "../../src/domain/thread.ts";
import type { T } from "../../src/texts/index.ts";
import type { Message } from "../../src/texts/message.ts";
import * as application from "../../src/views/application.ts";
import * as home from "../../src/views/home.ts";
import * as mydata from "../../src/views/mydata.ts";
import * as onboarding from "../../src/views/onboarding.ts";
import * as organization from "../../src/views/organization.ts";
import * as settings from "../../src/views/settings.ts";
import * as staff from "../../src/views/staff.ts";
import * as thread from "../../src/views/thread.ts";
import { announcementScreens } from "./announcementSamples.ts";
import { committeeScreens } from "./committeeSamples.ts";
import { deskScreens } from "./deskSamples.ts";
import { membershipScreens } from "./membershipSamples.ts";
import { profileScreens } from "./profileSamples.ts";
import { registerScreens } from "./registerSamples.ts";

export const NOW = new Date("2026-11-24T06:30:00Z");
const ID = "0123456789abcdef";

export function aPerson(changed: Partial<Person> = {}): Person {
	return {
		id: ID,
		platform: "telegram",
		userId: 5550142,
		language: "fa",
		name: "زهرا کریمی",
		title: "ms",
		phone: "+989125550142",
		roles: [],
		consentedAt: NOW,
		...changed,
	};
}

export function anOrganization(changed: Partial<Organization> = {}): Organization {
	return {
		id: ID,
		code: "O-1405-0042",
		name: "همیاران سبز قزوین",
		state: "waiting",
		steps: [{ event: "applied", at: NOW, byId: ID, round: 1 }],
		round: 1,
		revision: 1,
		applicantId: ID,
		requestId: ID,
		appliedAt: NOW,
		registrationNumber: "1843",
		nationalId: "10380284790",
		foundedYear: 1394,
		licensingAuthority: "environment",
		licenseExpiresOn: "2028-03-05",
		licenseFile: { kind: "photo", fileId: "file" },
		fields: ["environment", "education"],
		neighbourhoodIds: [],
		memberCount: 25,
		volunteerCount: 40,
		about: "آموزش تفکیک زباله در مدرسه‌های هادی‌آباد",
		director: { name: "زهرا کریمی", title: "ms", phone: "+989125550142" },
		...changed,
	};
}

function ended(
	state: OrganizationState,
	event: "approved" | "askedForMore" | "rejected" | "withdrawn" | "suspended",
	words?: string,
) {
	const step = { event, at: NOW, byId: "coordinator00000", round: 1, ...(words === undefined ? {} : { words }) };
	const answers = event === "askedForMore" ? { answers: ["license" as const] } : {};
	return { state, steps: [...anOrganization().steps, { ...step, ...answers }] };
}

function aThread(words: string, changed: Partial<Thread> = {}): Thread {
	return {
		id: ID,
		personId: ID,
		state: "waiting",
		messages: [{ at: NOW, from: "person", byId: ID, requestId: "1", text: words }],
		openedAt: NOW,
		lastAt: NOW,
		revision: 1,
		...changed,
	};
}

/** Every screen, with `words` wherever somebody's own words are shown. */
export function allScreens(t: T, words = "یک جملهٔ ساده"): Record<string, Message> {
	const name = words.slice(0, 120);
	/** Persons' names are shorter. */
	const own = words.slice(0, 60);
	const zahra: Actor = { person: aPerson({ name: own }), memberships: [], seats: [], agencyIds: [] };
	const reza: Actor = {
		person: aPerson({ id: "coordinator00000", name: own, title: "mr", roles: ["coordinator"] }),
		memberships: [],
		seats: [],
		agencyIds: [],
	};
	const people = new Map([zahra.person, reza.person].map((person) => [person.id, person]));
	const director = { name: own, title: "ms" as const, phone: "+989125550142" };
	const one = (changed: Partial<Organization> = {}) =>
		anOrganization({ name, about: words.slice(0, 1000), director, ...changed });
	const asked = one(ended("askedForMore", "askedForMore", words.slice(0, 500)));
	const rejected = one(ended("rejected", "rejected", words.slice(0, 500)));
	const approved = one(ended("approved", "approved"));
	const withdrawn = one(ended("withdrawn", "withdrawn"));
	const card = (organization: Organization, viewer = reza) => ({
		organization,
		round: 1,
		neighbourhoods: ["هادی‌آباد", "مینودر"],
		decidedBy: reza.person,
		viewer,
	});
	const claimed = aThread(words, { state: "claimed", claimedById: reza.person.id });
	const file = { kind: "photo" as const, fileId: "file" };
	const pictured = aThread(words, {
		messages: [{ at: NOW, from: "person", byId: ID, requestId: "1", text: words, file }],
	});
	const talk = aThread(words, {
		state: "closed",
		closedAt: NOW,
		closedById: reza.person.id,
		messages: Array.from({ length: 30 }, (_, number) => ({
			at: NOW,
			from: number % 2 ? ("secretariat" as const) : ("person" as const),
			byId: number % 2 ? reza.person.id : ID,
			requestId: String(number),
			text: words,
		})),
	});
	const shown = { number: 0, people, organizations: [name], viewer: reza };
	const desk = { organizations: 1001, oldestAt: new Date(NOW.getTime() - 2 * 86_400_000), threads: 2 };
	return {
		welcome: onboarding.welcome(t),
		welcomeByLink: onboarding.welcome(t, "a".repeat(44)),
		declined: onboarding.declined(t),
		privacy: onboarding.privacy(true, t),
		privacyBefore: onboarding.privacy(false, t),
		help: onboarding.help({ known: true, staff: true, unfinished: [] }, t),
		decideFirst: onboarding.decideFirst(t),
		homeOfNewcomer: home.home(
			{
				actor: { person: aPerson({ name: undefined as never }), memberships: [], seats: [], agencyIds: [] },
				now: NOW,
				organizations: [],
				hasOpenThread: false,
				unfinished: [],
			},
			t,
		),
		homeOfDirector: home.home(
			{ actor: zahra, now: NOW, organizations: [approved, asked, rejected], hasOpenThread: true, unfinished: [] },
			t,
		),
		homeOfCoordinator: home.home(
			{ actor: reza, now: NOW, organizations: [], desk, hasOpenThread: false, unfinished: [] },
			t,
		),
		statusWaiting: organization.status({ organization: one(), viewer: zahra }, t),
		statusAsked: organization.status({ organization: asked, viewer: zahra }, t),
		statusRejected: organization.status({ organization: rejected, viewer: zahra }, t),
		statusApproved: organization.status({ organization: approved, viewer: zahra }, t),
		statusWithdrawn: organization.status({ organization: withdrawn, viewer: zahra }, t),
		toldApproved: organization.approved({ organization: approved }, t),
		toldAsked: organization.askedForMore({ organization: asked }, t),
		toldRejected: organization.rejected({ organization: rejected }, t),
		sent: organization.sent({ organization: one() }, t),
		several: organization.list([one(), approved], t),
		none: organization.list([], t),
		withdrawAsk: organization.withdrawAsk(one(), t),
		details: organization.details(
			{ organization: one(), neighbourhoods: ["هادی‌آباد"], now: NOW, back: application.backToCard(one(), t) },
			t,
		),
		detailsUnregistered: organization.details(
			{
				organization: one({ registrationNumber: undefined as never }),
				neighbourhoods: [],
				now: NOW,
				back: application.backToCard(one(), t),
			},
			t,
		),
		license: organization.license(one(), t),
		card: application.card(card(one()), t),
		cardOfOneself: application.card(card(one(), { ...reza, person: { ...reza.person, id: ID } }), t),
		cardApproved: application.card(card(approved), t),
		cardAsked: application.card(card(asked), t),
		cardRejected: application.card(card(rejected), t),
		cardWithdrawn: application.card(card(withdrawn), t),
		decisionSent: application.decisionSent(rejected, t),
		waitingList: application.waitingList(
			{ list: Array.from({ length: 6 }, () => one()), count: 40, page: 2, hasMore: true },
			t,
		),
		waitingNone: application.waitingList({ list: [], count: 0, page: 1, hasMore: false }, t),
		inbox: application.inbox({ desk, now: NOW }, t),
		inboxEmpty: application.inbox({ desk: { organizations: 0, threads: 0 }, now: NOW }, t),
		threadAsk: thread.ask("123456", [], t),
		threadWrite: thread.write(t),
		threadSent: thread.sent(t),
		threadCard: thread.card({ thread: aThread(words), ...shown }, t),
		threadCardClaimed: thread.card({ thread: claimed, ...shown }, t),
		threadCardPicture: thread.card({ thread: pictured, ...shown }, t),
		threadCardClosed: thread.card({ thread: talk, ...shown }, t),
		threadWhole: thread.whole({ thread: talk, people, viewer: reza }, t),
		threadWholeClaimed: thread.whole(
			{
				thread: claimed,
				people,
				viewer: { ...reza, person: aPerson({ id: "other00000000000", roles: ["coordinator"] }) },
			},
			t,
		),
		threadList: thread.list({ threads: [aThread(words), claimed], waiting: 1, hasMore: true, people }, t),
		threadAnswered: thread.answered({ thread: aThread(words), number: 0 }, t),
		threadClosed: thread.closed(t),
		answerSent: thread.answerSent(claimed, t),
		settings: settings.settings({ person: zahra.person, actsFor: approved, muted: 2 }, t),
		actFor: settings.actFor({ organizations: [approved, asked], chosenId: ID }, t),
		mutes: settings.mutes({ groups: [...MUTE_GROUPS], muted: ["talks"] }, t),
		forgetDirector: settings.forgetAsk(t, [approved]),
		leftWithoutDirector: settings.leftWithoutDirector(approved, t),
		cardGone: settings.cardGone(t),
		...deskScreens(t, name, reza.person),
		mydataAsk: mydata.ask(t),
		mydata: mydata.file({ at: NOW, found: [], names: new Map() }, t),
		languages: settings.languages(t),
		introduced: settings.introduced(zahra.person, t),
		forgetAsk: settings.forgetAsk(t),
		staff: staff.list(
			{ people: [reza.person, aPerson({ name: undefined as never, roles: ["admin"] })], waiting: [77], page: 1 },
			t,
		),
		staffMany: staff.list({ people: Array.from({ length: 200 }, () => reza.person), waiting: [77], page: 34 }, t),
		staffOne: staff.one({ person: reza.person, mayBeDismissed: true }, t),
		dismissAsk: staff.dismissAsk(reza.person, t),
		takeBackAsk: staff.takeBackAsk(77, t),
		appointAsk: staff.appointAsk({ userId: 77, person: undefined }, t),
		appointed: staff.appointed(undefined, t),
		candidates: staff.candidates({ people: [zahra.person], hasMore: true }, t),
		toldAppointed: staff.toldAppointed(t),
		toldBegan: staff.toldBegan({ person: reza.person }, t),
		...registerScreens(
			{
				now: NOW,
				organization: approved,
				suspended: one(ended("suspended", "suspended", words.slice(0, 500))),
				director: zahra.person,
				coordinator: reza,
				words,
			},
			t,
		),
		...announcementScreens(t, { coordinator: reza, other: zahra, words, now: NOW }),
		...profileScreens(t, { organization: approved, leader: zahra, coordinator: reza, words, now: NOW }),
		...membershipScreens(t, { organization: approved, leader: zahra, coordinator: reza, words }),
		...committeeScreens(t, { organization: approved, leader: zahra, coordinator: reza, words }),
	};
}
