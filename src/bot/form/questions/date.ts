/** A question answered by a day: tapped, or typed in any of its forms. Kept as "2026-11-24". */
import { parseDate } from "../../../domain/typedDates.ts";
import type { Answered, Asking, Question } from "../question.ts";
import { allowedDay, type DayOptions, dayFrom, dayScreen, monthBeside, plain } from "./day.ts";
import { readable } from "./readable.ts";

export type DateOptions = DayOptions;

export function date<const O extends DateOptions = DateOptions>(options = {} as O): Question<Answered<string, O>> {
	const month = ({ state }: Asking) => (typeof state === "string" ? state : undefined);
	return {
		expects: "date",
		options,
		screen: (asking) => dayScreen(options, month(asking), asking),
		take(input, asking) {
			const { t, now } = asking;
			if (input.kind === "press" && input.action === "no") return { idle: true };
			if (input.kind === "press" && input.action === "month") return { state: input.about[0] };
			if (input.kind !== "press" && input.kind !== "text") return { unfit: true };
			const day =
				input.kind === "press"
					? dayFrom(input.about[0] ?? "")
					: parseDate(input.text, { now, timeZone: t.timeZone, calendar: t.calendar });
			if (day === undefined) return { wrong: "gone", screen: true };
			if ("ok" in day && !day.ok) return readable(day, asking);
			const meant = "ok" in day ? day.value : day;
			const allowed = allowedDay(meant, options, asking);
			if (allowed.ok) return { answer: allowed.value };
			const refused = { wrong: allowed.reason, values: allowed.values ?? {} };
			return input.kind === "press" ? refused : { ...refused, look: monthBeside(meant, options, asking) };
		},
		review: (answer, { t }) => t.date(plain(String(answer))),
		fits: (answer) => typeof answer === "string" && dayFrom(answer) !== undefined,
	};
}
