/** How a seat of a committee is shown, who asks for one, and what its people are told. */
import type { Committee, Seat, SeatRequest } from "../domain/committee.ts";
import type { Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, Person, PersonLanguage } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { counted, homeButton } from "./home.ts";
import { nameOf } from "./invitation.ts";
import { fieldList } from "./organization.ts";
import { onwards } from "./paging.ts";
import { coordinatorName, titled } from "./person.ts";

export interface HolderShown {
	kind: "organization" | "agency";
	/** An agency has a name in each language. */
	name: string | Record<PersonLanguage, string>;
}

export interface SeatShown {
	seat: Seat;
	holder: HolderShown | undefined;
	/** Nobody where the viewer may not know them. */
	person: Person | undefined;
	alternate: Person | undefined;
}

export interface OneSeat extends SeatShown {
	committee: Committee;
	viewer: Actor;
}

export function holderName(holder: HolderShown | undefined, t: T): SafeHtml {
	if (!holder) return html(t("committees.holder.gone"));
	return t.value(typeof holder.name === "string" ? holder.name : holder.name[t.language]);
}

export function committeeName({ name }: Pick<Committee, "name">, t: T): string {
	return name[t.language];
}

export function officeName(office: Seat["office"], t: T): SafeHtml {
	return html(t.dynamic(`committees.office.${office}`));
}

/** The last day of a term that ends at a moment: the day before it. */
function lastDay(until: Date, t: T): SafeHtml {
	return html(t.date(new Date(until.getTime() - 1)));
}

export function one(shown: OneSeat, t: T): Message {
	const { seat, committee, viewer, person, alternate } = shown;
	const lines = [
		t("committees.seat.title", { holder: holderName(shown.holder, t), committee: committeeName(committee, t) }),
		t("committees.seat.office", { office: officeName(seat.office, t) }),
	];
	if (person) {
		lines.push(t("committees.seat.person", { person: nameOf(person, t) }));
		lines.push(
			alternate ? t("committees.seat.alternate", { person: nameOf(alternate, t) }) : t("committees.seat.noAlternate"),
		);
	}
	lines.push(seat.votes ? t("committees.seat.votes") : t("committees.seat.noVote"));
	lines.push(t("committees.seat.since", { day: html(t.date(seat.since)) }));
	if (seat.endedAt && seat.endedWhy) {
		const why = html(t.dynamic(`committees.why.${seat.endedWhy}`));
		lines.push(t("committees.seat.ended", { day: html(t.date(seat.endedAt)), why }));
	} else {
		lines.push(seat.until ? t("committees.seat.until", { day: lastDay(seat.until, t) }) : t("committees.seat.noEnd"));
		if (person && seat.untilWhy !== undefined) lines.push(t("committees.seat.why", { words: seat.untilWhy }));
	}
	return {
		text: lines.join("\n"),
		buttons: [...(seat.endedAt ? [] : actions(shown, viewer, t)), [committeeButton(committee.id, t), homeButton(t)]],
	};
}

function actions({ seat, committee }: OneSeat, viewer: Actor, t: T): Button[][] {
	const rows: Button[][] = [];
	if (may(viewer, "seat.change", seat)) {
		const row: Button[] = [];
		if (seat.holder.kind === "organization")
			row.push({ label: t.plain("committees.button.replace"), press: press("seat.replace", seat.id) });
		row.push({ label: t.plain("committees.button.leave"), press: press("seat.leave", seat.id) });
		rows.push(row);
	}
	if (may(viewer, "committee.appoint", committee)) {
		const offices = (["chair", "secretary", "member"] as const).filter((office) => office !== seat.office);
		rows.push(
			offices.map((office) => ({
				label: t.dynamicPlain(`committees.button.${office}`),
				press: press("seat.appoint", seat.id, office),
			})),
		);
	}
	if (may(viewer, "committee.run", committee))
		rows.push([{ label: t.plain("committees.button.term"), press: press("seat.term", seat.id) }]);
	return rows;
}

export function committeeButton(committeeId: string, t: T): Button {
	return { label: t.plain("committees.button.committee"), press: press("committee.open", committeeId) };
}

