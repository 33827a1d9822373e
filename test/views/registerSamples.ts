/** A sample of every screen of the registers, for the tests that look at all of them. */
import type { Organization } from "../../src/domain/organization.ts";
import type { Actor, Person } from "../../src/domain/person.ts";
import type { RegisterFilter } from "../../src/domain/register.ts";
import type { T } from "../../src/texts/index.ts";
import type { Message } from "../../src/texts/message.ts";
import * as people from "../../src/views/peopleList.ts";
import * as register from "../../src/views/register.ts";

interface Cast {
	now: Date;
	/** With the words wherever somebody's own words are shown. */
	organization: Organization;
	suspended: Organization;
	director: Person;
	coordinator: Actor;
	words: string;
}

export function registerScreens(cast: Cast, t: T): Record<string, Message> {
	const { now, organization, suspended, director, coordinator, words } = cast;
	const everything: RegisterFilter = {
		states: "all",
		words: words.slice(0, 120),
		field: "environment",
		neighbourhoodId: "0123456789abcdef",
		license: "lapsed",
		stale: true,
	};
	const six = Array.from({ length: 6 }, () => organization);
	const listed = {
		list: six,
		count: 1001,
		hasMore: true,
		filter: everything,
		page: 167,
		now,
		neighbourhood: words.slice(0, 60),
	};
	const card = { organization, neighbourhoods: [words.slice(0, 60)], members: 3, suspendedBy: undefined, now };
	const barred = { ...director, barred: { at: now, byId: coordinator.person.id, reason: words.slice(0, 500) } };
	const found = {
		list: Array.from({ length: 6 }, () => barred),
		count: 40,
		hasMore: true,
		edges: { first: director.id, last: director.id },
		organizations: [organization, organization, organization],
		filter: { group: "all" as const, words: words.slice(0, 120) },
		page: 2,
	};
	const membership = {
		id: director.id,
		personId: director.id,
		organizationId: organization.id,
		role: "director" as const,
		status: "active" as const,
		since: now,
	};
	const named = new Map([director, coordinator.person].map((person) => [person.id, person]));
	const step = suspended.steps.at(-1) ?? { event: "suspended" as const, at: now, byId: director.id, round: 1 };
	return {
		registerList: register.list(listed, t),
		registerNothing: register.list({ ...listed, list: [], count: 0, hasMore: false, page: 1 }, t),
		registerEmpty: register.list(
			{ list: [], count: 0, hasMore: false, filter: { states: "registered" }, page: 1, now },
			t,
		),
		registerFilters: register.filters({ filter: everything, neighbourhood: words.slice(0, 60) }, t),
		registerOptions: register.options(
			{ dimension: "license", values: [{ value: "lapsed", label: words.slice(0, 60) }], chosen: "lapsed" },
			t,
		),
		registerCard: register.card({ ...card, viewer: coordinator }, t),
		registerCardSuspended: register.card(
			{ ...card, organization: suspended, suspendedBy: coordinator.person, viewer: coordinator },
			t,
		),
		registerContact: register.contact({ organization, director: { ...director, unreachableSince: now } }, t),
		registerNobody: register.contact({ organization, director: undefined }, t),
		registerHistory: register.history(
			{
				organization,
				steps: Array.from({ length: 8 }, () => ({ ...step, words })),
				directors: Array.from({ length: 9 }, () => ({ personId: director.id, since: now, until: now })),
				people: named,
			},
			t,
		),
		registerRestoreAsk: register.restoreAsk(suspended, t),
		registerSuspended: register.suspended(suspended, t),
		registerToldSuspended: register.toldSuspended({ organization: suspended, words: words.slice(0, 500) }, t),
		registerToldRestored: register.toldRestored({ organization }, t),
		peopleList: people.list(found, t),
		peopleOfOrganization: people.list({ ...found, organization, organizations: [] }, t),
		peopleNobody: people.list({ ...found, list: [], count: 0, hasMore: false, organizations: [], page: 1 }, t),
		peopleTooFewDigits: people.list({ ...found, list: [], count: 0, hasMore: false, tooFewDigits: true, page: 1 }, t),
		personCard: people.card(
			{
				person: barred,
				places: Array.from({ length: 4 }, () => ({ membership, organization })),
				barredBy: coordinator.person,
				viewer: coordinator,
				mayBeDismissed: false,
			},
			t,
		),
		personUnbarAsk: people.unbarAsk(barred, t),
		personBarred: people.barred(barred, t),
		personToldBarred: people.toldBarred(barred, t),
		personToldUnbarred: people.toldUnbarred(t),
	};
}
