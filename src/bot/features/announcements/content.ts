/** A question answered by what is to be announced: words with their formatting, and with them a photo, a file or an album. */
import { type AnnouncementFile, MOST_FILES, mostWords, type Words } from "../../../domain/announcement.ts";
import { cleanText } from "../../../kit/cleanText.ts";
import { formatted } from "../../../texts/formatted.ts";
import type { Answered, Asking, Caption, Question, QuestionOptions, Taken } from "../../form/question.ts";

/** Nothing but words has no files; pictures may come without words. */
export interface ContentAnswer {
	words?: Words;
	files: AnnouncementFile[];
}

export interface ContentOptions extends QuestionOptions {
	/** Pictures and files are taken too. */
	files?: boolean;
}

export function content<const O extends ContentOptions = ContentOptions>(
	options = {} as O,
): Question<Answered<ContentAnswer, O>> {
	const collected = ({ state }: Asking) => (state as ContentAnswer | undefined) ?? { files: [] };

	function withWords(asking: Asking, text: string, html: string | undefined): Taken {
		const words = wordsOf(text, html);
		if (!words) return { wrong: "empty" };
		const { files } = collected(asking);
		const max = mostWords(files);
		if (words.plain.length > max) return { wrong: "tooLong", values: { max, length: words.plain.length } };
		return files.length > 0 ? { state: { words, files } } : { answer: { words, files } };
	}

	function withFile(asking: Asking, file: AnnouncementFile, caption: Caption | undefined): Taken {
		const before = collected(asking);
		if (before.files.some(({ kind }) => kind !== file.kind)) return { wrong: "oneKindOfFile" };
		const others = before.files.filter(({ fileId }) => fileId !== file.fileId);
		if (others.length >= MOST_FILES) return { wrong: "tooManyFiles", values: { max: MOST_FILES } };
		const files = [...others, file];
		const words = caption ? wordsOf(caption.text, caption.html) : before.words;
		const max = mostWords(files);
		if (words && words.plain.length > max) return { wrong: "tooLong", values: { max, length: words.plain.length } };
		return { state: { ...(words && { words }), files } };
	}

	return {
		expects: options.files ? "announcement" : "text",
		options,
		screen(asking) {
			const { t, button } = asking;
			const { files, words } = collected(asking);
			if (files.length === 0) return {};
			return {
				lines: ["", t(words ? "announcements.received" : "announcements.receivedBare", { count: files.length })],
				rows: [
					...(words ? [[button(t.plain("announcements.button.contentDone"), "done")]] : []),
					[button(t.plain("announcements.button.clearFiles"), "clear")],
				],
			};
		},
		take(input, asking) {
			if (input.kind === "text") return withWords(asking, input.text, input.html);
			if (options.files && input.kind === "photo")
				return withFile(asking, { kind: "photo", fileId: input.fileId }, input.caption);
			if (options.files && input.kind === "file")
				return withFile(asking, { kind: "document", fileId: input.fileId }, input.caption);
			if (input.kind !== "press") return { unfit: true };
			const { files, words } = collected(asking);
			if (input.action === "clear") return { state: { files: [] } };
			if (input.action !== "done" || !words) return { wrong: "gone", screen: true };
			return { answer: { words, files } };
		},
		review: (answer) => (answer as ContentAnswer).words?.plain ?? "",
		fits: (answer) => typeof answer === "object" && answer !== null && "files" in answer,
	};
}

function wordsOf(text: string, html: string | undefined): Words | undefined {
	const plain = cleanText(text);
	if (plain === "") return undefined;
	return { plain, html: (html ?? formatted(text, [])).trim() };
}
