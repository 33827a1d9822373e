/** The check digits of Iran's national ids: a slip of the finger is found at once. */
import type { Result } from "../kit/result.ts";
import { done, refuse } from "../kit/result.ts";
import { normaliseDigits } from "./persian.ts";

const LEGAL_WEIGHTS = [29, 27, 23, 19, 17, 29, 27, 23, 19, 17];

/** The شناسهٔ ملی of a legal person (11 digits), in ASCII digits; typed in any digits, spaced or not. */
export function legalNationalId(text: string): Result<string, "notElevenDigits" | "wrongCheckDigit"> {
	const id = compact(text);
	if (!/^\d{11}$/.test(id)) return refuse("notElevenDigits");
	const k = digitAt(id, 9) + 2;
	const sum = LEGAL_WEIGHTS.reduce((total, weight, i) => total + (k + digitAt(id, i)) * weight, 0);
	return (sum % 11) % 10 === digitAt(id, 10) ? done(id) : refuse("wrongCheckDigit");
}

/** The کد ملی of a person (10 digits), in ASCII digits; typed in any digits, spaced or not. */
export function personalNationalId(text: string): Result<string, "notTenDigits" | "wrongCheckDigit"> {
	const id = compact(text);
	if (!/^\d{10}$/.test(id)) return refuse("notTenDigits");
	if (/^(\d)\1{9}$/.test(id)) return refuse("wrongCheckDigit");
	let sum = 0;
	for (let i = 0; i < 9; i++) sum += digitAt(id, i) * (10 - i);
	const rest = sum % 11;
	return digitAt(id, 9) === (rest < 2 ? rest : 11 - rest) ? done(id) : refuse("wrongCheckDigit");
}

/** People read ids off paper in groups. */
function compact(text: string): string {
	return normaliseDigits(text).replace(/[\s\u200C_–-]/g, "");
}

function digitAt(id: string, index: number): number {
	return id.charCodeAt(index) - 48;
}
