/** A question answered by several papers, each a photo or a file. */
import { checkSent, DOCUMENT_FORMATS, type SentFile } from "../../domain/document.ts";
import type { Answered, Asking, Question, QuestionOptions, Taken } from "../form/question.ts";

export interface PapersOptions extends QuestionOptions {
	atMost: number;
}

export function papers<const O extends PapersOptions>(options: O): Question<Answered<SentFile[], O>> {
	const collected = ({ state }: Asking) => (Array.isArray(state) ? (state as SentFile[]) : []);
	return {
		expects: "document",
		options,
		screen(asking) {
			const { t, button } = asking;
			const count = collected(asking).length;
			if (count === 0) return {};
			return {
				lines: ["", t("meetings.filesReceived", { count })],
				rows: [[button(t.plain("form.button.doneWith", { count }), "done")]],
			};
		},
		take(input, asking): Taken {
			const before = collected(asking);
			if (input.kind === "press") return before.length > 0 ? { answer: before } : { wrong: "gone", screen: true };
			if (input.kind !== "photo" && input.kind !== "file") return { unfit: true };
			const { fileId, uniqueId } = input;
			const sent: SentFile =
				input.kind === "photo"
					? { kind: "photo", fileId, uniqueId, name: "", mime: "image/jpeg", bytes: 0 }
					: { kind: "document", fileId, uniqueId, name: input.name, mime: input.mime, bytes: input.bytes };
			const checked = checkSent(sent);
			if (!checked.ok) {
				const kinds = asking.t.list(DOCUMENT_FORMATS.map((format) => asking.t.dynamicPlain(`form.fileKind.${format}`)));
				return { wrong: checked.reason, values: { kinds, ...checked.values } };
			}
			const next = [...before.filter((one) => one.uniqueId !== uniqueId), sent];
			if (next.length > options.atMost) return { wrong: "tooManyFiles", values: { max: options.atMost } };
			return next.length === options.atMost ? { answer: next } : { state: next };
		},
		review: (answer, { t }) => t.plain("meetings.filesCount", { count: (answer as SentFile[]).length }),
		fits: (answer) => Array.isArray(answer),
	};
}
