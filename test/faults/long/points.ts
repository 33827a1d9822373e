/** Kills at every named point of a delivery's way, and of an update's: exactly there, seen on the wire to the database or at Telegram. */
import { setTimeout as pass } from "node:timers/promises";
import { deliveryKey } from "../../../src/domain/announcement.ts";
import { countsOf } from "../../../src/services/deliveries.ts";
import { leaderNow } from "../../../src/store/leases.ts";
import type { Bot } from "./aBot.ts";
import { aCrowd, type Crowd, WORDS } from "./crowd.ts";
import type { Context, LongPromise, Verdict } from "./promise.ts";
import type { Stage } from "./stage.ts";
import { aWireTap, type Command, type Moment, type WireTap } from "./wireTap.ts";

const RATE = 200;
const K = RATE / 4;

interface Point {
	name: string;
	/** Resolves when the bot has been struck there. */
	strike(bot: Bot, tap: WireTap, stage: Stage): Promise<void>;
	/** What may arrive twice because of it. */
	most: number;
}

const kills = (bot: Bot) => () => {
	void bot.kill();
	return false;
};

const onTheWire =
	(moment: Moment, fits: (command: Command) => boolean): Point["strike"] =>
	(bot, tap) =>
		tap.at(moment, fits, kills(bot));

const isClaim = ({ name, collection, parts }: Command) =>
	name === "update" && collection === "deliveries" && parts.some(({ u }) => Array.isArray(u) && u[0]?.$set?.fence);
const isResult = ({ name, collection, parts }: Command) =>
	name === "update" && collection === "deliveries" && parts.some(({ q }) => q?.fence !== undefined);
const isPage = ({ name, collection, parts }: Command) =>
	name === "insert" && collection === "deliveries" && parts.some(({ parent }) => parent !== undefined);
const isCursor = ({ name, collection, parts }: Command) =>
	name === "update" && collection === "deliveries" && parts.some(({ u }) => u?.$set?.cursor !== undefined);
const isRenewal = ({ name, collection, parts }: Command) =>
	name === "findAndModify" && collection === "leases" && parts[0]?.query?._id === "leader";

const atTelegram: Point["strike"] = (bot, _, { botApi }) =>
	new Promise((resolve) => {
		const deaf = botApi.on("call", ({ entry: { method, parameters, outcome } }) => {
			if (method !== "sendMessage" || outcome.kind !== "accepted" || !String(parameters.text).includes(WORDS)) return;
			deaf();
			void bot.kill();
			resolve();
		});
	});

const POINTS: Point[] = [
	{ name: "before the claim", strike: onTheWire("asked", isClaim), most: K },
	{ name: "after the claim", strike: onTheWire("done", isClaim), most: K },
	{ name: "after Telegram accepted", strike: atTelegram, most: K },
	{ name: "before the result is written", strike: onTheWire("asked", isResult), most: K },
	{ name: "after the result is written", strike: onTheWire("done", isResult), most: K },
	{ name: "in the middle of an expansion", strike: onTheWire("asked", isPage), most: K },
	{ name: "copies written, the cursor not moved", strike: onTheWire("done", isPage), most: K },
	{ name: "the cursor moved, not known", strike: onTheWire("done", isCursor), most: K },
	{ name: "asking for the leader's lease", strike: onTheWire("asked", isRenewal), most: K },
	{ name: "the leader's lease renewed, not known", strike: onTheWire("done", isRenewal), most: K },
];

export const points: LongPromise = {
	promise: "points",
	title: "kills at every named point",
	async run(context) {
		const verdicts: Verdict[] = [];
		for (const point of POINTS) {
			context.say(point.name);
			try {
				verdicts.push(await struck(context, point));
			} catch (error) {
				const measured = String(error);
				verdicts.push({ figure: point.name, mark: "it ran to its end", measured, holds: false });
			}
		}
		return verdicts;
	},
};

/** An announcement of several pages, the bot killed there several times over, each time restarted on the same host. */
async function struck({ quick, chance, setting, say, stage: open }: Context, point: Point): Promise<Verdict> {
	const recipients = setting("recipients", quick ? 1_500 : 4_000);
	const times = setting("times", quick ? 1 : 3);
	const stage = await open({ env: { SEND_RATE: String(RATE) } });
	const tap = await aWireTap(stage.uri);
	try {
		const crowd = await aCrowd(stage, recipients);
		const bot = await stage.bot({ env: { MONGODB_URI: tap.uri } });
		const announcement = await crowd.announced();
		let met = 0;
		let slowest = 0;
		for (; met < times; met++) {
			// Expansions come in the beginning, one for a thousand copies.
			await crowd.until(crowd.arrivals.length + 20 + Math.floor(chance() * 200), 60_000);
			await within(60_000, point.name, point.strike(bot, tap, stage));
			while (bot.isAlive) await pass(5);
			await pass(50);
			const next = crowd.next(60_000);
			const from = performance.now();
			await bot.start();
			slowest = Math.max(slowest, (await next).at - from);
		}
		await finished(crowd, announcement.id, recipients, say);
		return await judge(crowd, announcement.id, recipients, point, met, slowest);
	} finally {
		await stage.close();
		await tap.close();
	}
}

async function finished(crowd: Crowd, id: string, recipients: number, say: Context["say"]): Promise<void> {
	const until = performance.now() + 180_000;
	for (;;) {
		if ((await countsOf(deliveryKey(id))).sent === recipients) return;
		if (performance.now() > until) return;
		await pass(2_000);
		say(`${crowd.arrivals.length} arrived`);
	}
}

async function judge(crowd: Crowd, id: string, recipients: number, point: Point, met: number, slowest: number) {
	const lost = crowd.readers.filter(({ phone }) => crowd.times(phone.id) === 0).length;
	const twice = crowd.readers.filter(({ phone }) => crowd.times(phone.id) > 1);
	const flagged = await crowd.flagged({ id });
	const unflagged = twice.filter(({ person }) => !flagged.has(person.id)).length;
	const extra = crowd.arrivals.length - (recipients - lost);
	const counts = JSON.stringify(await countsOf(deliveryKey(id)));
	return {
		figure: `${point.name}, ${met} kills`,
		mark: `0 lost, ≤ ${point.most} twice a kill, all flagged, count exact`,
		measured: `${lost} lost, ${extra} twice, ${unflagged} not flagged, ${counts}; resumed after ${(slowest / 1_000).toFixed(1)} s at most`,
		holds:
			lost === 0 && extra <= point.most * met && unflagged === 0 && counts === JSON.stringify({ sent: recipients }),
	};
}

async function within(ms: number, what: string, work: Promise<void>): Promise<void> {
	let timer: NodeJS.Timeout | undefined;
	const late = new Promise<never>((_, reject) => {
		timer = setTimeout(() => reject(new Error(`"${what}" did not come within ${ms} ms`)), ms);
	});
	await Promise.race([work, late]);
	clearTimeout(timer);
}

export async function leading(bots: readonly Bot[]): Promise<Bot> {
	for (;;) {
		const leader = await leaderNow();
		const bot = bots.find(({ instance, isAlive }) => isAlive && instance === leader?.instance);
		if (bot) return bot;
		await pass(100);
	}
}
