/** How a committee's Telegram group is linked, and what stands in the group about it. */
import type { Committee } from "../domain/committee.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { pageRow } from "./adminDesk.ts";
import { homeButton } from "./home.ts";
import { shortLabel } from "./organization.ts";
import { PAGE } from "./paging.ts";
import { committeeButton, committeeName } from "./seat.ts";

/** In the group, after "/link". */
export function asked(link: string, t: T): Message {
	return { text: t("committees.group.asked"), buttons: [[{ label: t.plain("committees.button.private"), url: link }]] };
}

export function asYourself(t: T): Message {
	return { text: t("committees.group.asYourself") };
}

/** In the group, once it is linked. */
export function linked(committee: Committee, t: T): Message {
	return { text: t("committees.group.linked", { committee: committeeName(committee, t) }) };
}

export interface Choice {
	link: { id: string; title: string };
	committees: Committee[];
	/** Counted from 0. */
	page: number;
}

/** In private: which committee the group shall belong to. */
export function choose({ link, committees, page }: Choice, t: T): Message {
	if (committees.length === 0) return { text: t("committees.group.nothingToLink"), buttons: [[homeButton(t)]] };
	const pages = Math.ceil(committees.length / PAGE);
	const here = committees.slice(page * PAGE, (page + 1) * PAGE);
	return {
		text: t("committees.group.choose", { title: link.title }),
		buttons: [
			...here.map((one): Button[] => [
				{ label: shortLabel(committeeName(one, t)), press: press("group.choose", link.id, one.id) },
			]),
			...pageRow(page, pages, (to) => press("group.look", link.id, to), t),
			[homeButton(t)],
		],
	};
}

export function confirm({ link, committee }: { link: Choice["link"]; committee: Committee }, t: T): Message {
	const lines = [t("committees.group.confirm", { title: link.title, committee: committeeName(committee, t) })];
	if (committee.group && committee.group.title !== link.title)
		lines.push(t("committees.group.instead", { title: committee.group.title }));
	return {
		text: lines.join("\n"),
		buttons: [
			[{ label: t.plain("committees.button.yesLink"), press: press("group.link", link.id, committee.id) }],
			[{ label: t.plain("committees.button.no"), press: press("group.look", link.id, 0) }],
		],
	};
}

export function done({ title, committee }: { title: string; committee: Committee }, t: T): Message {
	return {
		text: t("committees.group.done", { title, committee: committeeName(committee, t) }),
		buttons: [[committeeButton(committee.id, t), homeButton(t)]],
	};
}

export function refused(reason: string, t: T): Message {
	return { text: t.dynamic(`committees.refusal.${reason}`), buttons: [[homeButton(t)]] };
}

/** What group a committee has, for those who run it. */
export function one(committee: Committee, t: T): Message {
	const { group } = committee;
	const name = committeeName(committee, t);
	return {
		text: group
			? t("committees.group.now", { committee: name, title: group.title, day: html(t.date(group.linkedAt)) })
			: t("committees.group.none", { committee: name }),
		buttons: [
			...(group ? [[{ label: t.plain("committees.button.unlink"), press: press("group.unlink", committee.id) }]] : []),
			[committeeButton(committee.id, t), homeButton(t)],
		],
	};
}

export function unlinkAsk(committee: Committee, t: T): Message {
	const title = committee.group?.title ?? "";
	return {
		text: t("committees.group.unlinkAsk", { committee: committeeName(committee, t), title }),
		buttons: [
			[{ label: t.plain("committees.button.yesUnlink"), press: press("group.unlinkYes", committee.id) }],
			[{ label: t.plain("committees.button.no"), press: press("committee.open", committee.id) }],
		],
	};
}

/** To who runs the committee: the bot was removed from its group. */
export function toldLost({ committee, title }: { committee: Committee; title: string }, t: T): Message {
	return {
		text: t("committees.told.groupLost", { title, committee: committeeName(committee, t) }),
		buttons: [[committeeButton(committee.id, t), homeButton(t)]],
	};
}
