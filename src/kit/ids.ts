/** Ids and codes: sortable ids of things, unguessable tokens, short codes of errors. */
import { randomBytes, randomInt } from "node:crypto";

const BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const READABLE = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";

/**
 * A new id of 16 letters and digits: 7 say the millisecond (so ids sort by age), 9 are random (53 bits).
 * Short, because three of them must fit into Telegram's 64 bytes of callback data.
 */
export function newId(): string {
	let time = Date.now();
	let head = "";
	for (let i = 0; i < 7; i++) {
		head = BASE62.charAt(time % 62) + head;
		time = Math.floor(time / 62);
	}
	return head + letters(BASE62, 9);
}

/** 128 random bits for links and secrets, in URL-safe characters. */
export function newToken(): string {
	return randomBytes(16).toString("base64url");
}

/** 59 random bits to be printed and typed: "K7QM-2XWP-9DRT", without the letters that paper makes alike (0 O, 1 I). */
export function newPaperCode(): string {
	return [4, 4, 4].map((count) => letters(READABLE, count)).join("-");
}

/** A short id of a failure that a person can read out on the phone: "E-7K2Q". */
export function newErrorId(): string {
	return `E-${letters(READABLE, 4)}`;
}

function letters(alphabet: string, count: number): string {
	let text = "";
	for (let i = 0; i < count; i++) text += alphabet.charAt(randomInt(alphabet.length));
	return text;
}
