/** Why a typed date or time was not understood, in the words of the calendar it was typed in. */
import type { Refusal } from "../../../kit/result.ts";
import type { Asking, Taken } from "../question.ts";

/** `noSuchDay` says how many days that month has. */
export function readable({ reason, values }: Refusal, { t }: Asking): Taken {
	if (reason !== "noSuchDay" || !values) return { wrong: reason, values: values ?? {} };
	const { year, month, days, calendar } = values;
	if (calendar !== t.calendar || days === undefined) return { wrong: "noSuchDay" };
	const name = t.month({ year: Number(year), month: Number(month) });
	return { wrong: "monthIsShorter", values: { month: name, days: Number(days) } };
}
