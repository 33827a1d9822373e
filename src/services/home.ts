/** What waits for somebody: the counts of the home screen and of the coordinators' desk. */
import type { Meeting } from "../domain/meeting.ts";
import type { Organization } from "../domain/organization.ts";
import { lastStep } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import { type Actor, actingFor } from "../domain/person.ts";
import type { DeskCounts, ReferralCounts } from "../domain/reportShown.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as organizationStore from "../store/organizations.ts";
import * as threadStore from "../store/threads.ts";
import { countOpen as countAssessments } from "./assessments/index.ts";
import { countWaiting as countSeatRequests } from "./committees/index.ts";
import * as joinRequests from "./joinRequests/index.ts";
import { nextOf as nextMeeting } from "./meetings/index.ts";
import { countActions } from "./minutes/index.ts";
import { mine } from "./organizations/index.ts";
import { countWaiting as countChanges } from "./profileChanges.ts";
import { countsFor as countReports, referralCounts } from "./reports/desk.ts";

export interface HomeState {
	actor: Actor;
	now: Date;
	organizations: Organization[];
	desk?: DeskState;
	hasOpenThread: boolean;
	meeting: Meeting | undefined;
	/** Requests to join that wait for the person's answer; counting stops at 1001. */
	joinRequests: number;
	/** Rounds of needs assessment that take scores for neighbourhoods of theirs. */
	assessments: number;
	/** Action items of their organizations and agencies. */
	actions: number;
	/** Names of organizations that have not answered the person's own. */
	asked: string[];
	/** Requests for committee seats that wait for an answer of whoever looks. */
	seatRequests: number;
	/** They belong to more than one; only the one they act for is among the organizations. */
	severalPlaces?: boolean;
	/** What lies with the agencies they answer for. */
	referrals?: ReferralCounts;
}

/** Counting stops at 1001. */
export interface DeskState {
	organizations: number;
	oldestAt?: Date;
	threads: number;
	/** Changes of profiles. */
	changes: number;
	/** Wishes to join organizations that have no director. */
	joinRequests: number;
	reports?: DeskCounts;
}

export async function homeOf(actor: Actor, now: Date): Promise<HomeState> {
	const [organizations, desk, thread, requests, asked, seatRequests, referrals, actions, meeting] = await Promise.all([
		mine(actor),
		deskOf(actor, now),
		threadStore.openOf(actor.person.id),
		joinRequests.countWaiting(actor),
		joinRequests.awaited(actor),
		countSeatRequests(actor),
		referralCounts(actor, now),
		countActions(actor),
		nextMeeting(actor),
	]);
	const state = {
		meeting,
		assessments: await countAssessments(placesOf(actor, organizations), now),
		actor,
		now,
		hasOpenThread: thread !== undefined,
		joinRequests: requests,
		asked,
		actions,
		seatRequests,
		...(referrals && { referrals }),
		...actedFor(actor, organizations),
	};
	return desk.ok ? { ...state, desk: desk.value } : state;
}

/** Of several organizations one belongs to, only the one acted for, before all others that are open. */
function actedFor(
	actor: Actor,
	organizations: Organization[],
): { organizations: Organization[]; severalPlaces?: boolean } {
	const places = actor.memberships.map(({ organizationId }) => organizationId);
	if (places.length < 2) return { organizations };
	const chosen = actingFor(actor);
	return {
		organizations: [
			...organizations.filter(({ id }) => id === chosen),
			...organizations.filter(({ id }) => !places.includes(id)),
		],
		severalPlaces: true,
	};
}

/** Those somebody belongs to. */
function placesOf(actor: Actor, organizations: Organization[]): Organization[] {
	const ids = new Set(actor.memberships.map(({ organizationId }) => organizationId));
	return organizations.filter(({ id }) => ids.has(id));
}

/** Applications and talks that wait for the secretariat. */
export async function deskOf(actor: Actor, now: Date): Promise<Result<DeskState, "notAllowed">> {
	if (!may(actor, "organization.seeWaiting")) return refuse("notAllowed");
	const [organizations, [oldest], threads, changes, requests, reports] = await Promise.all([
		organizationStore.count("waiting"),
		organizationStore.page("waiting", {}, 1),
		threadStore.countWaiting(),
		countChanges(),
		joinRequests.countWaiting(actor),
		countReports(actor, now),
	]);
	const oldestAt = oldest && (lastStep(oldest)?.at ?? oldest.appliedAt);
	return done({
		organizations,
		threads,
		changes,
		joinRequests: requests,
		...(reports && { reports }),
		...(oldestAt ? { oldestAt } : {}),
	});
}