function named({ holder, committee }: Pick<OneSeat, "holder" | "committee">, t: T) {
	return { holder: holderName(holder, t), committee: committeeName(committee, t) };
}

export function leaveAsk(shown: OneSeat, t: T): Message {
	return {
		text: t("committees.leaveAsk", named(shown, t)),
		buttons: [
			[{ label: t.plain("committees.button.yesLeave"), press: press("seat.leaveYes", shown.seat.id) }],
			[{ label: t.plain("committees.button.no"), press: press("seat.open", shown.seat.id) }],
		],
	};
}

export function left(shown: OneSeat, t: T): Message {
	return {
		text: t("committees.left", named(shown, t)),
		buttons: [[committeeButton(shown.committee.id, t), homeButton(t)]],
	};
}

export function replaced(shown: OneSeat, t: T): Message {
	return { text: t("committees.replaced", named(shown, t)), buttons: [[seatButton(shown.seat, t), homeButton(t)]] };
}

export function termSet(shown: OneSeat, t: T): Message {
	const day = lastDay(shown.seat.until ?? shown.seat.since, t);
	return {
		text: t("committees.termSet", { ...named(shown, t), day }),
		buttons: [[committeeButton(shown.committee.id, t), homeButton(t)]],
	};
}

function seatButton({ id }: Seat, t: T): Button {
	return { label: t.plain("committees.button.ownSeat"), press: press("seat.open", id) };
}

export interface AskedShown {
	request: SeatRequest;
	committee: Committee;
}

/** To whoever asked, at once. */
export function asked({ request, committee }: AskedShown, t: T): Message {
	return {
		text: t("committees.asked.sent", { committee: committeeName(committee, t) }),
		buttons: [
			[{ label: t.plain("committees.button.withdraw"), press: press("seatRequest.withdraw", request.id) }],
			[committeeButton(committee.id, t), homeButton(t)],
		],
	};
}

export function withdrawn({ committeeId }: SeatRequest, t: T): Message {
	return { text: t("committees.withdrawn"), buttons: [[committeeButton(committeeId, t), homeButton(t)]] };
}

export function declineSent(t: T): Message {
	return {
		text: t("committees.declineSent"),
		buttons: [[{ label: t.plain("committees.button.requests"), press: press("seatRequest.list") }, homeButton(t)]],
	};
}

export interface RequestShown extends AskedShown {
	organization: Organization;
	people: ReadonlyMap<string, Person>;
	viewer: Actor;
}

/** For whoever decides: with its buttons while it waits, afterwards with what was decided. */
export function requestCard(shown: RequestShown, t: T): Message {
	const { request, committee, organization, people, viewer } = shown;
	const lines = [
		t("committees.request.title", { committee: committeeName(committee, t) }),
		t("committees.request.organization", { name: organization.name, fields: fieldList(organization, t) }),
		t("committees.request.who", {
			person: nameOf(people.get(request.askedById), t),
			when: html(t.dateTime(request.askedAt)),
		}),
		t("committees.request.person", { person: nameOf(people.get(request.personId), t) }),
	];
	if (request.alternateId !== undefined)
		lines.push(t("committees.request.alternate", { person: nameOf(people.get(request.alternateId), t) }));
	lines.push(t("committees.request.why", { words: request.why }));
	const buttons: Button[][] = [];
	const isOwn = viewer.memberships.some((place) => place.organizationId === organization.id);
	if (request.state !== "waiting") lines.push("", ...decision(shown, t));
	else if (may(viewer, "committee.run", committee) && !isOwn)
		buttons.push([
			{ label: t.plain("committees.button.approve"), press: press("seatRequest.approve", request.id) },
			{ label: t.plain("committees.button.decline"), press: press("seatRequest.decline", request.id) },
		]);
	buttons.push([committeeButton(committee.id, t), homeButton(t)]);
	return { text: lines.join("\n"), buttons };
}

