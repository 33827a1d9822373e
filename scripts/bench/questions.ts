/** The registration that every bot of the bench asks: eight questions of the real one, repeated when a form is longer. */
import { readSentences } from "../../src/texts/sources.ts";

export interface Asked {
	/** In its form: "q1", "q2" … */
	name: string;
	/** The question of the real registration whose texts and kind it has. */
	like: keyof typeof KINDS;
	kind: "name" | "number" | "choice" | "about" | "person";
	/** What is typed; of a choice its first button is tapped. */
	answer: string;
}

const KINDS = {
	name: { kind: "name", answer: "همیاران سبز هادی‌آباد" },
	memberCount: { kind: "number", answer: "۲۵" },
	directorTitle: { kind: "choice", answer: "" },
	about: { kind: "about", answer: "آموزش تفکیک زباله در مدرسه‌های هادی‌آباد و محله‌های اطراف" },
	volunteerCount: { kind: "number", answer: "۴۰" },
	directorName: { kind: "person", answer: "زهرا کریمی" },
	foundedYear: { kind: "number", answer: "۱۳۹۴" },
	registrationNumber: { kind: "number", answer: "۱۸۴۳" },
} as const;

const LIKE = Object.keys(KINDS) as (keyof typeof KINDS)[];

export const COMMAND = "bench";
/** How the button begins that sends everything off. */
export const SEND = "ارسال";

export function asked(steps: number): Asked[] {
	return Array.from({ length: steps }, (_, index) => {
		const like = LIKE[index % LIKE.length] ?? "name";
		return { name: `q${index + 1}`, like, ...KINDS[like] };
	});
}

/** The same words that Dabir asks with, for the bots it is measured against. */
export function wording(questions: Asked[]): { ask: string; choices: { label: string; value: string }[] }[] {
	const sentences = readSentences("fa");
	const choices = [...sentences]
		.filter(([key]) => key.startsWith("organizations.choice.directorTitle."))
		.map(([key, label]) => ({ label, value: key.split(".").at(-1) ?? "" }));
	return questions.map(({ like, kind }, index) => {
		const said = (part: string) => sentences.get(`organizations.question.${like}.${part}`);
		const lines = [`گام ${index + 1} از ${questions.length}`, said("ask"), said("why"), said("example")];
		return { ask: lines.filter(Boolean).join("\n"), choices: kind === "choice" ? choices : [] };
	});
}
