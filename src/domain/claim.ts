/** A claim: the director of an imported organization says "it is mine", with the code on paper or with its number. */
import { createHash } from "node:crypto";
import { z } from "zod";
import { normaliseDigits } from "./persian.ts";
import type { Title } from "./person.ts";

const LETTERS = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ";
const LENGTH = 12;

/** Only the hash is kept; whoever sees the database cannot use a code. */
export function claimCodeHash(code: string): string {
	return createHash("sha256").update(code.replaceAll("-", "")).digest("base64url");
}

/** What a claimant typed: a code, or the organization's registration number. */
export type ClaimKey = { code: string } | { registrationNumber: string };

/** In any case and grouping, with the digits of any keyboard. */
export const claimKey = z.string().transform((text, ctx): string => {
	const typed = normaliseDigits(text)
		.toUpperCase()
		.replace(/[\s\u200C._–-]/g, "");
	if (/^\d{1,7}$/.test(typed) || (typed.length === LENGTH && [...typed].every((letter) => LETTERS.includes(letter))))
		return typed;
	ctx.addIssue({ code: "custom", message: "notAClaimKey" });
	return z.NEVER;
});

/** The code in a message that is nothing else, written as on paper: "S359-BBQE-LWJY". */
export function claimCodeIn(text: string): string | undefined {
	const key = /^[^\s-]{4}(-[^\s-]{4}){2}$/.test(text.trim()) ? claimKey.safeParse(text) : undefined;
	return key?.success ? key.data : undefined;
}

export function readClaimKey(typed: string): ClaimKey {
	return /^\d{1,7}$/.test(typed) ? { registrationNumber: typed } : { code: typed };
}

/** The code of one organization, as it is kept. Single-use: the claim takes it away. */
export interface ClaimCode {
	organizationId: string;
	hash: string;
	issuedAt: Date;
	issuedById: string;
	expiresAt: Date;
}

/** Somebody without a code asks the secretariat to let them speak for the organization. */
export interface Claim {
	id: string;
	organizationId: string;
	personId: string;
	state: "waiting" | "approved" | "rejected";
	director: { name: string; title: Title; phone: string };
	requestId: string;
	askedAt: Date;
	decidedAt?: Date;
	decidedById?: string;
}

/** Codes are printed and handed out; whoever has not used theirs by then asks for a new one. */
export const CODE_DAYS = 90;
/** Wrong codes a person may type in a day. */
export const WRONG_CODES_A_DAY = 10;
