/** Who hears of a step of a report: reporter and supporters, the secretariat, the liaisons of the agency. */
import type { NewDelivery, Recipient } from "../../domain/delivery.ts";
import type { Report, ReportEvent, ReportStep } from "../../domain/report.ts";
import * as liaisons from "../../store/liaisons.ts";
import { owe } from "../deliveries.ts";

/** What reaches everybody who follows it, with its reason. */
const TO_FOLLOWERS: readonly ReportEvent[] = [
	"reviewed",
	"routed",
	"deadlineSet",
	"referred",
	"accepted",
	"declined",
	"progressed",
	"closed",
	"merged",
	"unmerged",
	"reopened",
];
/** What the coordinator who takes care of it hears; all of them while nobody does. */
const TO_SECRETARIAT: readonly ReportEvent[] = [
	"answered",
	"unanswered",
	"accepted",
	"declined",
	"progressed",
	"closingProposed",
	"agencyAsked",
	"reopened",
];
/** What the agency hears that has it. */
const TO_AGENCY: readonly ReportEvent[] = [
	"referred",
	"deadlineSet",
	"answered",
	"closingRefused",
	"reopened",
	"closed",
	"merged",
	"unmerged",
];
/** Worth a message only while somebody takes care of the report. */
const TO_ITS_OWN_ONLY: readonly ReportEvent[] = ["accepted", "progressed", "agencyAsked"];

/** Owes what the last step is about; part of the transaction that writes it. */
export async function tell(report: Report, before: Report, now: Date): Promise<void> {
	const number = report.steps.length - 1;
	const step = report.steps[number];
	if (!step) return;
	const refs = { reportId: report.id, step: number };
	const owed: NewDelivery[] = [];
	const add = (kind: string, to: Recipient | undefined, urgent = false) => {
		if (!to) return;
		owed.push({ key: `${kind}:${report.id}:${number}`, kind, refs, to, dueAt: now, ...(urgent && { urgent }) });
	};

	// Who was asked is told by the question itself.
	if (step.event === "asked" || step.event === "agencyAsked") add("report.asked", people([report.reporterId], step));
	if (TO_FOLLOWERS.includes(step.event)) {
		const kind = step.event === "closed" && step.outcome === "done" ? "report.isItFixed" : "report.changed";
		add(kind, people(before.followers, step));
	}
	if (TO_SECRETARIAT.includes(step.event)) add("report.news", secretariat(report, before, step));
	if (TO_AGENCY.includes(step.event) && report.referral && report.referral.declinedWhy === undefined) {
		const kind = step.event === "referred" ? "referral.new" : "referral.news";
		add(kind, people(await liaisonsOf(report.referral.agencyId), step));
	}
	// The agency that had it until now.
	const left = before.referral;
	if (step.event === "referred" && left && left.agencyId !== report.referral?.agencyId && !left.declinedWhy)
		add("referral.taken", people(await liaisonsOf(left.agencyId), step));
	if (changesCards(report, before)) owed.push(cardEdit(report, now));
	await owe(owed);
}

/**
 * Coordinators' cards change with the first thing that happens, so that they call it new no more, when somebody takes the
 * report on, and when it is over. In between whoever works on it may be answering a question in that very message; its
 * buttons show the report as it stands anyway.
 */
function changesCards(report: Report, before: Report): boolean {
	if (before.steps.length === 1 && before.state === "received") return true;
	return (before.state === "received" || report.state === "closed") && report.state !== before.state;
}

function cardEdit({ id, revision }: Report, now: Date): NewDelivery {
	const target = `report.made:${id}`;
	return {
		key: `${target}:edit:${revision}`,
		operation: "edit",
		target,
		kind: "report.made",
		refs: { reportId: id },
		to: { audience: { rule: "role", role: "coordinator" } },
		dueAt: now,
		urgent: true,
	};
}

async function liaisonsOf(agencyId: string): Promise<string[]> {
	return (await liaisons.activeOf(agencyId)).map(({ personId }) => personId);
}

/** Nobody is told what they did themselves. */
function people(ids: readonly string[], { byId }: ReportStep): Recipient | undefined {
	const personIds = [...new Set(ids)].filter((id) => id !== byId);
	return personIds.length > 0 ? { audience: { rule: "people", personIds } } : undefined;
}

function secretariat(report: Report, before: Report, step: ReportStep): Recipient | undefined {
	const holder = report.claimedById ?? before.claimedById;
	if (holder !== undefined) return holder === step.byId ? undefined : { personId: holder };
	if (TO_ITS_OWN_ONLY.includes(step.event)) return undefined;
	return { audience: { rule: "role", role: "coordinator" } };
}
