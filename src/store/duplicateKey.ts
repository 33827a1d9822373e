/** What the database answers when somebody else has written the same before: how two at once are told apart from a fault. */

/** MongoDB's number for a key that a unique index has already. */
const DUPLICATE_KEY = 11000;

export function isDuplicate(error: unknown): boolean {
	return (error as { code?: unknown }).code === DUPLICATE_KEY;
}
