/** P5: the database may go away. mongod is killed under the bots' hands while people talk, and comes back. */
import { deadUpdates } from "../../../src/store/inbox.ts";
import { aCrowd } from "./crowd.ts";
import type { Context, LongPromise, Verdict } from "./promise.ts";
import { pause, seconds, someSpeak } from "./speakers.ts";

const COUNT = 1_000;
const A_SECOND = 50;
const DRAINED_MS = 30_000;

export const databaseGone: LongPromise = {
	promise: "P5",
	title:
		"mongod gone for 20 s while 1,000 updates come, 50 a second; polled by one of two bots, and by webhook to both",
	async run(context) {
		const only = context.setting("webhook", -1);
		const ways = [false, true].filter((way) => only < 0 || way === (only === 1));
		const verdicts: Verdict[] = [];
		for (const way of ways) verdicts.push(...(await gone(context, way)));
		return verdicts;
	},
};

async function gone({ quick, setting, say, stage: open }: Context, webhook: boolean): Promise<Verdict[]> {
	const how = webhook ? "webhook" : "polling";
	const goneMs = setting("gone", quick ? 5 : 20) * 1_000;
	const count = quick ? 250 : COUNT;
	const stage = await open({ webhook, botApi: { webhook: { longestWaitMs: 8_000 } }, env: { SEND_RATE: "1000" } });
	const crowd = await aCrowd(stage, quick ? 100 : 500);
	const bots = [await stage.bot({ instance: "one" }), await stage.bot({ instance: "two" })];
	const phones = crowd.readers.map(({ phone }) => phone);
	// A word each before it happens, so that there is something to be in the middle of.
	const warm = someSpeak(stage, phones, A_SECOND);
	await warm.until(100);
	const warmed = await warm.hush(30_000);
	warm.over();

	const talk = someSpeak(stage, phones, A_SECOND);
	await talk.until(10);
	await stage.mongod.kill();
	const diedAt = performance.now();
	let [asked, ready] = [0, 0];
	// A database is called gone after a moment, not in the same instant.
	const asking = setInterval(async () => {
		if (performance.now() - diedAt < 2_000) return;
		const answers = await Promise.all(bots.map((bot) => bot.isReady()));
		if (performance.now() - diedAt > goneMs) return;
		asked += answers.length;
		ready += answers.filter(Boolean).length;
	}, 1_000);
	await pause(goneMs);
	clearInterval(asking);
	say(`${how}: ${talk.said} said, ${talk.lost()} wait; the database comes back`);
	await stage.mongod.start();
	const backAt = performance.now();
	await talk.until(count);
	const all = await talk.hush(120_000);
	const drainedMs = Math.max(0, talk.lastAnswerAt - backAt);
	await pause(1_000);
	const dead = await deadUpdates(10);
	const readyAgain = (await Promise.all(bots.map((bot) => bot.isReady()))).every(Boolean);
	const deaths = bots.flatMap((bot) => bot.deaths);
	if (!all) {
		say(talk.unheard().join("; "));
	}
	say(`${how}: drained after ${seconds(drainedMs)}`);
	const [lost, twice] = [talk.lost(), talk.twice()];
	talk.over();
	await stage.close();
	return [
		{
			figure: `${how}: lost`,
			mark: "0",
			measured: `${lost} of ${talk.said}, ${dead.length} set aside, ${twice} answers a second time`,
			holds: warmed && all && lost === 0 && dead.length === 0,
		},
		{
			figure: `${how}: drained after it is back`,
			mark: `≤ ${DRAINED_MS / 1_000} s`,
			measured: seconds(drainedMs),
			holds: all && drainedMs <= DRAINED_MS,
		},
		{
			figure: `${how}: readiness meanwhile and afterwards`,
			mark: "no, yes",
			measured: `${ready} of ${asked} times yes; ${readyAgain ? "yes" : "no"}`,
			holds: asked > 0 && ready === 0 && readyAgain,
		},
		{ figure: `${how}: crashes`, mark: "0", measured: String(deaths.length), holds: deaths.length === 0 },
	];
}
