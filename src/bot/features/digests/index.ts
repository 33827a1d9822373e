/** How somebody's own digest comes: off, daily or weekly, at which hour, about what. */
import type { DigestSetting, DigestTopic } from "../../../domain/digest.ts";
import { setDigest, settingOf } from "../../../services/digests.ts";
import * as views from "../../../views/digest.ts";
import type { BotContext, Feature } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf } from "../../known.ts";

export const digestsFeature: Feature = {
	presses: {
		"digest.settings": showSettings,
		"digest.weekdays": (ctx) => show(ctx, views.chooseWeekday),
		"digest.hours": (ctx) => show(ctx, views.chooseHour),
		"digest.every": (ctx, every = "") => change(ctx, { every: every as DigestSetting["every"] }),
		"digest.weekday": (ctx, weekday = "") => change(ctx, { weekday: Number(weekday) }),
		"digest.hour": (ctx, hour = "") => change(ctx, { hour: Number(hour) }),
		"digest.topic": (ctx, topic = "", how) => {
			const others = settingOf(actorOf(ctx).person).without.filter((one) => one !== topic);
			if (how !== "with" && how !== "without") return showSettings(ctx);
			return change(ctx, { without: how === "without" ? [...others, topic as DigestTopic] : others });
		},
	},
};

async function show(ctx: BotContext, view: typeof views.digestSettings): Promise<void> {
	await pauseForm(ctx);
	await ctx.show(view(settingOf(actorOf(ctx).person), ctx.t));
}

async function showSettings(ctx: BotContext): Promise<void> {
	await show(ctx, views.digestSettings);
}

/** A choice that is none changes nothing: the settings are shown as they stand. */
async function change(ctx: BotContext, setting: Partial<DigestSetting>): Promise<void> {
	const result = await setDigest(actorOf(ctx), setting);
	if (result.ok) ctx.actor = { ...actorOf(ctx), person: result.value };
	await showSettings(ctx);
}
