/** A question answered by a paper: its photo, or a file that is a PDF, a picture or a Word document. */
import { checkSent, DOCUMENT_FORMATS, type SentFile } from "../../domain/document.ts";
import type { Answered, Question, QuestionOptions, Taken } from "../form/question.ts";

export function document<const O extends QuestionOptions = QuestionOptions>(
	options = {} as O,
): Question<Answered<SentFile, O>> {
	return {
		expects: "document",
		options,
		screen: () => ({}),
		take(input, { t }): Taken {
			if (input.kind !== "photo" && input.kind !== "file") return { unfit: true };
			const { fileId, uniqueId } = input;
			const sent: SentFile =
				input.kind === "photo"
					? { kind: "photo", fileId, uniqueId, name: "", mime: "image/jpeg", bytes: 0 }
					: { kind: "document", fileId, uniqueId, name: input.name, mime: input.mime, bytes: input.bytes };
			const checked = checkSent(sent);
			if (checked.ok)
				return input.album === undefined ? { answer: sent } : { answer: sent, notice: t("form.onlyFirstPhoto") };
			const kinds = t.list(DOCUMENT_FORMATS.map((format) => t.dynamicPlain(`form.fileKind.${format}`)));
			return { wrong: checked.reason, values: { kinds, ...checked.values } };
		},
		review: (answer, { t }) => {
			const { kind, name } = answer as SentFile;
			return kind === "photo" ? t.plain("form.photos", { count: 1 }) : name || t.plain("form.file");
		},
		fits: (answer) => typeof answer === "object" && answer !== null && "fileId" in answer && "kind" in answer,
	};
}
