/** The lines and buttons that several screens of minutes have. */
import type { Committee } from "../domain/committee.ts";
import { type Minutes, type MinutesPoint, plainDay } from "../domain/minutes.ts";
import type { T } from "../texts/index.ts";
import { type Button, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { type HolderShown, nameOf, whose } from "./meeting.ts";

export type Holders = ReadonlyMap<string, HolderShown>;

export interface MinutesShown {
	minutes: Minutes;
	committee: Committee | undefined;
	points: MinutesPoint[];
	version: number;
	holders: Holders;
	codes: ReadonlyMap<string, string>;
	mayWrite: boolean;
	hasUnsent: boolean;
	mayObject: boolean;
	attended: number;
	now: Date;
}

export function headLines({ minutes: it, committee }: Pick<MinutesShown, "minutes" | "committee">, t: T): string[] {
	return [
		t("minutes.title", { of: whose({ meeting: it, committee }, t) }),
		t("minutes.about", { title: it.title, day: html(t.date(it.heldAt)) }),
	];
}

export function pointLine(point: MinutesPoint, number: number, { holders, codes }: MinutesShown, t: T): string {
	const { id, kind, words, owner, dueOn } = point;
	const code = codes.get(id);
	const name = html(t.dynamic(`minutes.choice.kind.${kind}`));
	const line =
		code === undefined
			? t("minutes.point", { number, kind: name, words })
			: t("minutes.pointNumbered", { number, kind: name, code, words });
	if (!owner || dueOn === undefined) return line;
	return `${line}\n${t("minutes.owed", { owner: ownerName(holders.get(owner.id), t), day: dayName(dueOn, t) })}`;
}

export function ownerName(holder: HolderShown | undefined, t: T): string {
	return holder ? nameOf(holder, t) : t.plain("minutes.goneOwner");
}

export function dayName(iso: string, t: T) {
	return html(t.date(plainDay(iso)));
}

const SHORT = 120;

export function shortWords(words: string): string {
	const [first = ""] = words.split("\n");
	return first.length > SHORT ? `${first.slice(0, SHORT)}…` : first;
}

export function minutesButton(meetingId: string, t: T): Button {
	return { label: t.plain("minutes.button.open"), press: press("minutes.open", meetingId) };
}
