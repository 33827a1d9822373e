/** What a service refuses while the story is told is a fault of the story. */
import type { Result } from "../../src/kit/result.ts";

export function must<Value>(result: Result<Value>): Value {
	if (result.ok) return result.value;
	throw new Error(`the demo province cannot be filled in: ${result.reason} ${JSON.stringify(result.values ?? {})}`);
}
