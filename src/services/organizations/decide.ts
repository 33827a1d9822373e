/** What the secretariat says to an application: approved, asked for more, refused. */
import {
	type ApplicationStep,
	decisionReason,
	lastStep,
	ORGANIZATION_ANSWERS,
	type Organization,
	type OrganizationAnswer,
} from "../../domain/organization.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as store from "../../store/organizations.ts";
import { close } from "./close.ts";

/** Which application a decision is about, as the coordinator saw it. */
export interface Application {
	organizationId: string;
	round: number;
}

export type Decided = Result<Organization, "notAllowed" | "alreadyDecided" | "changedMeanwhile" | "incomplete">;

/** The organization becomes part of the register, its applicant becomes its director. The first decision counts. */
export async function approve(actor: Actor, application: Application, now: Date): Promise<Decided> {
	return await decide(actor, application, "approved", {}, now);
}

/** The applicant is asked; they correct the answers named, or answer in words. */
export async function askForMore(
	actor: Actor,
	application: Application & { question: string; answers: OrganizationAnswer[] },
	now: Date,
): Promise<Decided> {
	const words = decisionReason.safeParse(application.question);
	if (!words.success) return refuse("incomplete", { question: "question" });
	const answers = ORGANIZATION_ANSWERS.filter((answer) => application.answers.includes(answer));
	return await decide(actor, application, "askedForMore", { words: words.data, answers }, now);
}

/** The application is refused, with a reason the applicant is told. */
export async function reject(actor: Actor, application: Application & { reason: string }, now: Date): Promise<Decided> {
	const words = decisionReason.safeParse(application.reason);
	if (!words.success) return refuse("incomplete", { question: "reason" });
	return await decide(actor, application, "rejected", { words: words.data }, now);
}

async function decide(
	actor: Actor,
	application: Application,
	event: "approved" | "askedForMore" | "rejected",
	more: Pick<ApplicationStep, "words" | "answers">,
	now: Date,
): Promise<Decided> {
	const found = await store.byId(application.organizationId);
	if (!found || !may(actor, "organization.decide", found)) return refuse("notAllowed");
	if (found.round !== application.round) return refuse("changedMeanwhile");
	const last = lastStep(found);
	const again = last?.event === event && last.byId === actor.person.id && last.words === more.words;
	if (again) return done(found);
	return await close(actor, found, event, more, now);
}
