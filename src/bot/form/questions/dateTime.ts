/** A question answered by a moment: a day, an hour, a minute, tapped or typed at once. Kept in ISO's form, UTC. */
import type { PlainDate, PlainTime } from "../../../domain/dates.ts";
import { isoDate, momentOf } from "../../../domain/dates.ts";
import { parseDateTime } from "../../../domain/typedDates.ts";
import { parseTime } from "../../../domain/typedTimes.ts";
import type { Refusal } from "../../../kit/result.ts";
import type { Answered, Asking, Question, Taken } from "../question.ts";
import { allowedDay, type DayOptions, dayFrom, dayScreen, monthBeside, plain } from "./day.ts";
import { readable } from "./readable.ts";
import { hourFrom, isTime, type TimeOptions, timeScreen } from "./time.ts";

export interface DateTimeOptions extends DayOptions, TimeOptions {}

/** A month being looked at; then the day, then the hour. */
interface Choosing {
	month?: string;
	day?: string;
	hour?: number;
}

export function dateTime<const O extends DateTimeOptions = DateTimeOptions>(
	options = {} as O,
): Question<Answered<string, O>> {
	const choosing = ({ state }: Asking) => (state ?? {}) as Choosing;

	function withDay(day: PlainDate, asking: Asking): Taken {
		const allowed = allowedDay(day, options, asking);
		return allowed.ok ? { state: { day: isoDate(day) } } : refused(allowed, day, asking);
	}

	function refused({ reason, values = {} }: Refusal, day: PlainDate, asking: Asking): Taken {
		const month = monthBeside(day, options, asking);
		return { wrong: reason, values, look: month === undefined ? undefined : { month } };
	}

	function withTime(day: PlainDate, time: PlainTime, asking: Asking): Taken {
		const allowed = allowedDay(day, options, asking);
		if (!allowed.ok) return refused(allowed, day, asking);
		const moment = momentOf(day, time, asking.t.timeZone);
		if (options.future && moment <= asking.now) return { wrong: "momentNotFuture" };
		if (options.past && moment > asking.now) return { wrong: "momentNotPast" };
		return { answer: moment.toISOString() };
	}

	function typed(text: string, asking: Asking): Taken {
		const { day } = choosing(asking);
		const { t, now } = asking;
		const read = parseDateTime(text, { now, timeZone: t.timeZone, calendar: t.calendar });
		if (read.ok)
			return read.value.time ? withTime(read.value.date, read.value.time, asking) : withDay(read.value.date, asking);
		const time = day === undefined ? undefined : parseTime(text);
		if (day !== undefined && time?.ok) return withTime(plain(day), time.value, asking);
		return time && !time.ok ? { wrong: time.reason } : readable(read, asking);
	}

	return {
		expects: "date",
		options,
		screen(asking) {
			const { t, button } = asking;
			const { month, day, hour } = choosing(asking);
			if (day === undefined) return dayScreen(options, month, asking);
			const { rows = [] } = timeScreen(options, hour, asking);
			return {
				lines: [
					"",
					t(hour === undefined ? "form.calendar.whichHour" : "form.calendar.whichMinute", { day: t.date(plain(day)) }),
				],
				rows: [...rows, [button(t.plain("form.button.otherDay"), "month", day)]],
			};
		},
		take(input, asking) {
			if (input.kind === "text") return typed(input.text, asking);
			if (input.kind !== "press") return { unfit: true };
			const here = choosing(asking);
			const [about] = input.about;
			switch (input.action) {
				case "no":
					return { idle: true };
				case "month":
					return { state: { month: about } };
				case "day": {
					const day = dayFrom(about ?? "");
					return day ? withDay(day, asking) : { wrong: "gone", screen: true };
				}
				case "hour":
					return { state: { ...here, hour: hourFrom(about) } };
			}
			const time = { hour: here.hour ?? -1, minute: Number(about) };
			if (here.day === undefined || !isTime(time)) return { wrong: "gone", screen: true };
			return withTime(plain(here.day), time, asking);
		},
		review: (answer, { t }) => t.dateTime(new Date(String(answer))),
		fits: (answer) => typeof answer === "string" && !Number.isNaN(Date.parse(answer)),
	};
}
