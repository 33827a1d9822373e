/** Who acts: looked up at every update, remembered for a minute only between the answers to questions. */
import type { Actor } from "../domain/person.ts";
import { actorOf } from "../services/people.ts";
import type { BotContext } from "./context.ts";
import { readSaid } from "./form/read.ts";

const REMEMBERED_MS = 60_000;
const REMEMBERED = 5_000;

/** Resolves to who acts, if they are known; and leaves `ctx.actsNow` for what must not go by memory. */
export function createActing(): (ctx: BotContext) => Promise<Actor | undefined> {
	const remembered = new Map<number, { actor: Actor; until: number }>();

	return async (ctx) => {
		const userId = ctx.from?.id;
		if (userId === undefined || ctx.chat?.type !== "private") return undefined;
		ctx.actsNow = async () => {
			remembered.delete(userId);
			const actor = await actorOf("telegram", userId);
			if (!actor) throw new Error("who acts has been forgotten meanwhile");
			ctx.actor = actor;
			return actor;
		};
		const answers = ctx.session.current !== undefined && readSaid(ctx) !== undefined;
		const known = answers ? remembered.get(userId) : undefined;
		if (known && performance.now() < known.until) return known.actor;
		remembered.delete(userId);
		const actor = await actorOf("telegram", userId);
		if (actor && answers && !actor.person.unreachableSince) {
			remembered.set(userId, { actor, until: performance.now() + REMEMBERED_MS });
			const [eldest] = remembered.keys();
			if (remembered.size > REMEMBERED && eldest !== undefined) remembered.delete(eldest);
		}
		return actor;
	};
}
