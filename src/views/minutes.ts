/** How minutes are shown: a page of their points, with what may be done with them. */
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";
import { headLines, type MinutesShown, pointLine } from "./minutesLines.ts";
import { PAGE, turns } from "./paging.ts";

/** A page of the points, with what may be done now. */
export function minutes(shown: MinutesShown & { page: number }, t: T): Message {
	const { minutes: it, points, mayWrite } = shown;
	const pages = Math.max(1, Math.ceil(points.length / PAGE));
	const page = Math.min(shown.page, pages);
	const first = (page - 1) * PAGE;
	const here = points.slice(first, first + PAGE);
	const numbers = here.map(({ id }, index) => ({
		label: t.digits(first + index + 1),
		press: press("minutes.point", it.id, id),
	}));
	const to = (label: string, name: string): Button => ({ label, press: press(name, it.id) });
	return {
		text: [
			...headLines(shown, t),
			stateLine(shown, t),
			"",
			...(here.length > 0
				? here.map((point, index) => pointLine(point, first + index + 1, shown, t))
				: [t("minutes.empty")]),
			...(mayWrite && here.length > 0 ? [t("minutes.pointHint")] : []),
		].join("\n"),
		buttons: [
			...(mayWrite && numbers.length > 0 ? [numbers] : []),
			...pageTurns(it.id, page, pages, t),
			...(mayWrite
				? [
						[
							to(t.plain("minutes.button.add"), "minutes.add"),
							...(shown.hasUnsent && points.length > 0 ? [to(t.plain("minutes.button.send"), "minutes.send")] : []),
						],
					]
				: []),
			...(mayWrite && it.objections.length > 0
				? [[to(t.plain("minutes.button.objections", { number: it.objections.length }), "minutes.objections")]]
				: []),
			...(shown.mayObject ? [[to(t.plain("minutes.button.object"), "minutes.object")]] : []),
			...(points.length > 0 ? [[to(t.plain("minutes.button.paper"), "minutes.paper")]] : []),
			[meetingButton(it.id, t), homeButton(t)],
		],
	};
}

function pageTurns(id: string, page: number, pages: number, t: T): Button[][] {
	const at = (to: number) => press("minutes.open", id, to);
	const turning = { page, count: pages * PAGE, hasMore: page < pages, here: at(page) };
	return turns({ ...turning, to: (_way, to) => at(to) }, t);
}

function stateLine({ minutes: it, version, mayWrite, hasUnsent }: MinutesShown, t: T): string {
	if (it.state === "locked") return t("minutes.state.locked", { version });
	if (it.state === "awaited" || it.lockAt === undefined) return t("minutes.state.awaited");
	const until = html(t.dateTime(it.lockAt));
	const line = t("minutes.state.sent", { version, until });
	return mayWrite && hasUnsent ? `${line}\n${t("minutes.state.unsent")}` : line;
}

function meetingButton(meetingId: string, t: T): Button {
	return { label: t.plain("minutes.button.meeting"), press: press("meeting.open", meetingId) };
}
