/** A question answered by an organization or agency: one of those who came to the meeting, or looked for by its name. */
import type { SeatHolder } from "../../../domain/committee.ts";
import { holderFrom, holderKey } from "../../../domain/rsvp.ts";
import { cleanText } from "../../../kit/cleanText.ts";
import { shortLabel } from "../../../views/organization.ts";
import { type Answered, type Asking, inRows, type Question, type QuestionOptions } from "../../form/question.ts";

interface Named extends SeatHolder {
	name: string | { fa: string; en: string };
}

export interface Owners {
	/** The first few; `about` names the meeting. */
	find(about: string, query: string): Promise<Named[]>;
	named(holder: SeatHolder): Promise<Named | undefined>;
}

const MOST_QUERY = 60;

export function owner<const O extends QuestionOptions = QuestionOptions>(
	from: Owners,
	options = {} as O,
): Question<Answered<SeatHolder, O>> {
	const nameOf = ({ name }: Named, { t }: Asking) => (typeof name === "string" ? name : name[t.language]);
	const query = ({ state }: Asking) => (typeof state === "string" ? state : "");
	// What the form is about begins with the meeting: "<meeting>" or "<meeting>.<point>".
	const meetingOf = ({ subject }: Asking) => subject.split(".")[0] ?? "";
	return {
		expects: "button",
		options,
		async screen(asking) {
			const found = await from.find(meetingOf(asking), query(asking));
			const rows = inRows(
				found.map((one) => asking.button(shortLabel(nameOf(one, asking)), "choose", holderKey(one))),
				1,
			);
			if (query(asking) !== "") rows.push([asking.button(asking.t.plain("form.button.wholeList"), "whole")]);
			return { rows };
		},
		async take(input, asking) {
			if (input.kind === "text") {
				const typed = cleanText(input.text).slice(0, MOST_QUERY);
				const found = await from.find(meetingOf(asking), typed);
				return found.length === 0 ? { wrong: "nothingFound", values: { query: typed } } : { state: typed };
			}
			if (input.kind !== "press") return { unfit: true };
			if (input.action === "whole") return { state: "" };
			const holder = holderFrom(input.about[0] ?? "");
			const known = holder && (await from.named(holder));
			return known ? { answer: { kind: known.kind, id: known.id } } : { wrong: "gone", screen: true };
		},
		async review(answer, asking) {
			const known = await from.named(answer as SeatHolder);
			return known ? nameOf(known, asking) : "";
		},
		fits: (answer) => {
			const { kind, id } = (answer ?? {}) as Partial<SeatHolder>;
			return (kind === "organization" || kind === "agency") && typeof id === "string";
		},
	};
}
