/** An announcement as its readers have it: the letter, the question whether it was read, the reminder of it. */
import { type Announcement, titleOf, wordsFor } from "../domain/announcement.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { shortened } from "./form.ts";
import { homeButton } from "./home.ts";

/** The announcement as its readers get it. */
export function letter(shown: { announcement: Announcement; acknowledged: boolean }, t: T): Message {
	const { announcement, acknowledged } = shown;
	const { id, files, correctedAt, asksToAcknowledge } = announcement;
	const words = wordsFor(announcement, t.language)?.html ?? "";
	const heading = correctedAt ? t("announcements.letter.corrected") : t("announcements.letter.heading");
	const lines = [heading, "", words, "", t("announcements.letter.reply")];
	if (acknowledged && files.length < 2) lines.push(t("announcements.letter.acknowledged"));
	const text = lines.join("\n");
	const [first, ...others] = files.map(({ kind, fileId }) => ({ kind, source: { fileId } }));
	if (first && others.length > 0) return { text, album: [first, ...others] };
	const asks = asksToAcknowledge && !acknowledged;
	return {
		text,
		...(first && { file: first }),
		...(asks && { buttons: [[readButton(id, t)]] }),
	};
}

/** The question that follows an album. */
export function ask({ announcement }: { announcement: Announcement }, t: T): Message {
	return {
		text: t("announcements.ask", { title: titleIn(announcement) }),
		buttons: [[readButton(announcement.id, t, "apart")]],
	};
}

/** A reminder to somebody who has not said that they read it. */
export function nudge({ announcement }: { announcement: Announcement }, t: T): Message {
	return {
		text: t("announcements.nudge", { title: titleIn(announcement) }),
		buttons: [[readButton(announcement.id, t, "apart")]],
	};
}

/** In place of that question or reminder, once they said so. */
export function acknowledged(announcement: Announcement, t: T): Message {
	return { text: t("announcements.acknowledged", { title: titleIn(announcement) }) };
}

/** `where` it stands, if not on the announcement itself. */
function readButton(id: string, t: T, ...where: "apart"[]): Button {
	return { label: t.plain("announcements.button.read"), press: press("announcement.read", id, ...where) };
}

const TITLE = 60;

/** What it is called by where there is little room. */
export function titleIn(announcement: Announcement): string {
	return shortened(titleOf(announcement), TITLE);
}

/** To somebody who answered an announcement: their words are with the secretariat. */
export function replied(announcement: Announcement, t: T): Message {
	return { text: t("announcements.replied", { title: titleIn(announcement) }), buttons: [[homeButton(t)]] };
}

export function button(name: string, id: string, t: T, pressed = name, ...about: (string | number)[]): Button {
	return {
		label: t.dynamicPlain(`announcements.button.${name}`),
		press: press(`announcement.${pressed}`, id, ...about),
	};
}

export function listButton(t: T): Button {
	return { label: t.plain("announcements.button.list"), press: press("announcement.list") };
}
