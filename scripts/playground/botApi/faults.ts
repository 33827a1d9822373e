/** A bad line and a sick Telegram, played on purpose: by rule or by seeded chance. */

export type FaultKind =
	| "429"
	| "500"
	| "502"
	| "empty"
	| "truncated"
	| "hang"
	| "dropBefore"
	| "dropAfter"
	/** The call goes through, only later. */
	| "latency";

export interface FaultCall {
	sequence: number;
	method: string;
	chatId: number | undefined;
	parameters: Readonly<Record<string, unknown>>;
}

export interface FaultRule {
	kind: FaultKind;
	/** All of what is given must fit. */
	method?: string | readonly string[];
	chatId?: number;
	when?: (call: FaultCall) => boolean;
	/** Only the nth call that fits, counted from 1. */
	nth?: number;
	/** At most so many times; for ever when absent. */
	times?: number;
	/** 0 to 1, by the seeded chance; always when absent. */
	probability?: number;
	/** Has the call its effect although the bot is not told? "dropAfter", "empty" and "truncated": yes unless said otherwise. */
	accepted?: boolean;
	/** Seconds of a 429; 1 when absent. */
	retryAfter?: number;
	/** Of "latency": milliseconds. */
	delayMs?: number;
}

export interface Fault {
	kind: FaultKind;
	accepted: boolean;
	retryAfter: number;
	delayMs: number;
}

export interface Faults {
	/** Returns how to take the rule away again. */
	add(rule: FaultRule): () => void;
	/** Chance starts anew from this number; without it, from 1. */
	seed(seed: number): void;
	clear(): void;
	/** The fault that this call meets, if any: the first rule that fits. */
	meet(call: FaultCall): Fault | undefined;
	readonly active: boolean;
}

const ACCEPTED: ReadonlySet<FaultKind> = new Set(["dropAfter", "empty", "truncated", "latency"]);

export function createFaults(): Faults {
	const rules = new Set<{ rule: FaultRule; seen: number; played: number }>();
	let chance = seeded(1);

	return {
		get active() {
			return rules.size > 0;
		},
		add(rule) {
			const entry = { rule, seen: 0, played: 0 };
			rules.add(entry);
			return () => rules.delete(entry);
		},
		seed(seed) {
			chance = seeded(seed);
		},
		clear: () => rules.clear(),
		meet(call) {
			for (const entry of rules) {
				const { rule } = entry;
				if (!fits(rule, call)) continue;
				entry.seen++;
				if (rule.nth !== undefined && entry.seen !== rule.nth) continue;
				if (rule.times !== undefined && entry.played >= rule.times) continue;
				if (rule.probability !== undefined && chance() >= rule.probability) continue;
				entry.played++;
				return {
					kind: rule.kind,
					accepted: rule.accepted ?? ACCEPTED.has(rule.kind),
					retryAfter: rule.retryAfter ?? 1,
					delayMs: rule.delayMs ?? 0,
				};
			}
			return undefined;
		},
	};
}

function fits(rule: FaultRule, call: FaultCall): boolean {
	if (rule.method !== undefined && ![rule.method].flat().includes(call.method)) return false;
	if (rule.chatId !== undefined && rule.chatId !== call.chatId) return false;
	return rule.when === undefined || rule.when(call);
}

/** Mulberry32: small, and the same everywhere for the same seed. */
function seeded(seed: number): () => number {
	let state = seed >>> 0;
	return () => {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
		mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	};
}
