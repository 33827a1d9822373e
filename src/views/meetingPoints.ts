/** The agenda as it is put together: its points, what members propose, what the bot found. */
import type { Found } from "../domain/agenda.ts";
import type { Meeting } from "../domain/meeting.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { homeButton } from "./home.ts";
import { backToDesk, type HolderShown, inFives, nameOf, pointName } from "./meeting.ts";

export interface PointsShown {
	meeting: Meeting;
	found: Found[];
	holders: ReadonlyMap<string, HolderShown>;
}

/** The agenda as it is put together: points, what members propose, what the bot found. */
export function points({ meeting, found, holders }: PointsShown, t: T): Message {
	const lines = meeting.agenda.map((item, index) =>
		t("meetings.point", { number: index + 1, title: pointName(item, t) }),
	);
	const [proposal] = meeting.proposals;
	const from = proposal && holders.get(proposal.holder.id);
	const numbers = meeting.agenda.map((item, index) => ({
		label: t.digits(index + 1),
		press: press("meeting.point", meeting.id, item.id),
	}));
	return {
		text: [
			t("meetings.agendaTitle", { title: meeting.title }),
			...(lines.length > 0 ? [...lines, t("meetings.pointHint")] : [t("meetings.agendaEmpty")]),
			...(proposal
				? [
						"",
						t("meetings.proposal", {
							number: meeting.proposals.length,
							name: from ? nameOf(from, t) : "",
							title: proposal.title,
						}),
					]
				: []),
			...(found.length > 0 ? ["", t("meetings.foundHint")] : []),
		].join("\n"),
		buttons: [
			...inFives(numbers),
			...(proposal
				? [
						[
							{
								label: t.plain("meetings.button.take"),
								press: press("meeting.take", meeting.id, proposal.id),
							},
							{
								label: t.plain("meetings.button.leave"),
								press: press("meeting.leave", meeting.id, proposal.id),
							},
						],
					]
				: []),
			...found.map(({ kind, count }) => [
				{
					label: t.dynamicPlain(`meetings.found.${kind}`, { count }),
					press: press("meeting.takeFound", meeting.id, kind),
				},
			]),
			[{ label: t.plain("meetings.button.addPoint"), press: press("meeting.addPoint", meeting.id) }],
			[backToDesk(meeting.id, t)],
		],
	};
}

/** One point: up, down, away. */
export function point({ meeting, itemId }: { meeting: Meeting; itemId: string }, t: T): Message {
	const at = meeting.agenda.findIndex(({ id }) => id === itemId);
	const item = meeting.agenda[at];
	if (!item) return points({ meeting, found: [], holders: new Map() }, t);
	const to = (label: string, way: string): Button => ({
		label,
		press: press("meeting.move", meeting.id, item.id, way),
	});
	return {
		text: t("meetings.point", { number: at + 1, title: pointName(item, t) }),
		buttons: [
			[
				...(at > 0 ? [to(t.plain("meetings.button.up"), "up")] : []),
				...(at < meeting.agenda.length - 1 ? [to(t.plain("meetings.button.down"), "down")] : []),
			],
			[to(t.plain("meetings.button.drop"), "drop")],
			[{ label: t.plain("meetings.button.points"), press: press("meeting.points", meeting.id) }],
		].filter((row) => row.length > 0),
	};
}

/** A member proposed a point. */
export function proposal(meeting: Meeting, t: T): Message {
	return {
		text: t("meetings.proposalTold", { title: meeting.title, number: meeting.proposals.length }),
		buttons: [[{ label: t.plain("meetings.button.points"), press: press("meeting.points", meeting.id) }]],
	};
}

export function pointAdded(meeting: Meeting, t: T): Message {
	return {
		text: t("meetings.pointAdded"),
		buttons: [
			[{ label: t.plain("meetings.button.points"), press: press("meeting.points", meeting.id) }, homeButton(t)],
		],
	};
}
