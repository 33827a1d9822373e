/** What Dabir says: every sentence in the language of whoever reads it, each value in it made harmless. */
import { createInstance } from "i18next";
import type { PlainDate } from "../domain/dates.ts";
import { type Holiday, holidayOn, type OfficeHolidays } from "../domain/holidays.ts";
import { tameText } from "../kit/cleanText.ts";
import type { DateWriter } from "./dates.ts";
import { dateWriter } from "./dates.ts";
import type { TextKeys } from "./keys.ts";
import type { Language } from "./languages.ts";
import { LANGUAGE_CODES, LANGUAGES } from "./languages.ts";
import type { Value, Values } from "./safeHtml.ts";
import { escaped, html, isolated, plainOf, SafeHtml } from "./safeHtml.ts";
import { LOCALES_PATH, markBare, readSentences, withoutPlural } from "./sources.ts";

/** A sentence's variables are demanded when it has some, and left out when it has none. */
type Filling<Key extends keyof TextKeys> = Record<never, never> extends TextKeys[Key] ? [] : [values: TextKeys[Key]];

/** Speaks one language. Messages are HTML; a missing text or variable is a fault and throws. */
export interface T extends DateWriter {
	/** A sentence for a message. Strings are escaped and isolated, numbers written in the language's digits. */
	<Key extends keyof TextKeys>(key: Key, ...values: Filling<Key>): string;
	/** A sentence for a button, an alert or a file name: no markup, no isolates. */
	plain<Key extends keyof TextKeys>(key: Key, ...values: Filling<Key>): string;
	/** Like `t(…)` for a key made by convention ("reports.refusal." + reason). Values it does not mention are let go. */
	dynamic(key: string, values?: Values): string;
	/** Like `t.plain(…)` for a key made by convention. */
	dynamicPlain(key: string, values?: Values): string;
	has(key: string): boolean;
	/** A person's or a thing's name on its own in a message: escaped and isolated. */
	value(text: Value): SafeHtml;
	/** "الف، ب و پ", each item escaped and isolated; to be put into a sentence. */
	list(items: readonly Value[]): SafeHtml;
	/** "عید فطر (احتمالی)": the official holiday on a day, as plain text; undefined on other days. */
	holiday(day: PlainDate): string | undefined;
	/** The official holiday on a day as the office has settled it; its name is `common.holiday.<name>`. */
	holidayOn(day: PlainDate): Holiday | undefined;
	readonly language: Language;
	readonly direction: "rtl" | "ltr";
	readonly calendar: "persian" | "gregory";
	readonly timeZone: string;
}

export interface Texts {
	/** The default language when none is named. */
	in(language?: Language): T;
	/** What the admins call things, and which days are holidays, from now on. */
	keep(words: OfficeWords): void;
}

/** What the admins have put in the place of texts and computed days. */
export interface OfficeWords {
	/** Plain labels by text key ("organizations.choice.fields.social"), also of texts no file has. */
	labels: Record<Language, ReadonlyMap<string, string>>;
	holidays: OfficeHolidays;
}

const NO_WORDS: OfficeWords = {
	labels: { fa: new Map(), en: new Map() },
	holidays: { retired: new Set(), added: [], official: new Map() },
};

/** Reads every text file once. `folder` is another place to read from, for tests. */
export function createTexts(options: { timeZone: string; defaultLanguage: Language; folder?: string }): Texts {
	const { timeZone, defaultLanguage, folder = LOCALES_PATH } = options;
	const office = { words: NO_WORDS };
	const speakers = new Map(LANGUAGE_CODES.map((language) => [language, speaker(language, timeZone, folder, office)]));
	return {
		in(language = defaultLanguage) {
			const t = speakers.get(language);
			if (!t) throw new Error(`there are no texts in ${language}`);
			return t;
		},
		keep(words) {
			office.words = words;
		},
	};
}

