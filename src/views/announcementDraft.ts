/** An announcement that is written: whom it is for, what it says, what may still be changed, the second person's word on it. */
import type { Announcement } from "../domain/announcement.ts";
import { may } from "../domain/permissions.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { button, listButton, titleIn } from "./announcement.ts";
import { described } from "./announcementAudience.ts";
import type { Card } from "./announcementCard.ts";
import { shortened } from "./form.ts";
import { homeButton } from "./home.ts";
import { coordinatorName, titled } from "./person.ts";

export function draft(shown: Card, t: T): Message {
	const { announcement } = shown;
	const { id, revision, words, asksToAcknowledge, isUrgent, returnedWhy } = announcement;
	const lines = [...whom(shown, t), ...missing(shown, t), ...what(announcement, t)];
	if (returnedWhy !== undefined) lines.push(t("announcements.card.returned", { reason: returnedWhy }));
	const many = (shown.reach?.count ?? 0) > shown.approvalAbove;
	if (many) lines.push(t("announcements.card.needsApproval", { number: shown.approvalAbove }));
	const toggle = (name: "acknowledge" | "urgent", on: boolean): Button => ({
		label: t.dynamicPlain(`announcements.toggle.${name}.${on ? "on" : "off"}`),
		press: press(`announcement.${name}`, id, on ? "off" : "on"),
	});
	return {
		text: lines.join("\n"),
		buttons: [
			[button("test", id, t), button(many ? "sendForApproval" : "send", id, t, "send", revision)],
			[button("audience", id, t), button("except", id, t)],
			[
				button(words.fa ? "rewriteFa" : "writeFa", id, t, "words", "fa"),
				button(words.en ? "rewriteEn" : "writeEn", id, t, "words", "en"),
			],
			[button("schedule", id, t)],
			[toggle("acknowledge", asksToAcknowledge), toggle("urgent", isUrgent)],
			[button("drop", id, t), listButton(t)],
		],
	};
}

/** Whom it is for: exactly how many, by what rule, and five of their names. */
function whom({ reach, announcement, names }: Card, t: T): string[] {
	const rule = html(described(announcement, names, t));
	if (!reach) return [t("announcements.card.rule", { rule })];
	if (reach.count === 0) return [t("announcements.card.nobody", { rule })];
	const some = reach.some.map((one) => titled(one, t) ?? html(t("people.unnamed")));
	return [
		announcement.state === "draft"
			? t("announcements.card.preview", { count: reach.count, rule })
			: t("announcements.card.reach", { count: reach.count, rule }),
		reach.count > some.length
			? t("announcements.card.someOf", { names: t.list(some) })
			: t("announcements.card.some", { names: t.list(some) }),
	];
}

/** A warning about those who read a language in which nothing is written. */
function missing({ reach, announcement: { words } }: Card, t: T): string[] {
	if (!reach) return [];
	return (["fa", "en"] as const).flatMap((language) =>
		words[language] || reach.languages[language] === 0
			? []
			: [t.dynamic(`announcements.card.missing.${language}`, { count: reach.languages[language] })],
	);
}

const QUOTED = 400;

function what({ words, files, at, repeat, asksToAcknowledge, isUrgent }: Announcement, t: T): string[] {
	const lines: string[] = [];
	for (const language of ["fa", "en"] as const) {
		const plain = words[language]?.plain;
		if (plain !== undefined) lines.push(t("announcements.card.words", { words: shortened(plain, QUOTED) }));
	}
	if (files.length > 0) lines.push(t("announcements.card.files", { count: files.length }));
	if (at) lines.push(t(`announcements.card.at.${repeat ?? "once"}`, { when: html(t.dateTime(at)) }));
	if (asksToAcknowledge) lines.push(t("announcements.card.acknowledge"));
	if (isUrgent) lines.push(t("announcements.card.urgent"));
	return lines;
}

export function waiting(shown: Card, t: T): Message {
	const { announcement, viewer, author } = shown;
	const { id, revision } = announcement;
	const decides = may(viewer, "announcement.approve", announcement);
	return {
		text: [
			t("announcements.card.waiting", { person: coordinatorName(author, t) }),
			...whom(shown, t),
			...missing(shown, t),
			...what(announcement, t),
		].join("\n"),
		buttons: [
			...(decides ? [[button("approve", id, t, "approve", revision), button("giveBack", id, t)]] : []),
			[button("test", id, t), ...(decides ? [] : [button("takeBack", id, t, "callOff")])],
			[listButton(t), homeButton(t)],
		],
	};
}

/** The second person's card: to be decided on while it waits, else what became of it. */
export function approval(shown: Card & { revision: number }, t: T): Message {
	const { announcement, approvedBy } = shown;
	if (announcement.state === "waiting" && announcement.revision === shown.revision) return waiting(shown, t);
	const title = titleIn(announcement);
	const text =
		announcement.approvedById !== undefined
			? t("announcements.card.approved", { title, person: coordinatorName(approvedBy, t) })
			: t("announcements.card.noLongerWaits", { title });
	return { text, buttons: [[button("open", announcement.id, t), homeButton(t)]] };
}

/** To whoever gave it back. */
export function gaveBack({ announcement, author }: Pick<Card, "announcement" | "author">, t: T): Message {
	return {
		text: t("announcements.gaveBack", { title: titleIn(announcement), person: coordinatorName(author, t) }),
		buttons: [[listButton(t), homeButton(t)]],
	};
}

/** To its author, with the reason. */
export function givenBack({ announcement }: { announcement: Announcement }, t: T): Message {
	return {
		text: t("announcements.givenBack", { title: titleIn(announcement), reason: announcement.returnedWhy ?? "" }),
		buttons: [[button("open", announcement.id, t), homeButton(t)]],
	};
}
