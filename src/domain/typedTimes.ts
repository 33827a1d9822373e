/** Times as people type them: "۱۸:۳۰", "۶ عصر", "6 pm", "۱۸۳۰". */
import type { Result } from "../kit/result.ts";
import { done, refuse } from "../kit/result.ts";
import type { PlainTime } from "./dates.ts";
import type { DateToken } from "./dateTokens.ts";
import { dateTokens } from "./dateTokens.ts";
import type { Period } from "./dateWords.ts";

export type TimeRefusal = "notATime" | "ambiguousTime";

/** A bare "6" is ambiguous: morning and evening are both meant by it. "6:00" is read as the clock shows it. */
export function parseTime(text: string): Result<PlainTime, TimeRefusal> {
	const tokens = dateTokens(text);
	if (!tokens) return refuse("notATime");
	const { time, rest } = takeTime(tokens);
	if (time) return rest.length === 0 ? time : refuse("notATime");
	const numbers = rest.filter((token) => "number" in token);
	const [first, second] = numbers;
	if (!first || numbers.length !== rest.length || numbers.length > 2) return refuse("notATime");
	return second ? clockTime(first.number, second.number) : hourOnly(first);
}

/** The time among the tokens of a longer text ("فردا ۱۸:۳۰"), and what is left of it. */
export function takeTime(tokens: DateToken[]): { time?: Result<PlainTime, TimeRefusal>; rest: DateToken[] } {
	const period = tokens.find((token) => "period" in token)?.period;
	const minutes = tokens.find((token) => "minutes" in token)?.minutes;
	const colon = tokens.findIndex((token) => "colon" in token);
	const clock = tokens.findIndex((token) => "clock" in token);
	const marked = tokens.findIndex((token) => "minutes" in token || "period" in token);
	const without = (from: number, count: number) =>
		tokens.filter(
			(token, at) =>
				(at < from || at >= from + count) && !("period" in token || "minutes" in token || "clock" in token),
		);

	if (colon >= 0) {
		const hour = numberAt(tokens, colon - 1);
		const minute = numberAt(tokens, colon + 1);
		const rest = without(colon - 1, 3);
		return hour && minute
			? { time: clockTime(hour.number, minute.number, period), rest }
			: { time: refuse("notATime"), rest };
	}
	const before = clock >= 0 ? clock + 1 : marked - 1;
	const hour = clock >= 0 || marked >= 0 ? numberAt(tokens, before) : undefined;
	if (hour) return { time: hourOnly(hour, period, minutes), rest: without(before, 1) };
	if (period === "noon") return { time: done({ hour: 12, minute: 0 }), rest: without(0, 0) };
	if (period === "midnight") return { time: done({ hour: 0, minute: 0 }), rest: without(0, 0) };
	if (clock >= 0 || marked >= 0) return { time: refuse("notATime"), rest: without(0, 0) };
	return { rest: tokens };
}

function hourOnly(
	{ number, length }: { number: number; length: number },
	period?: Period,
	minutes?: number,
): Result<PlainTime, TimeRefusal> {
	if (length > 4) return refuse("notATime");
	if (length > 2) return clockTime(Math.floor(number / 100), number % 100, period);
	if (period === undefined && number >= 1 && number <= 11) return refuse("ambiguousTime");
	return clockTime(number, minutes ?? 0, period);
}

function clockTime(hour: number, minute: number, period?: Period): Result<PlainTime, TimeRefusal> {
	if (hour > 24 || minute > 59 || (hour === 24 && minute > 0)) return refuse("notATime");
	if (period === undefined || hour > 12) return done({ hour: hour % 24, minute });
	return done({ hour: inPeriod(hour, period), minute });
}

/** "۱ ظهر" is 13:00, "۹ شب" 21:00, "۱ شب" 1:00, "۱۲ شب" midnight. */
function inPeriod(hour: number, period: Period): number {
	if (period === "morning") return hour % 12;
	if (period === "afternoon") return (hour % 12) + 12;
	if (period === "noon") return hour >= 10 ? hour : hour + 12;
	if (period === "midnight") return hour % 12;
	return hour >= 6 && hour < 12 ? hour + 12 : hour % 12;
}

function numberAt(tokens: DateToken[], at: number): { number: number; length: number } | undefined {
	const token = tokens[at];
	return token && "number" in token ? token : undefined;
}
