/** A question answered by a voice message. */
import type { Answered, Question, QuestionOptions } from "../question.ts";

/** Kept by Telegram's id of the file. */
export interface VoiceAnswer {
	fileId: string;
	uniqueId: string;
	seconds: number;
}

export interface VoiceOptions extends QuestionOptions {
	maxSeconds?: number;
}

export function voice<const O extends VoiceOptions = VoiceOptions>(
	options = {} as O,
): Question<Answered<VoiceAnswer, O>> {
	return {
		expects: "voice",
		options,
		screen: () => ({}),
		take(input) {
			if (input.kind !== "voice") return { unfit: true };
			const { fileId, uniqueId, seconds } = input;
			if (options.maxSeconds !== undefined && seconds > options.maxSeconds) {
				return { wrong: "voiceTooLong", values: { max: options.maxSeconds, seconds } };
			}
			return { answer: { fileId, uniqueId, seconds } };
		},
		review: (answer, { t }) => t.plain("form.voice", { seconds: (answer as VoiceAnswer).seconds }),
		fits: (answer) => typeof answer === "object" && answer !== null && "fileId" in answer,
	};
}
