/** An organization's profile: seen by its people, changed by its director answer by answer, confirmed as it is. */
import type { OrganizationDocument } from "../domain/document.ts";
import type { Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import {
	isSensitive,
	type ProfileAnswer,
	type ProfileAnswers,
	type ProfileChange,
	whatDiffers,
	withAnswers,
} from "../domain/profile.ts";
import { dayAt } from "../domain/register.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as documentStore from "../store/documents.ts";
import { isDuplicate } from "../store/duplicateKey.ts";
import * as organizations from "../store/organizations.ts";
import * as store from "../store/profileChanges.ts";
import { transaction } from "../store/transaction.ts";
import { neighbourhoodNames } from "./cards.ts";
import { named } from "./people.ts";
import { type Changed, type From, newChange, note, pick, propose, type Unchanged } from "./profileChanges.ts";

export interface Profile {
	organization: Organization;
	viewer: Actor;
	neighbourhoods: string[];
	/** What waits for approval, for those who may know of it. */
	waiting: ProfileChange | undefined;
	/** Only for those who may see them. */
	documents: OrganizationDocument[];
}

/** Everything about an organization; that a coordinator looked is noted. */
export async function see(actor: Actor, organizationId: string, now: Date): Promise<Result<Profile, "notFound">> {
	const organization = await organizations.byId(organizationId);
	if (!organization || !may(actor, "organization.see", organization)) return refuse("notFound");
	const seesPapers = may(actor, "document.see", organization);
	const [neighbourhoods, waiting, papers] = await Promise.all([
		neighbourhoodNames(organization),
		seesPapers ? store.waitingOf(organizationId) : undefined,
		seesPapers ? documentStore.ofOrganization(organizationId) : [],
	]);
	if (!may(actor, "organization.withdraw", organization))
		await note("organization.seen.details", actor.person.id, organizationId, now);
	return done({ organization, viewer: actor, neighbourhoods, waiting, documents: papers });
}

/** Which answers a director gives anew, and which profile they were looking at. */
export interface GivenAnswers {
	organizationId: string;
	/** The organization's revision when the question was asked. */
	revision: number;
	answers: ProfileAnswers;
}

/**
 * The director gives some answers anew. What others rely on waits for a coordinator, together with what waits already;
 * the rest holds at once. The same draft sent twice is one change.
 */
export async function change(
	actor: Actor,
	given: GivenAnswers,
	now: Date,
	draft: { requestId: string },
): Promise<Result<Changed, Unchanged>> {
	const again = await store.byRequestId(draft.requestId);
	try {
		return again ? await as(actor, again) : await transaction(() => changeOnce(actor, given, now, draft.requestId));
	} catch (error) {
		// The same draft sent by two taps at once: the other one has it.
		const other = isDuplicate(error) ? await store.byRequestId(draft.requestId) : undefined;
		if (!other) throw error;
		return await as(actor, other);
	}
}

async function as(actor: Actor, change: ProfileChange): Promise<Result<Changed, "notAllowed">> {
	const organization = await organizations.byId(change.organizationId);
	if (!organization || !may(actor, "profile.edit", organization)) return refuse("notAllowed");
	return done({ organization, change });
}

async function changeOnce(
	actor: Actor,
	{ organizationId, revision, answers }: GivenAnswers,
	now: Date,
	requestId: string,
): Promise<Result<Changed, Unchanged>> {
	const organization = await organizations.byId(organizationId);
	if (!organization || !may(actor, "profile.edit", organization)) return refuse("notAllowed");
	if (organization.state !== "approved") return refuse("suspended");
	const differing = whatDiffers(organization, answers);
	const checked = withAnswers(organization, differing);
	if (!checked.ok) return checked;
	if (await wasChanged(organization, revision, Object.keys(differing) as ProfileAnswer[]))
		return refuse("changedMeanwhile");
	const sensitive = pick(answers, isSensitive);
	if (Object.keys(sensitive).length > 0) return await propose(actor, organization, sensitive, now, requestId);
	if (Object.keys(differing).length === 0) return done({ organization, change: undefined });
	const change = newChange(actor, organization, Object.keys(differing) as ProfileAnswer[], now, requestId);
	const after = { ...checked.value, revision: organization.revision + 1, confirmedAt: now };
	if (!(await organizations.changeAt(organization, after))) return refuse("changedMeanwhile");
	const applied: ProfileChange = { ...change, state: "applied", revision: after.revision };
	await store.add(applied);
	await note("profile.changed", actor.person.id, organizationId, now, { changeId: change.id });
	return done({ organization: after, change: applied });
}

/** Somebody else answered the same question since it was asked. */
async function wasChanged(organization: Organization, revision: number, answers: ProfileAnswer[]): Promise<boolean> {
	if (organization.revision === revision) return false;
	const later = await store.since(organization.id, revision);
	return later.some((change) => change.answers.some((answer) => answers.includes(answer)));
}

/** The director says that everything still holds. */
export async function confirm(
	actor: Actor,
	organizationId: string,
	now: Date,
): Promise<Result<Organization, "notAllowed" | "suspended" | "changedMeanwhile">> {
	const organization = await organizations.byId(organizationId);
	if (!organization || !may(actor, "profile.edit", organization)) return refuse("notAllowed");
	if (organization.state !== "approved") return refuse("suspended");
	// Once a day is enough, and a second tap is the first.
	if (organization.confirmedAt && dayAt(organization.confirmedAt) === dayAt(now)) return done(organization);
	const after = { ...organization, confirmedAt: now, revision: organization.revision + 1 };
	const won = await transaction(async () => {
		if (!(await organizations.changeAt(organization, after))) return false;
		await note("profile.confirmed", actor.person.id, organizationId, now);
		return true;
	});
	return won ? done(after) : refuse("changedMeanwhile");
}

export interface History {
	organization: Organization;
	list: { change: ProfileChange; by: Person | undefined }[];
	count: number;
	hasMore: boolean;
}

/** One page of what was changed, the newest first. */
export async function history(
	actor: Actor,
	organizationId: string,
	from: From,
	limit = 6,
): Promise<Result<History, "notFound">> {
	const organization = await organizations.byId(organizationId);
	if (!organization || !may(actor, "document.see", organization)) return refuse("notFound");
	const [found, count] = await Promise.all([
		store.ofOrganization(organizationId, from, limit + 1),
		store.count({ organizationId }),
	]);
	const page = from.before === undefined ? found.slice(0, limit) : found.slice(-limit);
	const known = await named(page.map(({ byId }) => byId));
	const list = page.map((change) => ({ change, by: known.get(change.byId) }));
	return done({ organization, list, count, hasMore: from.before !== undefined || found.length > limit });
}