function speaker(language: Language, timeZone: string, folder: string, office: { words: OfficeWords }): T {
	const sentences = readSentences(language, folder);
	const keys = new Set([...sentences.keys()].flatMap((key) => [key, withoutPlural(key)]));
	const phrase = (key: keyof TextKeys) => sentences.get(key) ?? "";
	const dates = dateWriter(language, timeZone, {
		dateTime: phrase("common.dateTime"),
		today: phrase("common.near.today"),
		tomorrow: phrase("common.near.tomorrow"),
		yesterday: phrase("common.near.yesterday"),
	});

	const written = (value: Value, write: (text: string) => string): string => {
		if (value instanceof SafeHtml) return value.markup;
		if (typeof value === "number") return dates.number(value);
		if (typeof value !== "string") throw new TypeError(`a text takes strings and numbers, not ${value}`);
		return write(value);
	};
	const inMessage = (value: Value) => written(value, isolated);
	const bare = (value: Value) => (typeof value === "number" ? String(value) : written(value, escaped));
	const onButton = (value: Value) => (value instanceof SafeHtml ? plainOf(value.markup) : written(value, tameText));

	const label = (key: string) => office.words.labels[language].get(key);
	const read = translator(language, mapped(sentences, markBare), inMessage, bare);
	const readPlain = translator(language, mapped(sentences, plainOf), onButton, onButton);
	const labelled =
		(write: (text: string) => string, otherwise: Say): Say =>
		(key, values) => {
			const own = label(key);
			return own === undefined ? otherwise(key, values) : write(own);
		};
	const say = labelled(escaped, read);
	const sayPlain = labelled(tameText, readPlain);
	const t = ((key: string, values?: Values) => say(key, values)) as T;

	return Object.assign(t, dates, {
		plain: sayPlain,
		dynamic: say,
		dynamicPlain: sayPlain,
		has: (key: string) => keys.has(key) || label(key) !== undefined,
		value: (text: Value) => html(inMessage(text)),
		list: (items: readonly Value[]) =>
			html(joined(items.map(inMessage), phrase("common.list.comma"), phrase("common.list.and"))),
		holiday(day: PlainDate) {
			const holiday = t.holidayOn(day);
			const name = holiday && sayPlain(`common.holiday.${holiday.name}`);
			return holiday?.probable && name ? t.plain("common.probableHoliday", { name }) : name;
		},
		holidayOn: (day: PlainDate) => holidayOn(day, office.words.holidays),
		language,
		direction: LANGUAGES[language].direction,
		calendar: LANGUAGES[language].calendar,
		timeZone,
	});
}

type Say = (key: string, values?: Values) => string;

/** One i18next instance; `write` makes a value harmless, `bare` does it for `{{name, bare}}`. */
function translator(
	language: Language,
	sentences: Map<string, string>,
	write: (value: Value) => string,
	bare: (value: Value) => string,
): Say {
	const i18n = createInstance({
		lng: language,
		fallbackLng: false,
		initAsync: false,
		ns: ["all"],
		defaultNS: "all",
		// A key is the whole path, its file included: looked up flat.
		keySeparator: false,
		nsSeparator: false,
		resources: { [language]: { all: Object.fromEntries(sentences) } },
		interpolation: {
			useRawValueToEscape: true,
			escape: write as (value: string) => string,
		},
		missingInterpolationHandler: (sentence: string, [placeholder]: RegExpExecArray) => {
			throw new Error(`${placeholder} has no value in: ${sentence}`);
		},
		parseMissingKeyHandler: (key: string) => {
			throw new Error(`there is no text "${key}" in ${language}`);
		},
	});
	void i18n.init();
	i18n.services.formatter?.add("bare", (value: Value) => html(bare(value)) as unknown as string);
	return (key, values = {}) => {
		const count = typeof values.count === "number" ? values.count : undefined;
		// `replace` keeps a variable called "context" or "lng" from being taken as one of i18next's own options.
		return i18n.t(key, { replace: values, count, nest: false } as never) as unknown as string;
	};
}

function mapped(sentences: Map<string, string>, change: (sentence: string) => string): Map<string, string> {
	return new Map([...sentences].map(([key, sentence]) => [key, change(sentence)]));
}

function joined(items: string[], comma: string, and: string): string {
	if (items.length < 2) return items.join("");
	return items.slice(0, -1).join(comma) + and + items.at(-1);
}
