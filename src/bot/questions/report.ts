/** What only a report asks: a category that may be an emergency, words or a voice note, many photos, where it is, whose work. */
import { labelKey } from "../../domain/list.ts";
import type { Neighbourhood, Place } from "../../domain/neighbourhood.ts";
import { searchForm } from "../../domain/persian.ts";
import { parsePhone, showPhone } from "../../domain/phones.ts";
import { reportWords } from "../../domain/report.ts";
import type { Told } from "../../domain/reportAnswers.ts";
import { LONGEST_VOICE_S, PHOTOS_AT_MOST } from "../../domain/reportCategory.ts";
import { done, refuse } from "../../kit/result.ts";
import * as agencies from "../../services/agencies/index.ts";
import { offered } from "../../services/lists.ts";
import * as neighbourhoodList from "../../services/neighbourhoods.ts";
import { dimensionsWithCategories, offeredCategories } from "../../services/reports/categories.ts";
import { emergency } from "../../views/report.ts";
import type { Answered, Answers, Asking, Question, QuestionOptions } from "../form/question.ts";
import { inRows } from "../form/question.ts";
import { choice } from "../form/questions/choice.ts";
import { neighbourhood } from "../form/questions/neighbourhood.ts";
import { type PhotoAnswer, photos } from "../form/questions/photos.ts";
import { text } from "../form/questions/text.ts";
import { voice } from "../form/questions/voice.ts";

/** One of the dimensions that have something to report. */
export function dimension() {
	return choice(
		{ from: dimensionsWithCategories },
		{ label: (value, t) => t.dynamicPlain(labelKey("dimensions", value)) },
	);
}

/** Every dimension that is offered. */
export const everyWorkingDimension = () => offered("dimensions");

/** A category of the dimension answered before; an emergency ends the form with the number to call. */
export function category(options: QuestionOptions): Question<string> {
	const label = (value: string, { t }: Asking) => t.dynamicPlain(labelKey("categories", value));
	const offeredNow = ({ answers }: Asking) => offeredCategories(String(answers.dimension));
	return {
		expects: "button",
		options,
		async screen(asking) {
			const all = await offeredNow(asking);
			return { rows: inRows(all.map(({ value }) => asking.button(label(value, asking), "choose", value))) };
		},
		async take(input, asking) {
			if (input.kind !== "press" && input.kind !== "text") return { unfit: true };
			const all = await offeredNow(asking);
			const chosen =
				input.kind === "press"
					? all.find(({ value }) => value === input.about[0])
					: all.find(({ value }) => searchForm(label(value, asking)) === searchForm(input.text));
			if (!chosen) return input.kind === "press" ? { wrong: "gone", screen: true } : { wrong: "notAChoice" };
			const { value, emergencyNumber } = chosen;
			return emergencyNumber === undefined
				? { answer: value }
				: { end: (t) => emergency({ value, emergencyNumber }, t) };
		},
		review: (answer, asking) => label(String(answer), asking),
		fits: (answer) => typeof answer === "string",
	};
}

/** Written, or said in a voice note of two minutes at most. */
export function told<const O extends QuestionOptions>(options: O): Question<Answered<Told, O>> {
	const written = text(reportWords);
	const spoken = voice({ maxSeconds: LONGEST_VOICE_S });
	return {
		expects: "textOrVoice",
		options,
		screen: () => ({}),
		async take(input, asking) {
			if (input.kind === "voice") {
				const taken = await spoken.take(input, asking);
				if (!("answer" in taken)) return taken;
				const { fileId, seconds } = taken.answer as { fileId: string; seconds: number };
				return { answer: { voice: fileId, seconds } };
			}
			const taken = await written.take(input, asking);
			return "answer" in taken ? { answer: { words: taken.answer } } : taken;
		},
		review(answer, { t }) {
			const given = answer as Told;
			return "words" in given ? given.words : t.plain("form.voice", { seconds: given.seconds });
		},
		fits: (answer) => typeof answer === "object" && answer !== null && ("words" in answer || "voice" in answer),
	};
}

