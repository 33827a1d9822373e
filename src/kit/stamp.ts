/** A few characters that tell two things apart, for a button that must know whether what it was made for still stands. */
import { createHash } from "node:crypto";

/** The same for the same fields in any order; six characters of base64url. */
export function stampOf(thing: { readonly [field: string]: unknown }): string {
	const fields = Object.entries(thing)
		.filter(([, value]) => value !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1));
	return createHash("sha256").update(JSON.stringify(fields)).digest("base64url").slice(0, 6);
}
