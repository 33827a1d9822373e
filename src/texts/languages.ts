/** The languages Dabir speaks: how each is written, counted and dated. */

/** `calendar` and `digits` are Unicode's names, as Intl and Temporal take them. */
export const LANGUAGES = {
	fa: { name: "فارسی", direction: "rtl", calendar: "persian", digits: "arabext" },
	en: { name: "English", direction: "ltr", calendar: "gregory", digits: "latn" },
} as const;

export type Language = keyof typeof LANGUAGES;

export const LANGUAGE_CODES = Object.keys(LANGUAGES) as Language[];

/** The language of a person as Telegram tells it ("fa", "en-GB"); undefined when it is none of ours. */
export function languageOf(telegramLanguageCode: string | undefined): Language | undefined {
	const code = telegramLanguageCode?.toLowerCase().split(/[-_]/)[0];
	return LANGUAGE_CODES.find((language) => language === code);
}
