/** Changing a profile answer by answer, with the questions of the registration; and the reason of a coordinator who refuses. */
import { capacityWords, EQUIPMENT, PUBLIC_CONTACTS, SKILLS } from "../../../domain/capacity.ts";
import { decisionReason, type Organization, PEOPLE_COUNT } from "../../../domain/organization.ts";
import type { Actor } from "../../../domain/person.ts";
import {
	isSensitive,
	PROFILE_ANSWERS,
	type ProfileAnswer,
	type ProfileAnswers,
	profileAnswers,
} from "../../../domain/profile.ts";
import { done, type Result } from "../../../kit/result.ts";
import * as organizations from "../../../services/organizations/index.ts";
import * as changes from "../../../services/profileChanges.ts";
import * as profiles from "../../../services/profiles.ts";
import { type Changed, changed } from "../../../views/profile.ts";
import { rejectionSent } from "../../../views/profileChange.ts";
import type { BotContext } from "../../context.ts";
import { choice, form, many, number, text } from "../../form/index.ts";
import { document } from "../../questions/document.ts";
import { questions } from "../../questions/organization.ts";

const { name, registrationNumber, nationalId, licensingAuthority, licenseExpiresOn, license: _, ...rest } = questions;

/** What holds at once. */
export const editProfile = form("editProfile", {
	texts: "organizations",
	review: false,
	questions: {
		...rest,
		staffCount: number({ ...PEOPLE_COUNT, optional: true }),
		equipment: many(EQUIPMENT, { optional: true, atLeast: 1 }),
		equipmentWords: text(capacityWords, { optional: true }),
		skills: many(SKILLS, { optional: true, atLeast: 1 }),
		skillsWords: text(capacityWords, { optional: true }),
		publicContact: choice(PUBLIC_CONTACTS, { optional: true }),
	},
	submit: take,
	done: changed,
	// Another is director meanwhile.
	over: ["notAllowed"],
});

/** What a coordinator approves first. */
export const changeProfile = form("changeProfile", {
	texts: "organizations",
	questions: {
		name,
		registrationNumber,
		nationalId,
		licensingAuthority,
		licenseExpiresOn,
		license: document({ optional: true }),
	},
	submit: take,
	done: changed,
	// Another is director meanwhile.
	over: ["notAllowed"],
});

export const rejectChange = form("rejectChange", {
	texts: "profile",
	questions: { reason: text(decisionReason) },
	submit: (actor, { reason }, now, { subject }) => changes.reject(actor, { changeId: subject, reason }, now),
	done: rejectionSent,
});

/** Asks one question anew, its answer shown; of who was not registered, all that a registered one is asked. */
export async function beginChange(ctx: BotContext, organization: Organization, answer: ProfileAnswer): Promise<void> {
	const known = profileAnswers(organization);
	const how = { subject: subjectOf(organization, answer) };
	if (!isSensitive(answer)) return await ctx.begin(editProfile, { ...how, ...only(answer, known) });
	if (answer !== "registrationNumber" || organization.registrationNumber !== undefined) {
		// A license is sent anew, not looked over.
		const { license: __, ...shown } = known;
		return await ctx.begin(changeProfile, { ...how, ...only(answer, shown) });
	}
	const all = ["registrationNumber", "nationalId", "licensingAuthority", "licenseExpiresOn"];
	await ctx.begin(changeProfile, { ...how, answers: {}, only: all });
}

function only(answer: ProfileAnswer, known: ProfileAnswers) {
	const answers = known[answer] === undefined ? {} : { [answer]: known[answer] };
	return { answers, only: [answer], changing: true };
}

/** Which profile was looked at, and which answer is given: one draft each. */
function subjectOf({ id, revision }: Organization, answer: ProfileAnswer): string {
	return [id, revision, PROFILE_ANSWERS.indexOf(answer)].join("-");
}

async function take(
	actor: Actor,
	given: Readonly<Record<string, unknown>>,
	now: Date,
	{ subject, requestId }: { subject: string; requestId: string },
): Promise<Result<Changed>> {
	const [organizationId = "", revision = "", index = ""] = subject.split("-");
	const asked = PROFILE_ANSWERS[Number(index)];
	const answers: ProfileAnswers = { ...given };
	// The answer that was asked for and is not there was taken away.
	if (asked && !(asked in answers)) answers[asked] = null;
	const whole = { organizationId, revision: Number(revision), answers };
	const result = await profiles.change(actor, whole, now, { requestId });
	if (result.ok || result.reason !== "changedMeanwhile") return result;
	// What was asked is answered already: to be sent again it has to be asked again.
	const found = await organizations.see(actor, organizationId);
	return found.ok ? done({ organization: found.value, change: undefined, tooLate: true }) : result;
}
