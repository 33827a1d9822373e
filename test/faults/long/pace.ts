/** P2: as fast as Telegram allows. An announcement to many beside people who talk, at a server that enforces the limit. */
import { setTimeout as pass } from "node:timers/promises";
import { aCrowd, WORDS } from "./crowd.ts";
import type { Context, LongPromise, Verdict } from "./promise.ts";
import { aTalk, share } from "./talk.ts";

const REACHES_PEOPLE = /^(send(?!ChatAction)|copy|forward|edit)/;
const MINUTE_MS = 60_000;
/** People who say something, a second. */
const TALKING = 2;

export const pace: LongPromise = {
	promise: "P2",
	title: "20,000 recipients at 30 in any second, the API at 0 and 60 ms; then Telegram's paid rate",
	async run(context) {
		return [...(await aMinute(context, 0)), ...(await aMinute(context, 60)), ...(await paid(context))];
	},
};

async function aMinute({ quick, setting, say, stage: open }: Context, delayMs: number): Promise<Verdict[]> {
	const seconds = setting("seconds", quick ? 10 : 60);
	const stage = await open({ botApi: { limits: true } });
	const { botApi } = stage;
	const crowd = await aCrowd(stage, setting("recipients", quick ? 1_000 : 20_000));
	if (delayMs > 0) botApi.faults.add({ kind: "latency", delayMs, when: ({ method }) => REACHES_PEOPLE.test(method) });
	const bot = await stage.bot();
	await crowd.announced();
	await crowd.next(30_000);
	// The last to be reached are the ones who talk.
	const talk = aTalk(botApi, crowd.readers.map(({ phone }) => phone).reverse(), TALKING, WORDS);
	const from = Date.now();
	const used = await bot.cpuMs();
	for (let second = 0; second < seconds; second += 5) {
		await pass(5_000);
		say(`API ${delayMs} ms: ${crowd.arrivals.length} copies, ${talk.waits.length} replies`);
	}
	const until = from + seconds * 1_000;
	talk.stop();
	const cpu = (await bot.cpuMs()) - used;
	await pass(1_500);
	const counted = botApi.ledger
		.accepted()
		.filter(({ method, at }) => REACHES_PEOPLE.test(method) && at >= from && at < until).length;
	const floods = botApi.ledger.counts.tooManyRequests;
	const p95 = share(talk.waits, 0.95);
	const mark = Math.floor((1_735 * seconds * 1_000) / MINUTE_MS);
	const where = `API ${delayMs} ms, ${seconds} s`;
	await stage.close();
	return [
		{
			figure: `messages and replies accepted, ${where}`,
			mark: `≥ ${mark}`,
			measured: `${counted} (CPU share ${(cpu / seconds / 1_000).toFixed(2)})`,
			holds: counted >= mark,
		},
		{ figure: `429s, ${where}`, mark: "0", measured: String(floods), holds: floods === 0 },
		{
			figure: `replies meanwhile, p95, ${where}`,
			mark: "≤ 1 s",
			measured: `${p95.toFixed(0)} ms of ${talk.waits.length}, ${talk.unanswered()} unanswered`,
			holds: p95 <= 1_000 && talk.waits.length > 0 && talk.unanswered() === 0,
		},
	];
}

/** Claimed, sent and written down, a thousand a second. */
async function paid({ quick, setting, say, stage: open }: Context): Promise<Verdict[]> {
	const recipients = setting("recipients", quick ? 3_000 : 20_000);
	const stage = await open({ botApi: { limits: { perSecond: 1_000 } }, env: { SEND_RATE: "1000" } });
	const crowd = await aCrowd(stage, recipients);
	const bot = await stage.bot();
	await crowd.announced();
	await crowd.next(30_000);
	const used = await bot.cpuMs();
	const talk = aTalk(stage.botApi, crowd.readers.map(({ phone }) => phone).reverse(), TALKING, WORDS);
	for (const part of [0.25, 0.5, 0.75, 1]) {
		await crowd.until(Math.floor(recipients * part), 300_000);
		say(`SEND_RATE=1000: ${crowd.arrivals.length} copies`);
	}
	const cpu = (await bot.cpuMs()) - used;
	talk.stop();
	await pass(1_500);
	const [first, last] = [crowd.arrivals[0]?.at ?? 0, crowd.arrivals[recipients - 1]?.at ?? 0];
	const rate = ((recipients - 1) * 1_000) / (last - first);
	const core = cpu / (last - first);
	const floods = stage.botApi.ledger.counts.tooManyRequests;
	const p95 = share(talk.waits, 0.95);
	const times = crowd.readers.filter(({ phone }) => crowd.times(phone.id) !== 1).length;
	await stage.close();
	const where = `SEND_RATE=1000, ${recipients} recipients`;
	return [
		{
			figure: `copies a second, ${where}`,
			// The last of a thousand counts from when the first arrived: a little less than what is asked for.
			mark: "≥ 950",
			measured: rate.toFixed(0),
			holds: rate >= 950,
		},
		{ figure: `CPU of the bot, ${where}`, mark: "≤ 1 core", measured: core.toFixed(2), holds: core <= 1 },
		{ figure: `429s, ${where}`, mark: "0", measured: String(floods), holds: floods === 0 },
		{ figure: `not exactly once, ${where}`, mark: "0", measured: String(times), holds: times === 0 },
		{
			figure: `replies meanwhile, p95, ${where}`,
			mark: "≤ 1 s",
			measured: `${p95.toFixed(0)} ms of ${talk.waits.length}, ${talk.unanswered()} unanswered`,
			holds: p95 <= 1_000 && talk.unanswered() === 0,
		},
	];
}
