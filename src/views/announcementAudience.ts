/** Whom an announcement is for, in words: "directors, in the committee …, except …". */
import type { Announcement } from "../domain/announcement.ts";
import { type AudienceKind, type AudienceParts, kindsOf } from "../domain/audience.ts";
import type { T } from "../texts/index.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import type { Card } from "./announcementCard.ts";
import { shortened } from "./form.ts";

/** The rule in words: "directors in the committees of …, without …". */
export function described({ audience: { of, except } }: Announcement, names: Card["names"], t: T): string {
	const included = kindsOf(of).map((kind) => partIn(kind, of, names, t));
	const left = kindsOf(except).map((kind) => partIn(kind, except, names, t));
	const who = included.length > 0 ? joined(included, t) : html(t("announcements.rule.everybody"));
	return left.length > 0 ? t("announcements.rule.except", { who, left: joined(left, t) }) : who.markup;
}

function joined(list: SafeHtml[], t: T): SafeHtml {
	return html(list.map(({ markup }) => markup).join(t.plain("common.list.comma")));
}

const NAMED = 3;

const NAME = 40;

function partIn(kind: AudienceKind, parts: AudienceParts, names: Card["names"], t: T): SafeHtml {
	const values = (parts[kind] ?? []) as string[];
	const called = values.slice(0, NAMED).map((value) => shortened(nameOf(kind, value, names, t), NAME));
	const more = values.length - called.length;
	const list = t.list(called);
	const all = more > 0 ? html(t("announcements.rule.andMore", { list, count: more })) : list;
	return html(t.dynamic(`announcements.rule.${kind}`, { list: all, count: values.length }));
}

function nameOf(kind: AudienceKind, value: string, { committees, others }: Card["names"], t: T): string {
	switch (kind) {
		case "standings":
			return t.dynamicPlain(`announcements.standing.${value}`);
		case "roles":
			return t.dynamicPlain(`announcements.choice.roles.${value}`);
		case "fields":
			return t.dynamicPlain(`organizations.choice.fields.${value}`);
		case "committeeIds":
			return committees.get(value)?.[t.language] ?? "…";
		default:
			return others.get(value) || "…";
	}
}
