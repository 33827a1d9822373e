/** A question answered by one photo or several; an album, which arrives in pieces, is one answer. */
import type { Answered, Asking, Input, Question, QuestionOptions, Screen, Taken } from "../question.ts";

/** Kept by Telegram's id of the file. */
export interface PhotoAnswer {
	fileId: string;
	uniqueId: string;
}

export interface PhotosOptions extends QuestionOptions {
	atLeast?: number;
	/** Telegram's albums hold ten. */
	atMost?: number;
}

export function photos<const O extends PhotosOptions = PhotosOptions>(
	options = {} as O,
): Question<Answered<PhotoAnswer[], O>> {
	const { atLeast = 1, atMost = 10 } = options;
	const collected = ({ state }: Asking) => (Array.isArray(state) ? (state as PhotoAnswer[]) : []);

	function withPhoto(asking: Asking, photo: Input & { kind: "photo" }): Taken {
		const others = collected(asking).filter((one) => one.uniqueId !== photo.uniqueId);
		const next = [...others, { fileId: photo.fileId, uniqueId: photo.uniqueId }];
		if (next.length < atMost) return { state: next };
		const rest = atMost === 1 && photo.album !== undefined;
		return rest ? { answer: next, notice: asking.t("form.onlyFirstPhoto") } : { answer: next };
	}

	function screen(asking: Asking): Screen {
		const count = collected(asking).length;
		if (count === 0) return {};
		const { t, button } = asking;
		return {
			lines: ["", t("form.photosReceived", { count })],
			rows: [
				[button(t.plain("form.button.doneWith", { count }), "done")],
				[button(t.plain("form.button.removePhotos"), "clear")],
			],
		};
	}

	return {
		expects: "photo",
		options,
		screen,
		take(input, asking) {
			if (input.kind === "photo") return withPhoto(asking, input);
			if (input.kind === "file" && input.mime.startsWith("image/")) return { wrong: "photoAsFile" };
			if (input.kind !== "press") return { unfit: true };
			if (input.action === "clear") return { state: [] };
			if (input.action !== "done") return { wrong: "gone", screen: true };
			const all = collected(asking);
			return all.length < atLeast ? { wrong: "tooFewPhotos", values: { min: atLeast } } : { answer: all };
		},
		review: (answer, { t }) => t.plain("form.photos", { count: (answer as PhotoAnswer[]).length }),
		fits: (answer) => Array.isArray(answer) && answer.length > 0,
	};
}