/** Somebody else's number, typed in any digits; kept in E.164. */
export function typedPhone<const O extends QuestionOptions>(options: O): Question<Answered<string, O>> {
	const typed = text({
		check: (words: string) => {
			const number = parsePhone(words);
			return number === undefined ? refuse("notAPhone") : done(number);
		},
	});
	return { ...typed, options, review: (answer) => showPhone(String(answer)) } as Question<Answered<string, O>>;
}

/** Ten photos at most; of what is sent beyond, the first ten are kept, and it is said so. */
export function reportPhotos<const O extends QuestionOptions>(options: O): Question<Answered<PhotoAnswer[], O>> {
	const inner = photos({ ...options, atMost: PHOTOS_AT_MOST + 1 });
	return {
		...inner,
		async take(input, asking) {
			const kept = Array.isArray(asking.state) ? (asking.state as PhotoAnswer[]) : [];
			if (input.kind !== "photo" || kept.length < PHOTOS_AT_MOST) return await inner.take(input, asking);
			return { state: kept, notice: asking.t("reports.onlyFirstPhotos", { max: PHOTOS_AT_MOST }) };
		},
	} as Question<Answered<PhotoAnswer[], O>>;
}

/** The one a shared place lies in is proposed first; otherwise from the list. */
export function whereabouts(options: QuestionOptions): Question<string> {
	const list = neighbourhood(neighbourhoodList, options);
	const proposed = async ({ answers, state }: Asking): Promise<Neighbourhood | undefined> => {
		const place = placeOf(answers);
		return place && state === undefined ? await neighbourhoodList.at(place) : undefined;
	};
	return {
		...list,
		async screen(asking) {
			const found = await proposed(asking);
			if (!found) return await list.screen(asking);
			const { t, button } = asking;
			return {
				why: false,
				lines: [t("reports.placeLiesIn", { neighbourhood: found.name })],
				rows: [
					[button(t.plain("reports.button.thisNeighbourhood", { neighbourhood: found.name }), "choose", found.id)],
					[button(t.plain("reports.button.otherNeighbourhood"), "page", 0)],
				],
			};
		},
		review: (answer, asking) => list.review(answer, asking),
	} as Question<string>;
}

function placeOf({ place }: Answers): Place | undefined {
	return typeof place === "object" && place !== null && "latitude" in place ? (place as Place) : undefined;
}

/** More agencies than these are found by writing. */
const AGENCIES_SHOWN = 8;

/** Which agency is to finish it: those of the dimension are offered, the others found by name. */
export function agency<const O extends QuestionOptions>(options: O): Question<Answered<string, O>> {
	const nameOf = (one: { name: { fa: string; en: string } }, { t }: Asking) => one.name[t.language];
	const offeredNow = async ({ answers }: Asking) => {
		const all = await agencies.list();
		const own = all.filter(({ dimensions }) => dimensions.includes(String(answers.dimension)));
		return (own.length > 0 ? own : all).slice(0, AGENCIES_SHOWN);
	};
	return {
		expects: "button",
		options,
		screen: async (asking) => ({
			rows: (await offeredNow(asking)).map((one) => [asking.button(nameOf(one, asking), "choose", one.id)]),
		}),
		async take(input, asking) {
			if (input.kind !== "press" && input.kind !== "text") return { unfit: true };
			const all = await agencies.list();
			if (input.kind === "press") {
				const chosen = all.find(({ id }) => id === input.about[0]);
				return chosen ? { answer: chosen.id } : { wrong: "gone", screen: true };
			}
			const typed = searchForm(input.text);
			const [one, another] = all.filter((each) => searchForm(nameOf(each, asking)).includes(typed));
			return one && !another ? { answer: one.id } : { wrong: "notAChoice" };
		},
		async review(answer, asking) {
			const found = await agencies.byId(String(answer));
			return found ? nameOf(found, asking) : "";
		},
		fits: (answer) => typeof answer === "string",
	};
}
