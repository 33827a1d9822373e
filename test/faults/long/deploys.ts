/** P13: graceful deploys. Two bots are restarted one after the other, over and over, while people talk. */
import { deadUpdates } from "../../../src/store/inbox.ts";
import type { Exit } from "./aBot.ts";
import { aCrowd } from "./crowd.ts";
import type { Context, LongPromise, Verdict } from "./promise.ts";
import { pause, seconds, someSpeak } from "./speakers.ts";

const RESTARTS = 20;
const A_SECOND = 50;
const EXIT_MS = 10_000;

export const deploys: LongPromise = {
	promise: "P13",
	title: "20 rolling restarts at 50 updates/s; by webhook to two bots, and polled by one of two",
	async run(context) {
		const only = context.setting("webhook", -1);
		const ways = [true, false].filter((way) => only < 0 || way === (only === 1));
		const verdicts: Verdict[] = [];
		for (const way of ways) verdicts.push(...(await rolled(context, way)));
		return verdicts;
	},
};

async function rolled({ chance, quick, setting, say, stage: open }: Context, webhook: boolean): Promise<Verdict[]> {
	const how = webhook ? "webhook" : "polling";
	const restarts = setting("restarts", quick ? 3 : RESTARTS);
	const stage = await open({ webhook, env: { SEND_RATE: "1000" } });
	const crowd = await aCrowd(stage, quick ? 100 : 1_000);
	const bots = [await stage.bot({ instance: "one" }), await stage.bot({ instance: "two" })];
	const talk = someSpeak(
		stage,
		crowd.readers.map(({ phone }) => phone),
		A_SECOND,
	);
	await talk.until(A_SECOND);
	const exits: Exit[] = [];
	for (let number = 0; number < restarts; number++) {
		const bot = bots[number % bots.length];
		if (!bot) continue;
		exits.push(await bot.stop());
		await bot.start();
		await pause(500 + chance() * 1_000);
		say(`${how}: restart ${number + 1} of ${restarts}, ${talk.said} said, ${talk.lost()} wait`);
	}
	const all = await talk.hush(60_000);
	if (!all) say(talk.unheard().join("; "));
	await pause(2_000);
	const dead = await deadUpdates(10);
	const slowest = Math.max(...exits.map(({ ms }) => ms));
	const [lost, twice] = [talk.lost(), talk.twice()];
	talk.over();
	await stage.close();
	const clean = exits.filter(({ code }) => code === 0).length;
	return [
		{
			figure: `${how}: lost`,
			mark: "0",
			measured: `${lost} of ${talk.said}, ${dead.length} set aside`,
			holds: all && lost === 0 && dead.length === 0,
		},
		{ figure: `${how}: answered twice`, mark: "0", measured: String(twice), holds: twice === 0 },
		{
			figure: `${how}: exit`,
			mark: "0 within 10 s",
			measured: `${clean} of ${exits.length} with 0, ${seconds(slowest)} at most`,
			holds: clean === exits.length && slowest <= EXIT_MS,
		},
	];
}