function decision({ request, people }: RequestShown, t: T): string[] {
	const when = html(t.dateTime(request.decidedAt ?? request.askedAt));
	if (request.state === "withdrawn") return [t("committees.request.withdrawn", { when })];
	const person = coordinatorName(people.get(request.decidedById ?? ""), t);
	if (request.state === "declined")
		return [
			t("committees.request.declined", { person, when }),
			t("committees.request.reason", { words: request.reason ?? "" }),
		];
	return [t("committees.request.approved", { person, when })];
}

export interface RequestsShown {
	list: { request: SeatRequest; committee: Committee | undefined; organization: Organization | undefined }[];
	count: number;
	hasMore: boolean;
	isFirst: boolean;
}

export function requests({ list, count, hasMore, isFirst }: RequestsShown, t: T): Message {
	if (list.length === 0) return { text: t("committees.requests.none"), buttons: [[homeButton(t)]] };
	const lines = list.map(({ request, committee, organization }, index) =>
		t("committees.requests.line", {
			number: index + 1,
			name: organization?.name ?? "",
			committee: committee ? committeeName(committee, t) : "",
			when: html(t.shortDate(request.askedAt)),
		}),
	);
	const last = list.at(-1);
	return {
		text: [t("committees.requests.title", { number: counted(count, t) }), "", ...lines].join("\n"),
		buttons: [
			list.map(({ request }, index) => ({ label: t.digits(index + 1), press: press("seatRequest.card", request.id) })),
			...onwards(
				hasMore && last ? press("seatRequest.list", last.request.id) : undefined,
				isFirst ? undefined : press("seatRequest.list"),
				t,
			),
			[homeButton(t)],
		],
	};
}

/** What the organization is told. */
export function toldDecided({ request, committee, organization, people }: RequestShown, t: T): Message {
	const values = { name: organization.name, committee: committeeName(committee, t) };
	const person = people.get(request.personId);
	return {
		text:
			request.state === "declined"
				? t("committees.told.declined", { ...values, words: request.reason ?? "" })
				: t("committees.told.approved", { ...values, person: nameOf(person, t) }),
		buttons: [[committeeButton(committee.id, t), homeButton(t)]],
	};
}

/** A seat has ended. */
export function toldEnded(shown: OneSeat, t: T): Message {
	const why = shown.seat.endedWhy ?? "left";
	return told(
		why === "termOver"
			? t("committees.told.endedTerm", named(shown, t))
			: t("committees.told.ended", { ...named(shown, t), why: html(t.dynamic(`committees.why.${why}`)) }),
		shown,
		t,
	);
}

export function toldTermSet(shown: OneSeat, t: T): Message {
	const day = lastDay(shown.seat.until ?? shown.seat.since, t);
	return told(t("committees.told.termSet", { ...named(shown, t), day, words: shown.seat.untilWhy ?? "" }), shown, t);
}

export function toldEndsSoon(shown: OneSeat, t: T): Message {
	const day = lastDay(shown.seat.until ?? shown.seat.since, t);
	return told(t("committees.told.endsSoon", { ...named(shown, t), day }), shown, t);
}

export function toldSits(shown: OneSeat, t: T): Message {
	return told(t("committees.told.sits", named(shown, t)), shown, t);
}

export function toldStandsIn(shown: OneSeat, t: T): Message {
	return told(t("committees.told.standsIn", named(shown, t)), shown, t);
}

export function toldOver(shown: OneSeat, t: T): Message {
	return told(t("committees.told.over", named(shown, t)), shown, t);
}

export function toldAppointed(shown: OneSeat, t: T): Message {
	const office = officeName(shown.seat.office, t);
	return told(t("committees.told.appointed", { office, committee: committeeName(shown.committee, t) }), shown, t);
}

export function toldOfficeOver(shown: OneSeat, t: T): Message {
	return told(t("committees.told.officeOver", { committee: committeeName(shown.committee, t) }), shown, t);
}

function told(text: string, { committee }: OneSeat, t: T): Message {
	return { text, buttons: [[committeeButton(committee.id, t), homeButton(t)]] };
}

/** Somebody as a button or a review calls them. */
export function plainName(person: Person, t: T): string {
	return titled(person, t) === undefined ? t.dynamicPlain("committees.choice.person.me") : (person.name ?? "");
}
