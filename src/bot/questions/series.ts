/** A question answered by how a meeting comes again: how, how often, and on which of the dates. */
import { dayOf, weekdayOf } from "../../domain/dates.ts";
import { MOST_TIMES, nthInMonth, occurrences, REPEATS, type Repeat } from "../../domain/recurrence.ts";
import type { T } from "../../texts/index.ts";
import {
	type Answered,
	type Asking,
	inRows,
	type Question,
	type QuestionOptions,
	type Screen,
} from "../form/question.ts";

export interface SeriesAnswer {
	repeat: Repeat;
	/** ISO, the first included. */
	dates: string[];
}

/** What has been chosen so far. */
interface Choosing {
	repeat?: Repeat;
	times?: number;
	/** Indexes of dates that are left out. */
	out?: number[];
}

const NTH = ["first", "second", "third", "fourth", "last"];
const TIMES = [2, 3, 4, 6, 8, MOST_TIMES];

/** `from` names the question that was answered with the first moment. */
export function series<const O extends QuestionOptions = QuestionOptions>(
	from: string,
	options = {} as O,
): Question<Answered<SeriesAnswer, O>> {
	const choosing = ({ state }: Asking) => (state ?? {}) as Choosing;
	const firstOf = ({ answers, now }: Asking) => {
		const first = new Date(String(answers[from]));
		return Number.isNaN(first.getTime()) ? now : first;
	};
	const datesOf = (asking: Asking, { repeat = "once", times = 1 }: Choosing) =>
		occurrences(firstOf(asking), repeat, times, asking.t);

	return {
		expects: "button",
		options: { ...options, againAfter: [from] },
		screen(asking): Screen {
			const { t, button } = asking;
			const { repeat, times, out = [] } = choosing(asking);
			if (repeat === undefined) {
				return {
					rows: inRows(
						REPEATS.map((one) => button(repeatName(one, firstOf(asking), t), "repeat", one)),
						1,
					),
				};
			}
			if (times === undefined) {
				const buttons = TIMES.map((count) => button(t.plain("meetings.repeat.count", { count }), "times", count));
				return { lines: ["", t("meetings.repeat.times")], rows: inRows(buttons, 3) };
			}
			const ticks = datesOf(asking, { repeat, times }).map((date, index) => [
				button(`${out.includes(index) ? "☐" : "☑︎"} ${t.date(date)}`, out.includes(index) ? "in" : "out", index),
			]);
			return {
				lines: ["", t("meetings.repeat.dates")],
				rows: [...ticks, [button(t.plain("form.button.doneWith", { count: times - out.length }), "done")]],
			};
		},
		take(input, asking) {
			if (input.kind !== "press") return input.kind === "text" ? { wrong: "notAChoice" } : { unfit: true };
			const here = choosing(asking);
			const [about = ""] = input.about;
			switch (input.action) {
				case "repeat": {
					const repeat = REPEATS.find((one) => one === about);
					if (!repeat) return { wrong: "gone", screen: true };
					const [first] = datesOf(asking, { repeat: "once" });
					return repeat === "once" && first
						? { answer: { repeat, dates: [first.toISOString()] } }
						: { state: { repeat } };
				}
				case "times": {
					const times = TIMES.find((count) => String(count) === about);
					return here.repeat && times ? { state: { ...here, times } } : { wrong: "gone", screen: true };
				}
				case "in":
				case "out": {
					const others = (here.out ?? []).filter((index) => String(index) !== about);
					const out = input.action === "out" ? [...others, Number(about)] : others;
					return { state: { ...here, out } };
				}
				case "done": {
					if (!here.repeat || !here.times) return { wrong: "gone", screen: true };
					const kept = datesOf(asking, here).filter((_, index) => !here.out?.includes(index));
					if (kept.length === 0) return { wrong: "nobodyChosen", screen: true };
					return { answer: { repeat: here.repeat, dates: kept.map((date) => date.toISOString()) } };
				}
			}
			return { wrong: "gone", screen: true };
		},
		review(answer, asking) {
			const { repeat, dates } = answer as SeriesAnswer;
			const name = repeatName(repeat, firstOf(asking), asking.t);
			return repeat === "once" ? name : asking.t.plain("meetings.repeat.shown", { repeat: name, count: dates.length });
		},
		fits: (answer) => typeof answer === "object" && answer !== null && "dates" in answer && "repeat" in answer,
	};
}

/** "every two weeks", "first Tuesday of each month" */
function repeatName(repeat: Repeat, first: Date, t: T): string {
	const day = dayOf(first, t.timeZone);
	const nth = t.dynamicPlain(`meetings.nth.${NTH[nthInMonth(day, t.calendar) - 1]}`);
	return t.dynamicPlain(`meetings.repeat.${repeat}`, { nth, weekday: t.weekday(weekdayOf(day)) });
}
