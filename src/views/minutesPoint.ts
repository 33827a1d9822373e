/** One point of the minutes, to be changed, moved or left out. */
import type { Minutes } from "../domain/minutes.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { homeButton } from "./home.ts";
import { type MinutesShown, minutesButton, pointLine } from "./minutesLines.ts";

/** One point, to be moved, changed or left out; nothing when it is gone. */
export function point(shown: MinutesShown, pointId: string, t: T): Message | undefined {
	const at = shown.points.findIndex(({ id }) => id === pointId);
	const found = shown.points[at];
	if (!found) return undefined;
	const { id } = shown.minutes;
	// A place, not a direction: tapped twice it is moved once.
	const to = (label: string, place: number): Button => ({ label, press: press("minutes.move", id, pointId, place) });
	const moving = [
		...(at > 0 ? [to(t.plain("meetings.button.up"), at - 1)] : []),
		...(at < shown.points.length - 1 ? [to(t.plain("meetings.button.down"), at + 1)] : []),
	];
	return {
		text: pointLine(found, at + 1, shown, t),
		buttons: [
			...(moving.length > 0 ? [moving] : []),
			[
				{ label: t.plain("minutes.button.change"), press: press("minutes.change", id, pointId) },
				{ label: t.plain("minutes.button.drop"), press: press("minutes.drop", id, pointId) },
			],
			[minutesButton(id, t), homeButton(t)],
		],
	};
}

export function pointAdded({ id, points }: Minutes, t: T): Message {
	return {
		text: t("minutes.added", { number: points.length }),
		buttons: [
			[{ label: t.plain("minutes.button.next"), press: press("minutes.add", id) }],
			[minutesButton(id, t), homeButton(t)],
		],
	};
}

export function pointChanged({ id }: Minutes, t: T): Message {
	return { text: t("minutes.changed"), buttons: [[minutesButton(id, t), homeButton(t)]] };
}
