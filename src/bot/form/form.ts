/**
 * A form: an ordered list of named questions and one submit, written as data.
 *
 * Texts are found by convention under the prefix `texts`:
 * - `<texts>.form.<form>.title`, and if there, `.send` (label of the button that sends), `.ready` (over the review), `.intro` (over the first question)
 * - `<texts>.question.<name>.ask` and `.short` (its line and button on the review); if there, `.why` (a sentence) and
 *   `.example` (only the example itself; the engine writes "for example:" before it)
 * - `<texts>.choice.<question>.<value>`: a label
 * - `<texts>.refusal.<reason>`: why an answer or the whole was not taken
 */
import type { Actor } from "../../domain/person.ts";
import type { Result } from "../../kit/result.ts";
import type { T } from "../../texts/index.ts";
import type { Message } from "../../texts/message.ts";
import type { Answers, AnswersOf, Questions } from "./question.ts";

/** A form as the engine drives it, whatever its answers are. */
export interface Form {
	name: string;
	texts: string;
	formerly: readonly string[];
	questions: Questions;
	/** False: sent as soon as the last question is answered. */
	review: boolean;
	submit(actor: Actor, answers: Answers, now: Date, draft: DraftRef): Promise<Result<unknown>>;
	done(value: unknown, t: T): Message;
	title?(answers: Answers): string | undefined;
	about?(actor: Actor, subject: string): Promise<string | undefined>;
	occasion?(actor: Actor, subject: string): Promise<((t: T) => string | undefined) | undefined>;
	/** Reasons of a refusal after which there is nothing left to send. */
	over: readonly string[];
	preview?(actor: Actor, answers: Answers, now: Date): Promise<(t: T) => string>;
	changesRole?: boolean;
}

/** What a service may need to know of the draft it is sent from. */
export interface DraftRef {
	/** One submit per draft: kept under a unique index, so that sending twice is sending once. */
	requestId: string;
	subject: string;
}

export interface FormSpec<Q extends Questions, V> {
	/** The prefix of its texts: "organizations". */
	texts: string;
	/** Earlier names of the form: drafts begun under them go on. */
	formerly?: readonly string[];
	questions: Q;
	/** False: no review, sent as soon as the last question is answered. */
	review?: boolean;
	/** A service function. A refusal is shown over the review; with `values.question` that question is asked again. */
	submit: (actor: Actor, answers: AnswersOf<Q>, now: Date, draft: DraftRef) => Promise<Result<V>>;
	/** What is shown in place of the review once it was sent. */
	done: (value: V, t: T) => Message;
	/** The heading of the review, in plain words, where an answer says it best. */
	title?: (answers: Partial<AnswersOf<Q>>) => string | undefined;
	/** Whom or what it is about, in plain words: stands beside the form's title. A service function. */
	about?: (actor: Actor, subject: string) => Promise<string | undefined>;
	/** What it answers to, HTML: stands over the question whenever it is begun or gone on with. A service function. */
	occasion?: (actor: Actor, subject: string) => Promise<((t: T) => string | undefined) | undefined>;
	/** Refusals after which there is nothing left to send: the form ends with them, where others are shown over the review. */
	over?: readonly string[];
	/** Replaces the review's lines; what it resolves to writes HTML in the language of whoever reads. */
	preview?: (actor: Actor, answers: AnswersOf<Q>, now: Date) => Promise<(t: T) => string>;
	/** Whoever sends it may be somebody else afterwards: the commands follow at once. */
	changesRole?: boolean;
}

export function form<Q extends Questions, V>(name: string, spec: FormSpec<Q, V>): Form {
	if (!/^[a-z][A-Za-z0-9]*$/.test(name)) throw new Error(`a form is named in camelCase, not "${name}"`);
	for (const question of Object.keys(spec.questions)) {
		if (!/^[a-z][A-Za-z0-9]*$/.test(question) || question === REVIEW) {
			throw new Error(`form ${name}: a question cannot be called "${question}"`);
		}
	}
	return { formerly: [], review: true, over: [], ...spec, name } as unknown as Form;
}

/** Where a draft stands when all is answered. */
export const REVIEW = "review";
