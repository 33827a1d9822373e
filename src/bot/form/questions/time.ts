/** A question answered by a time of the day: hour and minute tapped, or typed. Kept as "18:30". */
import type { PlainTime } from "../../../domain/dates.ts";
import { parseTime } from "../../../domain/typedTimes.ts";
import { hourRows, minuteRows } from "../../../views/calendarPicker.ts";
import type { Answered, Asking, Question, QuestionOptions, Screen } from "../question.ts";

export interface TimeOptions extends QuestionOptions {
	/** The hours offered as buttons; any other may be typed. */
	hours?: { from: number; to: number };
}

const OFFICE_HOURS = { from: 7, to: 21 };

export function time<const O extends TimeOptions = TimeOptions>(options = {} as O): Question<Answered<string, O>> {
	const hour = ({ state }: Asking) => (typeof state === "number" ? state : undefined);
	return {
		expects: "time",
		options,
		screen: (asking) => timeScreen(options, hour(asking), asking),
		take(input, asking) {
			if (input.kind === "press" && input.action === "hour") return { state: hourFrom(input.about[0]) };
			if (input.kind === "press") {
				const at = { hour: hour(asking) ?? -1, minute: Number(input.about[0]) };
				return isTime(at) ? { answer: clock(at) } : { wrong: "gone", screen: true };
			}
			if (input.kind !== "text") return { unfit: true };
			const typed = parseTime(input.text);
			return typed.ok ? { answer: clock(typed.value) } : { wrong: typed.reason };
		},
		review: (answer, { t }) => t.time(timeFrom(String(answer))),
		fits: (answer) => typeof answer === "string" && /^\d{2}:\d{2}$/.test(answer),
	};
}

/** Hours first, then the quarters of the one that was tapped. */
export function timeScreen(options: TimeOptions, hour: number | undefined, { t, button }: Asking): Screen {
	if (hour === undefined) {
		return { rows: hourRows(options.hours ?? OFFICE_HOURS, (label, value) => button(label, "hour", value), t) };
	}
	return { rows: minuteRows(hour, (label, value) => button(label, "minute", value), t) };
}

export function hourFrom(about: string | undefined): number | undefined {
	const hour = Number(about);
	return Number.isInteger(hour) && hour >= 0 && hour < 24 ? hour : undefined;
}

export function isTime({ hour, minute }: PlainTime): boolean {
	return hour >= 0 && hour < 24 && Number.isInteger(minute) && minute >= 0 && minute < 60;
}

function clock({ hour, minute }: PlainTime): string {
	return `${String(hour).padStart(2, "0")}:${String(minute).padStart(2, "0")}`;
}

function timeFrom(text: string): PlainTime {
	const [hour = 0, minute = 0] = text.split(":").map(Number);
	return { hour, minute };
}
