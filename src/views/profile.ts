/** An organization's profile: all that is known, what may be changed, what was changed before. */
import type { Capacity } from "../domain/capacity.ts";
import type { OrganizationDocument } from "../domain/document.ts";
import type { Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import { changeable, isSensitive, type ProfileAnswer, type ProfileChange, seesPersonal } from "../domain/profile.ts";
import { freshAt } from "../domain/register.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press, rowsOf } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";
import { factLines, headline, stateName } from "./organization.ts";
import { PAGE, turns } from "./paging.ts";
import { titled } from "./person.ts";

export interface Profile {
	organization: Organization;
	viewer: Actor;
	neighbourhoods: string[];
	waiting: ProfileChange | undefined;
	documents: OrganizationDocument[];
}

/** Everything about an organization, with what the one who looks may do about it. */
export function profile({ shown, now }: { shown: Profile; now: Date }, t: T): Message {
	const { organization, viewer, neighbourhoods, waiting, documents } = shown;
	const personal = seesPersonal(viewer, organization);
	const lines = [headline(organization, t)];
	if (organization.state !== "approved")
		lines.push(t("organizations.stateLine", { state: html(stateName(organization, t)) }));
	lines.push("", ...factLines({ organization, neighbourhoods, now, personal }, t), ...capacityLines(organization, t));
	if (may(viewer, "document.see", organization))
		lines.push(fact("documents", documents.length > 0 ? documents.length : said("noDocuments", t), t));
	lines.push("", t("profile.confirmedAt", { day: html(t.date(freshAt(organization))) }));
	if (waiting) lines.push(t("profile.waitingLine", { answers: answerNames(waiting.answers, t) }));
	return { text: lines.join("\n"), buttons: profileRows(shown, t) };
}

function profileRows({ organization, viewer, waiting, documents }: Profile, t: T): Button[][] {
	const { id } = organization;
	const rows: Button[][] = [];
	const edits = may(viewer, "profile.edit", organization) && organization.state === "approved";
	if (edits) {
		rows.push([{ label: t.plain("profile.button.edit"), press: press("profile.edit", id) }]);
		rows.push([{ label: t.plain("profile.button.confirm"), press: press("profile.confirm", id) }]);
	}
	if (may(viewer, "document.see", organization)) {
		const label = t.plain("profile.button.documents", { number: documents.length });
		rows.push([
			{ label, press: press("document.list", id) },
			{ label: t.plain("profile.button.history"), press: press("profile.history", id) },
		]);
	}
	if (waiting)
		rows.push([{ label: t.plain("profile.button.waiting"), press: press("profile.changeOpen", waiting.id) }]);
	const back = may(viewer, "organization.withdraw", organization) ? "organization.open" : "register.open";
	rows.push([{ label: t.plain("profile.button.back"), press: press(back, id) }, homeButton(t)]);
	return rows;
}

/** What the organization can lend to others; what was not told is not mentioned. */
function capacityLines({ capacity = {} }: Organization, t: T): string[] {
	const lines: string[] = [];
	if (capacity.staffCount !== undefined) lines.push(fact("staff", capacity.staffCount, t));
	const equipment = named("equipment", capacity.equipment, capacity.equipmentWords, t);
	if (equipment) lines.push(fact("equipment", equipment, t));
	const skills = named("skills", capacity.skills, capacity.skillsWords, t);
	if (skills) lines.push(fact("skills", skills, t));
	const { publicContact } = capacity;
	if (publicContact !== undefined)
		lines.push(fact("publicContact", html(t.dynamic(`organizations.choice.publicContact.${publicContact}`)), t));
	return lines;
}

function named(
	what: "equipment" | "skills",
	chosen: Capacity["equipment"] | Capacity["skills"],
	words: string | undefined,
	t: T,
): SafeHtml | undefined {
	const items = (chosen ?? []).map((one) => html(t.dynamic(`organizations.choice.${what}.${one}`)));
	if (words !== undefined) items.push(t.value(words));
	return items.length > 0 ? t.list(items) : undefined;
}

function fact(label: string, value: SafeHtml | string | number, t: T): string {
	return t("organizations.details.line", { label: html(t.dynamic(`profile.fact.${label}`)), value });
}

function said(key: string, t: T): SafeHtml {
	return html(t.dynamic(`profile.fact.${key}`));
}

function answerName(answer: ProfileAnswer, t: T): string {
	return t.dynamicPlain(`organizations.question.${answer}.short`);
}

export function answerNames(answers: readonly ProfileAnswer[], t: T): SafeHtml {
	return t.list(answers.map((answer) => html(t.dynamic(`organizations.question.${answer}.short`))));
}

/** Which answer is to be changed: those that hold at once, then those that are approved first. */
export function editing(organization: Organization, t: T): Message {
	const answers = changeable(organization);
	const button = (answer: ProfileAnswer): Button => ({
		label: answerName(answer, t),
		press: press("profile.change", organization.id, answer),
	});
	return {
		text: [
			t("profile.editing.ask", { name: organization.name }),
			t("profile.editing.approval", { answers: answerNames(answers.filter(isSensitive), t) }),
		].join("\n\n"),
		buttons: [
			...rowsOf(answers.filter((answer) => !isSensitive(answer)).map(button)),
			...rowsOf(answers.filter(isSensitive).map(button)),
			[profileButton(organization, t), homeButton(t)],
		],
	};
}

export function profileButton({ id }: Pick<Organization, "id">, t: T): Button {
	return { label: t.plain("profile.button.profile"), press: press("profile.open", id) };
}

export interface Changed {
	organization: Organization;
	change: ProfileChange | undefined;
	/** The answer was changed elsewhere since it was asked for. */
	tooLate?: boolean;
}

/** After an answer was given anew. */
export function changed({ organization, change, tooLate }: Changed, t: T): Message {
	const again = { label: t.plain("profile.button.editMore"), press: press("profile.edit", organization.id) };
	const buttons: Button[][] = [[again, profileButton(organization, t)], [homeButton(t)]];
	if (tooLate) return { text: t("profile.changed.tooLate"), buttons };
	if (!change) return { text: t("profile.changed.nothing"), buttons };
	if (change.state === "withdrawn") return { text: t("profile.changed.nothingWaits"), buttons };
	const answers = answerNames(change.answers, t);
	if (change.state !== "waiting") return { text: t("profile.changed.applied", { answers }), buttons };
	const open = { label: t.plain("profile.button.waiting"), press: press("profile.changeOpen", change.id) };
	return { text: t("profile.changed.waiting", { answers }), buttons: [[open], ...buttons] };
}

export interface History {
	organization: Organization;
	list: { change: ProfileChange; by: Person | undefined }[];
	count: number;
	hasMore: boolean;
	page: number;
}

/** What was changed, by whom, when: the newest first. What was to be approved can be opened. */
export function history({ organization, list, count, hasMore, page }: History, t: T): Message {
	const back = [profileButton(organization, t), homeButton(t)];
	if (list.length === 0) return { text: t("profile.history.empty"), buttons: [back] };
	const numberOf = (index: number) => (page - 1) * PAGE + index + 1;
	const lines = list.map(({ change, by }, index) =>
		[
			t("profile.history.line", {
				number: numberOf(index),
				answers: answerNames(change.answers, t),
				state: html(t.dynamic(`profile.state.${change.state}`)),
			}),
			t("profile.history.by", {
				person: (by && titled(by, t)) ?? html(t("profile.someone")),
				day: html(t.shortDate(change.at)),
			}),
		].join("\n"),
	);
	const numbers = list.flatMap(({ change }, index) =>
		change.after ? [{ label: t.digits(numberOf(index)), press: press("profile.changeOpen", change.id) }] : [],
	);
	const edge = (way: "after" | "before") => (way === "after" ? list.at(-1) : list[0])?.change.id ?? "";
	const turning = {
		page,
		count,
		hasMore,
		here: press("profile.history", organization.id),
		to: (way: "after" | "before", to: number) => press("profile.history", organization.id, way, edge(way), to),
	};
	return {
		text: [t("profile.history.title", { name: organization.name }), "", ...lines].join("\n"),
		buttons: [...(numbers.length > 0 ? [numbers] : []), ...turns(turning, t), back],
	};
}
