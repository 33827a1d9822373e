/** A question answered by sharing one's own contact, or by a number typed in any digits. Kept in E.164. */
import { parsePhone, showPhone } from "../../../domain/phones.ts";
import type { Answered, Question, QuestionOptions } from "../question.ts";

export interface PhoneOptions extends QuestionOptions {
	/** Somebody else's card is an answer too. */
	anyContact?: boolean;
}

export function phone<const O extends PhoneOptions = PhoneOptions>(options = {} as O): Question<Answered<string, O>> {
	return {
		expects: "contact",
		options,
		screen: ({ t }) => ({ request: { kind: "contact", label: t.plain("form.button.shareContact") } }),
		take(input) {
			if (input.kind === "contact") {
				if (!input.own && !options.anyContact) return { wrong: "notOwnContact" };
				const shared = parsePhone(input.phone) ?? abroad(input.phone);
				return shared === undefined ? { wrong: "notAPhone" } : { answer: shared };
			}
			if (input.kind !== "text") return { unfit: true };
			const typed = parsePhone(input.text);
			return typed === undefined ? { wrong: "notAPhone" } : { answer: typed };
		},
		review: (answer) => showPhone(String(answer)),
		fits: (answer) => typeof answer === "string",
	};
}

/** Telegram's own number of a person may be of any country. */
function abroad(phone: string): string | undefined {
	const digits = phone.replace(/\D/g, "");
	return /^[1-9]\d{7,14}$/.test(digits) ? `+${digits}` : undefined;
}
