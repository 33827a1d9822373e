/** What is stored about me: as a file, to nobody but the one who asks. */
import { everythingAboutMe } from "../../../services/mydata.ts";
import * as views from "../../../views/mydata.ts";
import type { BotContext, Feature } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";

export const mydata: Feature = {
	commands: { mydata: ask },
	presses: {
		mydata: ask,
		"mydata.send": async (ctx) => {
			const data = await everythingAboutMe(actorOf(ctx), ctx.now);
			if (!data.ok) return await showNoAccess(ctx);
			await ctx.show(views.file(data.value, ctx.t), { fresh: true });
		},
	},
};

async function ask(ctx: BotContext): Promise<void> {
	await pauseForm(ctx);
	await ctx.show(views.ask(ctx.t));
}
