/** A question answered by sharing a place on the map, or, where that is allowed, by writing where it is. */
import { cleanText } from "../../../kit/cleanText.ts";
import type { Answered, Question, QuestionOptions } from "../question.ts";

export interface Place {
	latitude: number;
	longitude: number;
}

export interface PlaceInWords {
	words: string;
}

export interface PlaceOptions extends QuestionOptions {
	/** An address in words will do. */
	words?: boolean;
	/** Places outside are refused. */
	within?: { south: number; west: number; north: number; east: number };
}

const MOST_WORDS = 300;

export function place<const O extends PlaceOptions = PlaceOptions>(
	options = {} as O,
): Question<Answered<Place | (O extends { words: true } ? PlaceInWords : never), O>> {
	return {
		expects: "place",
		options,
		screen: ({ t }) => ({ request: { kind: "place", label: t.plain("form.button.sharePlace") } }),
		take(input) {
			if (input.kind === "place") {
				const { latitude, longitude } = input;
				return isWithin(input, options.within) ? { answer: { latitude, longitude } } : { wrong: "outOfBounds" };
			}
			if (input.kind !== "text" || !options.words) return { unfit: true };
			const words = cleanText(input.text);
			if (words === "") return { wrong: "empty" };
			if (words.length > MOST_WORDS) return { wrong: "tooLong", values: { max: MOST_WORDS, length: words.length } };
			return { answer: { words } };
		},
		review(answer, { t }) {
			const given = answer as Place | PlaceInWords;
			return "words" in given ? given.words : t.plain("form.placeOnMap");
		},
		fits: (answer) => typeof answer === "object" && answer !== null && ("words" in answer || "latitude" in answer),
	};
}

function isWithin({ latitude, longitude }: Place, within: PlaceOptions["within"]): boolean {
	if (!within) return true;
	const { south, west, north, east } = within;
	return latitude >= south && latitude <= north && longitude >= west && longitude <= east;
}
