/** Phone numbers: typed in any of their forms, kept in E.164, shown as people read them out. */
import { normaliseDigits } from "./persian.ts";

/** "+989125550142" */
export type E164 = `+98${string}`;

/** An Iranian mobile or a landline of Qazvin (028), in any digits and grouping; undefined when it is neither. */
export function parsePhone(text: string): E164 | undefined {
	const typed = normaliseDigits(text).replace(/[\s\p{Cf}()./_–-]/gu, "");
	const [, digits] = /^(?:(?:\+|00)?980?|0?)(9\d{9}|28[2-9]\d{7})$/.exec(typed) ?? [];
	return digits === undefined ? undefined : `+98${digits}`;
}

/** "0912 555 0142", "028 3322 1100": ASCII digits, as in everything that is dialled. */
export function showPhone(phone: string): string {
	const [, area, first, last] = /^\+98(9\d{2}|28)(\d{3,4})(\d{4})$/.exec(phone) ?? [];
	return area === undefined ? phone : `0${area} ${first} ${last}`;
}
