/** An announcement on its way: set for its moment, going, paused, and what came of it. */
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { button, listButton, titleIn } from "./announcement.ts";
import type { Card, Figures } from "./announcementCard.ts";
import { homeButton } from "./home.ts";
import { progressBar } from "./progress.ts";

export function set(shown: Card, t: T): Message {
	const { announcement, now } = shown;
	const { id, count = 0, goesAt = now, repeat } = announcement;
	const title = titleIn(announcement);
	const soon = goesAt.getTime() - now.getTime() <= 60_000;
	const lines = [
		soon
			? t("announcements.card.goesSoon", { title, count })
			: t("announcements.card.goesAt", { title, count, when: html(t.dateTime(goesAt)) }),
	];
	if (repeat) lines.push(t(`announcements.card.repeats.${repeat}`));
	return {
		text: lines.join("\n"),
		buttons: [[button("callOff", id, t)], [listButton(t), homeButton(t)]],
	};
}

export function going(shown: Card, t: T): Message {
	const { announcement, figures } = shown;
	const { id, state } = announcement;
	const { sent, failed, blocked, unknown, left } = figures ?? NOTHING;
	const done = sent + failed + blocked + unknown;
	const total = done + left;
	// The bar without isolates: it fills from where the line begins.
	const values = { bar: html(progressBar(done, total)), done, total };
	const lines = [
		state === "paused" ? t("announcements.card.paused", values) : t("announcements.card.going", values),
		t("announcements.card.sent", { sent, left, failed: failed + blocked + unknown }),
	];
	const minutes = minutesLeft(shown, done, left);
	if (minutes !== undefined) {
		lines.push(minutes < 1 ? t("announcements.card.soonOver") : t("announcements.card.minutes", { count: minutes }));
	}
	return {
		text: lines.join("\n"),
		buttons: [[state === "paused" ? button("resume", id, t) : button("pause", id, t)], [button("stop", id, t)]],
	};
}

const NOTHING: Figures = { sent: 0, failed: 0, blocked: 0, unknown: 0, stopped: 0, left: 0, acknowledged: 0 };

/** At the pace so far; nothing can be said of the first moments and while it is paused. */
function minutesLeft(
	{ announcement: { startedAt, state }, now }: Card,
	done: number,
	left: number,
): number | undefined {
	const elapsed = startedAt ? now.getTime() - startedAt.getTime() : 0;
	if (state === "paused" || elapsed < 1_000 || done === 0 || left === 0) return undefined;
	const minutes = (left * elapsed) / done / 60_000;
	return minutes < 1 ? 0 : Math.ceil(minutes);
}

export function report(shown: Card, t: T): Message {
	const { announcement, figures, removable } = shown;
	const { id, state, asksToAcknowledge, correctedAt, nudges = [] } = announcement;
	const { sent, failed, blocked, unknown, stopped, acknowledged } = figures ?? NOTHING;
	const lines = [
		state === "stopped" ? t("announcements.report.stopped") : t("announcements.report.over"),
		t("announcements.report.title", { title: titleIn(announcement) }),
		t("announcements.report.sent", { number: sent }),
		...(blocked > 0 ? [t("announcements.report.blocked", { number: blocked })] : []),
		...(failed > 0 ? [t("announcements.report.failed", { number: failed })] : []),
		...(unknown > 0 ? [t("announcements.report.unknown", { number: unknown })] : []),
		...(stopped > 0 ? [t("announcements.report.notSent", { number: stopped })] : []),
		...(asksToAcknowledge ? [t("announcements.report.acknowledged", { number: acknowledged, sent })] : []),
		...(nudges.length > 0 ? [t("announcements.report.nudged", { count: nudges.length })] : []),
		...(correctedAt ? [t("announcements.report.corrected", { when: html(t.dateTime(correctedAt)) })] : []),
	];
	const unreached = blocked + failed + unknown;
	const rows: Button[][] = [];
	if (asksToAcknowledge && acknowledged < sent) rows.push([button("unread", id, t), button("nudge", id, t)]);
	if (unreached > 0) {
		rows.push([
			{ label: t.plain("announcements.button.calls", { number: unreached }), press: press("announcement.calls", id) },
		]);
		if (state === "over") rows.push([button("again", id, t)]);
	}
	rows.push([button("correct", id, t), ...(removable ? [button("remove", id, t)] : [])]);
	rows.push([listButton(t), homeButton(t)]);
	return { text: lines.join("\n"), buttons: rows };
}
