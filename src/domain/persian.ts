/** The many ways one Persian text is typed (digits, letters, half-space), made one for keeping and for searching. */

/** Persian and Arabic digits become ASCII ones. */
export function normaliseDigits(text: string): string {
	return text.replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 0xf));
}

/**
 * Letters of an Arabic keyboard become the Persian ones (ي ى ك), joined glyphs single letters, and the stretching
 * tatweel goes. The spelling stays: good for a name that is kept and shown.
 */
export function normaliseLetters(text: string): string {
	return text
		.replace(/[\uFB50-\uFDFF\uFE70-\uFEFC]/g, (glyph) => glyph.normalize("NFKC"))
		.replace(/[يى]/g, "ی")
		.replace(/ك/g, "ک")
		.replace(/[ھہە]/g, "ه")
		.replace(/\u0640/g, "");
}

/**
 * Letters that people interchange or leave out become one: آ أ إ ٱ as ا, ؤ as و, ئ as ی, ة ۀ as ه; hamza and vowel
 * signs go; capitals are small; digits are ASCII. Punctuation and spaces stay as they are.
 */
export function foldText(text: string): string {
	return normaliseDigits(normaliseLetters(text.normalize("NFKC")))
		.replace(/[آأإٱ]/g, "ا")
		.replace(/ؤ/g, "و")
		.replace(/ئ/g, "ی")
		.replace(/[ةۀ]/g, "ه")
		.replace(/ء/g, "")
		.normalize("NFD")
		.replace(/\p{M}/gu, "")
		.toLowerCase();
}

/**
 * What is kept beside a text to find it by. The half-space counts as a space, and so does punctuation: "هادی‌آباد"
 * and "هادی آباد" have the same form. "هادیآباد" has not; `matchesSearch` finds it all the same.
 */
export function searchForm(text: string): string {
	return foldText(text)
		.replace(/[^\p{L}\p{N}]+/gu, " ")
		.trim();
}

/** The different words of a text, each in its search form. */
export function searchWords(text: string): string[] {
	return [...new Set(searchForm(text).split(" "))].filter((word) => word !== "");
}

/**
 * Whether a text has all the words of a query, in any order, spaced or joined. Beginnings and middles of words count.
 * A query without a word is found in everything.
 */
export function matchesSearch(query: string, text: string): boolean {
	const joined = searchForm(text).replaceAll(" ", "");
	return searchWords(query).every((word) => joined.includes(word));
}
