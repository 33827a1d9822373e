/** What every screen about a meeting is put together from: whose it is, when, where, and the ways back to it. */
import type { News } from "../domain/agenda.ts";
import type { Committee } from "../domain/committee.ts";
import { type AgendaItem, endOf, type Meeting, type MeetingBefore } from "../domain/meeting.ts";
import type { T } from "../texts/index.ts";
import { type Button, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";

export interface HolderShown {
	kind: "organization" | "agency";
	id: string;
	name: string | { fa: string; en: string };
}

export function nameOf({ name }: Pick<HolderShown, "name">, t: T): string {
	return typeof name === "string" ? name : name[t.language];
}

/** "the environmental committee", "all directors", "chosen organizations" */
export function whose(
	{ meeting, committee }: { meeting: Pick<Meeting, "invited">; committee: Committee | undefined },
	t: T,
) {
	if (committee) return committee.name[t.language];
	return meeting.invited.kind === "directors" ? t.plain("meetings.ofDirectors") : t.plain("meetings.ofOrganizations");
}

/** "Monday 9 Azar 1405, 16:30 to 18:00" */
export function slot(startsAt: Date, minutes: number, t: T): string {
	const until = html(t.time(endOf(startsAt, minutes)));
	return t("meetings.slot", { start: html(t.dateTime(startsAt)), until });
}

export function placeName({ address, link }: Pick<MeetingBefore, "address" | "link">, t: T): string {
	return address ?? (link === undefined ? "" : t.plain("meetings.online"));
}

export function whereLines({ address, link }: Meeting, t: T): string[] {
	if (address !== undefined) return [t("meetings.where", { address })];
	return link === undefined ? [] : [t("meetings.whereLink", { link })];
}

export function pointName({ title, about, count = 0 }: AgendaItem, t: T): string {
	return about === undefined ? title : t.dynamicPlain(`meetings.found.${about}`, { count });
}

export function newsLines(news: readonly News[], t: T): string[] {
	if (news.length === 0) return [];
	const said = news.map(({ kind, count }) => html(t.dynamic(`meetings.news.${kind}`, { count })));
	return [t("meetings.news.title", { list: t.list(said) })];
}

export function backToCard(meetingId: string, t: T): Button {
	return { label: t.plain("meetings.button.back"), press: press("meeting.open", meetingId) };
}

export function listButton(t: T): Button {
	return { label: t.plain("meetings.button.list"), press: press("meeting.list", "coming") };
}

export function backToDesk(meetingId: string, t: T): Button {
	return { label: t.plain("meetings.button.desk"), press: press("meeting.manage", meetingId) };
}

export function inFives(buttons: Button[]): Button[][] {
	return Array.from({ length: Math.ceil(buttons.length / 5) }, (_, row) => buttons.slice(row * 5, row * 5 + 5));
}
