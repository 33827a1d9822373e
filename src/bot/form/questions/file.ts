/** A question answered by a file: a document of a kind and size that is allowed. */
import type { Answered, Question, QuestionOptions, Taken } from "../question.ts";

/** Kept by Telegram's id of the file. */
export interface FileAnswer {
	fileId: string;
	uniqueId: string;
	name: string;
	mime: string;
	bytes: number;
}

const KINDS = {
	pdf: /^application\/pdf$/,
	word: /^application\/(msword|vnd\.openxmlformats-officedocument\.wordprocessingml\..*)$/,
	excel: /^application\/(vnd\.ms-excel|vnd\.openxmlformats-officedocument\.spreadsheetml\..*)$/,
	picture: /^image\/(jpeg|png|webp)$/,
} as const;
export type FileKind = keyof typeof KINDS;

export interface FileOptions extends QuestionOptions {
	/** All kinds when absent. */
	kinds?: readonly FileKind[];
	maxMegabytes?: number;
}

/** Telegram hands a bot no larger file. */
const MOST_MEGABYTES = 20;

export function file<const O extends FileOptions = FileOptions>(options = {} as O): Question<Answered<FileAnswer, O>> {
	const max = Math.min(options.maxMegabytes ?? MOST_MEGABYTES, MOST_MEGABYTES);
	return {
		expects: "file",
		options,
		screen: () => ({}),
		take(input, { t }): Taken {
			if (input.kind === "photo" && options.kinds?.includes("picture") !== false) return { wrong: "photoNotFile" };
			if (input.kind !== "file") return { unfit: true };
			const { fileId, uniqueId, name, mime, bytes } = input;
			if (options.kinds && !options.kinds.some((kind) => KINDS[kind].test(mime))) {
				const kinds = options.kinds.map((kind) => t.dynamicPlain(`form.fileKind.${kind}`));
				return { wrong: "wrongFileKind", values: { kinds: t.list(kinds) } };
			}
			if (bytes > max * 1024 * 1024) return { wrong: "fileTooLarge", values: { max } };
			return { answer: { fileId, uniqueId, name, mime, bytes } };
		},
		review: (answer, { t }) => (answer as FileAnswer).name || t.plain("form.file"),
		fits: (answer) => typeof answer === "object" && answer !== null && "fileId" in answer,
	};
}
