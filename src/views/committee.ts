/** How committees are shown: which there are and why one fits, one with what goes on in it, who sits there, its group. */
import type { Agency } from "../domain/agency.ts";
import { type Committee, runs, type Seat, sitsIn } from "../domain/committee.ts";
import type { CommitteeListed, CommitteesShown } from "../domain/committeeShown.ts";
import { labelKey } from "../domain/list.ts";
import type { Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import { type Actor, hasRole } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { pageRow } from "./adminDesk.ts";
import { counted, homeButton } from "./home.ts";
import { nameOf } from "./invitation.ts";
import { shortLabel } from "./organization.ts";
import { PAGE, turns } from "./paging.ts";
import { committeeButton, committeeName, holderName, officeName, type SeatShown } from "./seat.ts";

/** `page` is counted from 0. */
export function overview(shown: CommitteesShown & { page: number }, t: T): Message {
	const { committees, organization, waiting, viewer } = shown;
	const isOutside = viewer.memberships.length === 0 && viewer.seats.length === 0 && !hasRole(viewer, "coordinator");
	if (isOutside) return { text: t("committees.forMembers"), buttons: [[homeButton(t)]] };
	const pages = Math.max(1, Math.ceil(committees.length / PAGE));
	const page = Math.min(shown.page, pages - 1);
	const here = committees.slice(page * PAGE, (page + 1) * PAGE);
	const lines = [t("committees.title", { number: counted(committees.length, t) })];
	let section = "";
	for (const [index, one] of here.entries()) {
		const next = sectionOf(one);
		if (next !== section) lines.push("", sectionTitle(next, organization, t));
		section = next;
		lines.push(line(one, page * PAGE + index + 1, t));
	}
	if (committees.length === 0) lines.push(t("committees.none"));
	const buttons: Button[][] = [];
	if (here.length > 0)
		buttons.push(
			here.map(({ committee }, index) => ({
				label: t.digits(page * PAGE + index + 1),
				press: press("committee.open", committee.id),
			})),
		);
	buttons.push(...pageRow(page, pages, (to) => press("committee.list", to), t));
	if (waiting > 0)
		buttons.push([
			{
				label: t.plain("committees.button.waiting", { number: counted(waiting, t) }),
				press: press("seatRequest.list"),
			},
		]);
	if (may(viewer, "committee.keep"))
		buttons.push([{ label: t.plain("committees.button.add"), press: press("committee.add") }]);
	buttons.push([homeButton(t)]);
	return { text: lines.join("\n"), buttons };
}

function sectionOf({ own, fits }: CommitteeListed): "mine" | "fitting" | "others" {
	return own.length > 0 ? "mine" : fits.length > 0 ? "fitting" : "others";
}

function sectionTitle(section: string, organization: Organization | undefined, t: T): string {
	if (section === "mine") return t("committees.mine");
	if (section === "fitting") return t("committees.fitting", { name: organization?.name ?? "" });
	return t("committees.others");
}

function line({ committee, own, fits }: CommitteeListed, number: number, t: T): string {
	const values = { number, committee: committeeName(committee, t) };
	const seat = own.find(({ isAlternate }) => !isAlternate);
	if (seat) return t("committees.lineOwn", { ...values, office: officeName(seat.office, t) });
	if (own.length > 0) return t("committees.lineAlternate", values);
	if (fits.length > 0) return t("committees.lineFits", { ...values, fields: fieldNames(fits, t) });
	return t("committees.line", values);
}

function fieldNames(fields: readonly string[], t: T): SafeHtml {
	return t.list(fields.map((field) => html(t.dynamic(labelKey("fields", field)))));
}

export interface Opened {
	committee: Committee;
	officers: SeatShown[];
	seats: number;
	own: Seat | undefined;
	asked: { id: string } | undefined;
	organization: Organization | undefined;
	fits: string[];
	waiting: number;
	openReports: number;
	nextMeeting: { id: string; title: string; startsAt: Date } | undefined;
	viewer: Actor;
}

export function opened(shown: Opened, t: T): Message {
	const { committee, officers, seats, own, asked, organization, fits, viewer } = shown;
	const lines = [
		t("committees.card.title", { committee: committeeName(committee, t) }),
		t("committees.card.dimension", { dimension: t.value(dimensionName(committee.dimension, t)) }),
		t("committees.card.mandate", { mandate: committee.mandate[t.language] }),
	];
	if (committee.retiredAt) lines.push(t("committees.card.retired", { day: html(t.date(committee.retiredAt)) }));
	lines.push("", ...officers.map((one) => officerLine(one, t)));
	if (!officers.some(({ seat }) => seat.office === "chair")) lines.push(t("committees.card.noChair"));
	lines.push(seats > 0 ? t("committees.card.seats", { number: counted(seats, t) }) : t("committees.card.noSeats"));
	lines.push(t("committees.card.openReports", { number: counted(shown.openReports, t) }));
	const { nextMeeting } = shown;
	lines.push(
		nextMeeting
			? t("committees.card.nextMeeting", { title: nextMeeting.title, when: html(t.dateTime(nextMeeting.startsAt)) })
			: t("committees.card.noMeeting"),
	);
	if (committee.group && runs(viewer, committee.id))
		lines.push(t("committees.card.group", { title: committee.group.title }));
	if (own && organization && own.holder.id === organization.id) lines.push("", t("committees.card.own"));
	else if (asked) lines.push("", t("committees.card.asked"));
	else if (fits.length > 0) lines.push("", t("committees.card.fits", { fields: fieldNames(fits, t) }));
	return { text: lines.join("\n"), buttons: openedRows(shown, t) };
}

/** As the office calls it; what another process has just added is known by its name within half a minute. */
export function dimensionName(dimension: string, t: T): string {
	const key = labelKey("dimensions", dimension);
	return t.has(key) ? t.dynamicPlain(key) : dimension;
}

function officerLine({ seat, holder, person }: SeatShown, t: T): string {
	const office = officeName(seat.office, t);
	return person
		? t("committees.card.officerNamed", { office, person: nameOf(person, t), holder: holderName(holder, t) })
		: t("committees.card.officer", { office, holder: holderName(holder, t) });
}

function openedRows(
	{ committee, seats, own, asked, organization, waiting, viewer, nextMeeting, openReports }: Opened,
	t: T,
): Button[][] {
	const { id } = committee;
	const rows: Button[][] = [];
	const works = committee.retiredAt === undefined;
	const holds = own && organization && own.holder.id === organization.id;
	if (works && !holds && organization && may(viewer, "committee.ask", committee))
		rows.push([
			asked
				? { label: t.plain("committees.button.withdraw"), press: press("seatRequest.withdraw", asked.id) }
				: { label: t.plain("committees.button.ask"), press: press("committee.ask", id, organization.id) },
		]);
	const row: Button[] = [];
	if (own) row.push({ label: t.plain("committees.button.ownSeat"), press: press("seat.open", own.id) });
	if (seats > 0) row.push({ label: t.plain("committees.button.seats"), press: press("committee.seats", id) });
	row.push({ label: t.plain("committees.button.decisions"), press: press("decision.list", id) });
	rows.push(row);
	if (openReports > 0 && (may(viewer, "report.listAll") || sitsIn(viewer, id)))
		rows.push([
			{
				label: t.plain("committees.button.openReports", { number: counted(openReports, t) }),
				press: press("report.scope", "committee", id),
			},
		]);
	const meetings: Button[] = [];
	if (nextMeeting && (sitsIn(viewer, id) || runs(viewer, id)))
		meetings.push({ label: t.plain("committees.button.meeting"), press: press("meeting.open", nextMeeting.id) });
	if (works && runs(viewer, id))
		meetings.push({ label: t.plain("committees.button.newMeeting"), press: press("meeting.begin") });
	if (meetings.length > 0) rows.push(meetings);
	if (waiting > 0)
		rows.push([
			{
				label: t.plain("committees.button.waiting", { number: counted(waiting, t) }),
				press: press("seatRequest.list"),
			},
		]);
	if (works && may(viewer, "committee.run", committee))
		rows.push([{ label: t.plain("committees.button.group"), press: press("group.open", id) }]);
	if (works && may(viewer, "committee.keep"))
		rows.push([
			{ label: t.plain("committees.button.change"), press: press("committee.change", id) },
			{ label: t.plain("committees.button.retire"), press: press("committee.retire", id) },
		]);
	rows.push([{ label: t.plain("committees.button.all"), press: press("committee.list") }, homeButton(t)]);
	return rows;
}

export interface SeatsShown {
	committee: Committee;
	which: "open" | "ended";
	list: SeatShown[];
	count: number;
	hasMore: boolean;
	/** Counted from 1. */
	page: number;
	viewer: Actor;
}

/** Who sits there now, or who did. */
export function seatsOf({ committee, which, list, count, hasMore, page, viewer }: SeatsShown, t: T): Message {
	const { id } = committee;
	const values = { committee: committeeName(committee, t), number: counted(count, t) };
	const title = which === "open" ? t("committees.seats.title", values) : t("committees.seats.history", values);
	const number = (index: number) => (page - 1) * PAGE + index + 1;
	const none = which === "open" ? t("committees.seats.none") : t("committees.seats.noHistory");
	const name = which === "open" ? "committee.seats" : "committee.history";
	const edge = (way: "after" | "before") => (way === "after" ? list.at(-1) : list[0])?.seat.id ?? "";
	const other: Button[] =
		which === "open"
			? [{ label: t.plain("committees.button.history"), press: press("committee.history", id) }]
			: [{ label: t.plain("committees.button.seats"), press: press("committee.seats", id) }];
	if (which === "open" && !committee.retiredAt && may(viewer, "committee.appoint", committee))
		other.push({ label: t.plain("committees.button.agencies"), press: press("committee.agencies", id, 0) });
	return {
		text: [title, "", ...(list.length > 0 ? list.map((one, index) => seatLine(one, number(index), t)) : [none])].join(
			"\n",
		),
		buttons: [
			...(list.length > 0
				? [list.map(({ seat }, index) => ({ label: t.digits(number(index)), press: press("seat.open", seat.id) }))]
				: []),
			...turns(
				{ page, count, hasMore, here: press(name, id), to: (way, to) => press(name, id, way[0] ?? "", edge(way), to) },
				t,
			),
			other,
			[committeeButton(id, t), homeButton(t)],
		],
	};
}

/** Agencies that may be given a seat. */
export function agencies(
	{ committee, agencies: all, page }: { committee: Committee; agencies: Agency[]; page: number },
	t: T,
): Message {
	const { id } = committee;
	const pages = Math.max(1, Math.ceil(all.length / PAGE));
	const here = all.slice(page * PAGE, (page + 1) * PAGE);
	const values = { committee: committeeName(committee, t) };
	return {
		text: all.length > 0 ? t("committees.agencies.ask", values) : t("committees.agencies.none", values),
		buttons: [
			...here.map((one): Button[] => [
				{ label: shortLabel(one.name[t.language]), press: press("committee.seatAgency", id, one.id) },
			]),
			...pageRow(page, pages, (to) => press("committee.agencies", id, to), t),
			[committeeButton(id, t), homeButton(t)],
		],
	};
}

function seatLine({ seat, holder, person }: SeatShown, number: number, t: T): string {
	const values = { number, holder: holderName(holder, t), office: officeName(seat.office, t) };
	if (seat.endedAt)
		return t("committees.seats.lineEnded", {
			...values,
			from: html(t.shortDate(seat.since)),
			until: html(t.shortDate(seat.endedAt)),
		});
	return person
		? t("committees.seats.lineNamed", { ...values, person: nameOf(person, t) })
		: t("committees.seats.line", values);
}

export function added(committee: Committee, t: T): Message {
	return {
		text: t("committees.added", { committee: committeeName(committee, t) }),
		buttons: [[committeeButton(committee.id, t), homeButton(t)]],
	};
}

export function changed(committee: Committee, t: T): Message {
	return {
		text: t("committees.changed", { committee: committeeName(committee, t) }),
		buttons: [[committeeButton(committee.id, t), homeButton(t)]],
	};
}

export function retireAsk(committee: Committee, t: T): Message {
	return {
		text: t("committees.retireAsk", { committee: committeeName(committee, t) }),
		buttons: [
			[{ label: t.plain("committees.button.yesRetire"), press: press("committee.retireYes", committee.id) }],
			[{ label: t.plain("committees.button.no"), press: press("committee.open", committee.id) }],
		],
	};
}

export function retired(committee: Committee, t: T): Message {
	return {
		text: t("committees.retired", { committee: committeeName(committee, t) }),
		buttons: [[{ label: t.plain("committees.button.all"), press: press("committee.list") }, homeButton(t)]],
	};
}
