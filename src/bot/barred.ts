/** Whom the secretariat barred: what is still open to them; everything else is answered with why. */
import { toldBarred } from "../views/peopleList.ts";
import type { BotContext } from "./context.ts";
import { pauseForm } from "./form/index.ts";
import { actorOf } from "./known.ts";

/** Commands and presses: appealing, the language, and what is kept about them. */
const OPEN = [
	"secretariat.write",
	"secretariat.send",
	"/privacy",
	"privacy",
	"/language",
	"language",
	"/mydata",
	"mydata",
	"mydata.send",
	"settings.forget",
	"settings.forgetYes",
];

/** `name` as a feature declares it: "/command" or the name of a press. */
export function isOpenToBarred(name: string): boolean {
	return OPEN.includes(name);
}

export async function showBarred(ctx: BotContext): Promise<void> {
	await pauseForm(ctx);
	await ctx.show(toldBarred(actorOf(ctx).person, ctx.t));
}
