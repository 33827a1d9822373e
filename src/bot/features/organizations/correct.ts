/** Correcting an application: only what the secretariat asked for, or any answer after a rejection; then it waits again. */
import { lastStep, type Organization } from "../../../domain/organization.ts";
import { answersFrom } from "../../../domain/registration.ts";
import * as organizations from "../../../services/organizations/index.ts";
import { sent, toCorrect } from "../../../views/organization.ts";
import type { BotContext } from "../../context.ts";
import { form, text } from "../../form/index.ts";
import { questions } from "../../questions/organization.ts";

/** Telegram's messages hold more, but a card shows them beside much else. */
const WORDS = 500;

export const correctOrganization = form("correctOrganization", {
	texts: "organizations",
	questions: {
		...questions,
		words: text<string, { optional: true; max: number }>(undefined, { optional: true, max: WORDS }),
	},
	submit(actor, { words, ...answers }, now, { requestId, subject }) {
		const { organizationId } = readSubject(subject);
		return organizations.correct(
			actor,
			{ organizationId, answers, requestId, ...(words === undefined ? {} : { words }) },
			now,
		);
	},
	over: ["nothingToCorrect", "changedMeanwhile", "alreadyDecided", "notAllowed", "notFound"],
	done: (organization: Organization, t) => sent({ organization }, t),
	title: (answers) => answers.name,
	async occasion(actor, subject) {
		const found = await organizations.see(actor, readSubject(subject).organizationId);
		return found.ok ? (t) => toCorrect(found.value, t) : undefined;
	},
});

/** Begins with what was asked for; `inWords`: only an answer in words. */
export async function beginCorrection(
	ctx: BotContext,
	organization: Organization,
	{ inWords = false } = {},
): Promise<void> {
	const asked = organization.state === "askedForMore" ? (lastStep(organization)?.answers ?? []) : undefined;
	const only = inWords ? ["words"] : asked && [...asked, "words"];
	await ctx.begin(correctOrganization, {
		subject: subjectOf(organization, inWords),
		answers: answersFrom(organization),
		...(only ? { only } : {}),
	});
}

/** One draft a round: what was begun about an earlier question is not gone on with. */
function subjectOf({ id, round }: Organization, inWords: boolean): string {
	return `${id}-${round}${inWords ? "w" : ""}`;
}

function readSubject(subject: string): { organizationId: string } {
	return { organizationId: subject.split("-")[0] ?? "" };
}
