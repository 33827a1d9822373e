/** The code by which attendance is taken: read out, or as a picture. */
import type { Meeting } from "../domain/meeting.ts";
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { backToDesk } from "./meeting.ts";

/** The code that is read out; a tap shows the next one. */
export function code({ meeting, code, until }: { meeting: Meeting; code: string; until: Date }, t: T): Message {
	return {
		text: [
			t("meetings.code.title", { title: meeting.title }),
			t("meetings.code.is", { code }),
			t("meetings.code.until", { until: html(t.time(until)) }),
		].join("\n"),
		buttons: [
			[
				{ label: t.plain("meetings.button.newCode"), press: press("meeting.code", meeting.id) },
				{ label: t.plain("meetings.button.qr"), press: press("meeting.qr", meeting.id) },
			],
			[backToDesk(meeting.id, t)],
		],
	};
}

export function qr({ until, content }: { until: Date; content: Uint8Array }, t: T): Message {
	return {
		text: t("meetings.code.qr", { until: html(t.time(until)) }),
		file: { kind: "photo", source: { content, name: "attendance.png" } },
	};
}
