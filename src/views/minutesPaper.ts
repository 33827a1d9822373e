/** What stands in the document, and the message that brings it. */
import type { Meeting } from "../domain/meeting.ts";
import { type MinutesPoint, plainDay } from "../domain/minutes.ts";
import type { T } from "../texts/index.ts";
import type { Message } from "../texts/message.ts";
import { type HolderShown, nameOf, whose } from "./meeting.ts";
import { type MinutesShown, ownerName } from "./minutesLines.ts";

export interface PaperShown extends MinutesShown {
	meeting: Meeting;
	came: HolderShown[];
}

/** What stands in the document, in the language of whoever asks for it. */
export function paperText(shown: PaperShown, t: T) {
	const { meeting, minutes: it, points, version, holders, codes } = shown;
	const plain = (owner: MinutesPoint["owner"]) => (owner ? ownerName(holders.get(owner.id), t) : "");
	const of = whose({ meeting: it, committee: shown.committee }, t);
	const where = meeting.address ?? (meeting.link === undefined ? "" : t.plain("meetings.online"));
	const facts: [label: string, text: string][] = [
		[t.plain("minutes.paper.about"), it.title],
		[t.plain("minutes.paper.code"), meeting.code],
		[t.plain("minutes.paper.when"), t.dateTime(meeting.startsAt)],
		[t.plain("minutes.paper.where"), where],
		[t.plain("minutes.paper.state"), t.plain(it.state === "locked" ? "minutes.paper.final" : "minutes.paper.draft")],
		[t.plain("minutes.paper.version"), t.digits(version || 1)],
		[t.plain("minutes.paper.came"), shown.came.map((one) => nameOf(one, t)).join(t.plain("common.list.comma"))],
	];
	return {
		rightToLeft: t.direction === "rtl",
		language: t.language === "fa" ? "fa-IR" : "en-GB",
		title: t.plain("minutes.paper.title", { of }),
		facts: facts.filter(([, text]) => text !== ""),
		columns: (["number", "kind", "words", "owner", "dueOn"] as const).map((column) =>
			t.dynamicPlain(`minutes.paper.column.${column}`),
		),
		rows: points.map(({ id, kind, words, owner, dueOn }, index) => [
			t.digits(index + 1),
			[t.dynamicPlain(`minutes.choice.kind.${kind}`), codes.get(id) ?? ""].filter(Boolean).join("\n"),
			words,
			plain(owner),
			dueOn === undefined ? "" : t.shortDate(plainDay(dueOn)),
		]),
		remarks: it.objections
			.filter((one) => one.version === version)
			.map(({ holder, words }) =>
				t.plain("minutes.paper.objection", { name: ownerName(holders.get(holder.id), t), words }),
			),
	};
}

export function paper({ meeting, minutes: it }: PaperShown, content: Uint8Array, t: T): Message {
	return {
		text: it.state === "locked" ? t("minutes.paper.caption") : t("minutes.paper.captionDraft"),
		file: { kind: "document", source: { content, name: `${meeting.code}.docx` } },
	};
}
