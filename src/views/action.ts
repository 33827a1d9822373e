/** One action item: its card, and what its owner and who runs the meeting are told of it. */
import type { ActionItem } from "../domain/minutes.ts";
import type { Person } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";
import type { HolderShown } from "./meeting.ts";
import { dayName, minutesButton, ownerName } from "./minutesLines.ts";
import { titled } from "./person.ts";

interface Told {
	item: ActionItem;
	holder: HolderShown | undefined;
}

export interface ActionShown extends Told {
	reporter: Person | undefined;
	mayReport: boolean;
	mayConfirm: boolean;
	maySeeMeeting: boolean;
	now: Date;
}

export function action(shown: ActionShown, t: T): Message {
	const { item, reporter } = shown;
	const { report, returned, state } = item;
	const by = (reporter && titled(reporter, t)) ?? html(t("meetings.somebody"));
	const decide: Button[] = [
		...(shown.mayConfirm
			? [{ label: t.plain("minutes.button.confirm"), press: press("action.confirm", item.id) }]
			: []),
		...(shown.mayConfirm && state === "reported"
			? [{ label: t.plain("minutes.button.return"), press: press("action.return", item.id) }]
			: []),
	];
	return {
		text: [
			...actionLines(shown, t),
			t.dynamic(`minutes.actionState.${state}`),
			...(report && state !== "open" ? [t("minutes.reportLine", { person: by, words: report.words })] : []),
			...(returned && state === "open" ? [t("minutes.returnedLine", { words: returned.words })] : []),
		].join("\n"),
		buttons: [
			...(shown.mayReport
				? [[{ label: t.plain("minutes.button.report"), press: press("action.report", item.id) }]]
				: []),
			...(decide.length > 0 ? [decide] : []),
			...(shown.maySeeMeeting ? [[minutesButton(item.meetingId, t)]] : []),
			[{ label: t.plain("minutes.button.actions"), press: press("action.list", "mine") }, homeButton(t)],
		],
	};
}

function actionLines({ item, holder }: Told, t: T): string[] {
	return [
		t("minutes.actionTitle"),
		t("minutes.words", { words: item.words }),
		t("minutes.owed", { owner: ownerName(holder, t), day: dayName(item.dueOn, t) }),
	];
}

function withReport(lines: string[], { item }: Told, t: T): Message {
	return {
		text: lines.join("\n"),
		buttons: [
			[{ label: t.plain("minutes.button.report"), press: press("action.report", item.id) }],
			[{ label: t.plain("minutes.button.openAction"), press: press("action.open", item.id) }],
		],
	};
}

/** Its owner's people hear that it is theirs. */
export function given(told: Told, t: T): Message {
	return withReport([...actionLines(told, t), t("minutes.given")], told, t);
}

export function reminder(told: Told & { now: Date }, t: T): Message {
	const today = Temporal.Instant.fromEpochMilliseconds(told.now.getTime()).toZonedDateTimeISO(t.timeZone).toPlainDate();
	const days = today.until(Temporal.PlainDate.from(told.item.dueOn)).days;
	const when =
		days > 0
			? t("minutes.dueIn", { count: days })
			: days === 0
				? t("minutes.dueToday")
				: t("minutes.overdue", { count: -days });
	return withReport([...actionLines(told, t), when], told, t);
}

/** Who runs the meeting hears that it was reported done. */
export function toConfirm(told: Told, t: T): Message {
	const { item } = told;
	return {
		text: [
			...actionLines(told, t),
			t("minutes.actionState.reported"),
			t("minutes.reportWords", { words: item.report?.words ?? "" }),
		].join("\n"),
		buttons: [
			[
				{ label: t.plain("minutes.button.confirm"), press: press("action.confirm", item.id) },
				{ label: t.plain("minutes.button.return"), press: press("action.return", item.id) },
			],
			[{ label: t.plain("minutes.button.openAction"), press: press("action.open", item.id) }],
		],
	};
}

export function toldReturned(told: Told, t: T): Message {
	const words = told.item.returned?.words ?? "";
	return withReport([...actionLines(told, t), t("minutes.returnedLine", { words })], told, t);
}

export function toldConfirmed(told: Told, t: T): Message {
	return { text: [...actionLines(told, t), t("minutes.actionState.done")].join("\n") };
}

export function reported({ id }: ActionItem, t: T): Message {
	return { text: t("minutes.reported"), buttons: [[actionButton(id, t), homeButton(t)]] };
}

export function sentBack({ id }: ActionItem, t: T): Message {
	return { text: t("minutes.sentBack"), buttons: [[actionButton(id, t), homeButton(t)]] };
}

function actionButton(id: string, t: T): Button {
	return { label: t.plain("minutes.button.openAction"), press: press("action.open", id) };
}
