/** What a coordinator sees while deciding on a report: where it may go, what it may be merged into, what was filed. */
import type { Agency } from "../domain/agency.ts";
import type { Committee } from "../domain/committee.ts";
import { normaliseDigits } from "../domain/persian.ts";
import type { Person } from "../domain/person.ts";
import { showPhone } from "../domain/phones.ts";
import type { Behalf, Report } from "../domain/report.ts";
import { plainDay } from "../domain/reportDesk.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";
import { PAGE } from "./paging.ts";
import { titled } from "./person.ts";
import { back, cardButton, deskButton } from "./reportDesk.ts";
import { inShort } from "./reportStep.ts";

/** "r-۱۴۰۵-۰۰۴۲" as it is kept; undefined when it is no code. */
export function codeFrom(typed: string): string | undefined {
	return /^R-\d{4}-\d{4,}$/.exec(normaliseDigits(typed).replaceAll(/\s/g, "").toUpperCase())?.[0];
}

/** Agencies a report may be referred to, page by page. */
export function chooseAgency(report: Report, agencies: Agency[], page: number, t: T): Message {
	if (agencies.length === 0)
		return { text: t("reportDesk.refer.nobody"), buttons: [[back(report.id, t), homeButton(t)]] };
	return {
		text: t("reportDesk.refer.choose", { code: report.code }),
		buttons: [
			...pageOf(agencies, page).map(({ id, name }) => [
				{ label: name[t.language], press: press("report.referTo", report.id, id) },
			]),
			...turnRow("report.refer", report.id, agencies.length, page, t),
			[back(report.id, t), homeButton(t)],
		],
	};
}

export function chooseCommittee(report: Report, committees: Committee[], page: number, t: T): Message {
	const others = committees.filter(({ id }) => id !== report.committeeId);
	if (others.length === 0)
		return { text: t("reportDesk.route.nobody"), buttons: [[back(report.id, t), homeButton(t)]] };
	return {
		text: t("reportDesk.route.choose", { code: report.code }),
		buttons: [
			...pageOf(others, page).map(({ id, name }) => [
				{ label: name[t.language], press: press("report.routeTo", report.id, id) },
			]),
			...turnRow("report.route", report.id, others.length, page, t),
			[back(report.id, t), homeButton(t)],
		],
	};
}

function pageOf<Thing>(all: Thing[], page: number): Thing[] {
	return all.slice((page - 1) * PAGE, page * PAGE);
}

function turnRow(name: string, id: string, count: number, page: number, t: T): Button[][] {
	const row: Button[] = [];
	if (page * PAGE < count) row.push({ label: t.plain("coordination.button.next"), press: press(name, id, page + 1) });
	if (page > 1) row.push({ label: t.plain("coordination.button.previous"), press: press(name, id, page - 1) });
	return row.length > 0 ? [t.direction === "rtl" ? row : row.reverse()] : [];
}

/** Open reports that may be about the same thing. */
export function chooseSurvivor(report: Report, found: Report[], t: T): Message {
	const lines = found.map((one, index) =>
		t("reportDesk.merge.line", { number: index + 1, code: one.code, what: inShort(one, t) }),
	);
	return {
		text: [
			t("reportDesk.merge.choose", { code: report.code }),
			...(found.length > 0 ? ["", ...lines] : [t("reportDesk.merge.none")]),
		].join("\n"),
		buttons: [
			...(found.length > 0
				? [
						found.map((one, index) => ({
							label: t.digits(index + 1),
							press: press("report.mergeAsk", report.id, one.id),
						})),
					]
				: []),
			[{ label: t.plain("reportDesk.button.mergeCode"), press: press("report.mergeCode", report.id) }],
			[back(report.id, t), homeButton(t)],
		],
	};
}

export function mergeAsk(report: Report, survivor: Report, t: T): Message {
	return {
		text: t("reportDesk.merge.ask", { code: report.code, into: survivor.code, what: inShort(survivor, t) }),
		buttons: [
			[{ label: t.plain("reportDesk.button.mergeYes"), press: press("report.mergeYes", report.id, survivor.id) }],
			[back(report.id, t)],
		],
	};
}

export function mergePreview(survivor: Report | undefined, t: T): string {
	if (!survivor) return t("reportDesk.merge.previewNone");
	return t("reportDesk.merge.preview", { code: survivor.code, what: inShort(survivor, t) });
}

export function unmergeAsk(report: Report, survivor: Report | undefined, t: T): Message {
	return {
		text: t("reportDesk.merge.undoAsk", { code: report.code, into: survivor?.code ?? "" }),
		buttons: [
			[{ label: t.plain("reportDesk.button.unmergeYes"), press: press("report.unmergeYes", report.id) }],
			[back(report.id, t)],
		],
	};
}

type Sent = "rerouted" | "deadlineSet" | "merged" | "asked" | "noted" | "closed" | "keptOpen";

/** After a form of the secretariat's. */
export function sent(report: Report, what: Sent, t: T): Message {
	return {
		text: t.dynamic(`reportDesk.sent.${what}`, { code: report.code }),
		buttons: [[cardButton(report.id, t), deskButton(t)]],
	};
}

export function referred(
	{ report, agency, isAnswered }: { report: Report; agency: Agency; isAnswered: boolean },
	t: T,
): Message {
	const day = html(t.dayMonth(plainDay(report.dueOn ?? "")));
	return {
		text: [
			t("reportDesk.refer.done", { code: report.code, agency: agency.name[t.language], day }),
			...(isAnswered ? [] : [t("reportDesk.refer.noLiaison")]),
		].join("\n"),
		buttons: [[cardButton(report.id, t), deskButton(t)]],
	};
}

/** Who reported it, with the way they can be reached. */
export function revealed(
	{ report, reporter, behalf }: { report: Report; reporter: Person | undefined; behalf?: Behalf },
	t: T,
): Message {
	const { code } = report;
	const person = reporter && titled(reporter, t);
	const lines = [
		!reporter
			? t("reportDesk.revealed.gone", { code })
			: person
				? t("reportDesk.revealed.title", { code, person })
				: t("reportDesk.revealed.unnamed", { code, userId: html(String(reporter.userId)) }),
	];
	if (reporter?.phone) lines.push(t("reportDesk.revealed.phone", { phone: html(showPhone(reporter.phone)) }));
	if (behalf) lines.push(t("reportDesk.revealed.behalf", { name: behalf.name }));
	if (behalf?.phone) lines.push(t("reportDesk.revealed.behalfPhone", { phone: html(showPhone(behalf.phone)) }));
	lines.push(t("reportDesk.revealed.logged"));
	return { text: lines.join("\n"), buttons: [[cardButton(report.id, t), homeButton(t)]] };
}

/** Telegram does not know the file any more. */
export function lost(t: T): Message {
	return { text: t("reportDesk.lost"), buttons: [[homeButton(t)]] };
}
