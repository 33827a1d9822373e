/** For handlers of features: whoever reaches them has agreed to be remembered. */
import type { Actor } from "../domain/person.ts";
import { press } from "../texts/message.ts";
import type { BotContext } from "./context.ts";

/** Who acts. Handlers that strangers may reach do not ask for it. */
export function actorOf(ctx: BotContext): Actor {
	if (!ctx.actor) throw new Error("only who agreed to be remembered gets here");
	return ctx.actor;
}

/** "You have no access to this", with the way to the secretariat. */
export async function showNoAccess(ctx: BotContext): Promise<void> {
	await ctx.show({
		text: ctx.t("coordination.noAccess"),
		buttons: [
			[{ label: ctx.t.plain("home.button.secretariat"), press: press("secretariat.write") }],
			[{ label: ctx.t.plain("home.button.home"), press: press("home.open") }],
		],
	});
}
