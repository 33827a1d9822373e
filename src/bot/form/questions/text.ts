/** A question answered by writing: one line or several, checked by a rule of the domain. */
import type { z } from "zod";
import { cleanText } from "../../../kit/cleanText.ts";
import type { Result } from "../../../kit/result.ts";
import { done } from "../../../kit/result.ts";
import type { Answered, Question, QuestionOptions } from "../question.ts";

/** A schema whose messages are the reasons of its refusals, or a check that says done or refused. */
export type Rule<A> = z.ZodType<A, string> | { check: (text: string) => Result<A>; safeParse?: undefined };

export interface TextOptions extends QuestionOptions {
	/** In UTF-16 units, as Telegram counts; one message holds 4096. */
	max?: number;
}

export function text<A = string, const O extends TextOptions = TextOptions>(
	rule: Rule<A> = { check: (typed: string) => done(typed as A) },
	options = {} as O,
): Question<Answered<A, O>> {
	return {
		expects: "text",
		options,
		screen: () => ({}),
		take(input) {
			if (input.kind !== "text") return { unfit: true };
			const typed = cleanText(input.text);
			if (typed === "") return { wrong: "empty" };
			if (options.max !== undefined && typed.length > options.max) {
				return { wrong: "tooLong", values: { max: options.max, length: typed.length } };
			}
			const result = ruled(rule, typed);
			return result.ok ? { answer: result.value } : { wrong: result.reason, values: result.values ?? {} };
		},
		review: (answer) => String(answer),
	};
}

function ruled<A>(rule: Rule<A>, typed: string): Result<A> {
	if (rule.safeParse === undefined) return rule.check(typed);
	const parsed = rule.safeParse(typed);
	if (parsed.success) return done(parsed.data);
	const [issue] = parsed.error.issues;
	const values: Record<string, string | number> = { length: typed.length };
	if (issue && "minimum" in issue) values.min = Number(issue.minimum);
	if (issue && "maximum" in issue) values.max = Number(issue.maximum);
	return { ok: false, reason: issue?.message ?? "notThis", values };
}
