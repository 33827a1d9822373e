/** P18: it stays up. Ten minutes (`minutes=60` for the whole hour) of talk with a broadcast, and how its memory goes. */
import { aCrowd, WORDS } from "./crowd.ts";
import type { LongPromise } from "./promise.ts";
import { pause, someSpeak } from "./speakers.ts";
import { share } from "./talk.ts";

const A_SECOND = 30;
const WARM_UP = 0.2;
const MOST_MB_AN_HOUR = 5;
const LOOK_MS = 1_000;
/** The least of so many looks in a row: what is in use, without what waits to be collected. */
const LOOKS = 30;

export const staysUp: LongPromise = {
	promise: "P18",
	title: "30 updates/s with a broadcast, 10 minutes (minutes=60 for the whole hour)",
	async run({ quick, setting, say, stage: open }) {
		const minutes = setting("minutes", quick ? 1 : 10);
		// At Telegram's free 29/s the answers alone would take it all, and nothing would be left for the broadcast.
		const rate = 60;
		const stage = await open({
			env: { SEND_RATE: String(rate) },
			botApi: { ledgerLimit: 0, chats: { keepMessages: 30 } },
		});
		// Enough that it goes on to the end; who talks is told nothing.
		const crowd = await aCrowd(stage, Math.ceil(minutes * 60 * (rate - A_SECOND) * 1.1));
		const phones = crowd.readers.slice(-1_000).map(({ phone }) => phone);
		const bot = await stage.bot();
		const talk = someSpeak({ botApi: stage.botApi, others: WORDS }, phones, A_SECOND);
		await crowd.announced();
		const looks: { minute: number; mb: number }[] = [];
		const begunAt = performance.now();
		for (let minute = 0; minute < minutes; ) {
			await pause(LOOK_MS);
			minute = (performance.now() - begunAt) / 60_000;
			looks.push({ minute, mb: await bot.memoryMb() });
			if (looks.length % 30 === 0) {
				say(
					`minute ${minute.toFixed(1)}: ${looks.at(-1)?.mb.toFixed(0)} MB, ${talk.said} said, ${crowd.arrivals.length} told`,
				);
			}
		}
		const all = await talk.hush(60_000);
		const lows = lowest(looks.filter(({ minute }) => minute >= minutes * WARM_UP));
		const { slope, error } = line(lows);
		const rejections = bot.log.filter(({ msg, level }) => level === "stderr" || /unhandled|uncaught/i.test(msg));
		const [first, last] = [lows[0]?.mb ?? 0, lows.at(-1)?.mb ?? 0];
		talk.over();
		return [
			{
				figure: "memory's slope after warm-up",
				mark: `< ${MOST_MB_AN_HOUR} MB/h`,
				measured: `${(slope * 60).toFixed(1)} ± ${(error * 60).toFixed(1)} MB/h (${first.toFixed(0)} → ${last.toFixed(0)} MB, ${minutes} min)`,
				holds: slope * 60 < MOST_MB_AN_HOUR,
			},
			{
				figure: "unhandled rejections, crashes",
				mark: "0",
				measured: `${rejections.length}, ${bot.deaths.length}`,
				holds: rejections.length === 0 && bot.deaths.length === 0,
			},
			{
				figure: "unanswered",
				mark: "0",
				measured: `${talk.lost()} of ${talk.said}, p95 ${(share(talk.waits, 0.95) / 1_000).toFixed(2)} s; ${crowd.arrivals.length} told meanwhile`,
				holds: all,
			},
		];
	},
};

function lowest(looks: { minute: number; mb: number }[]): { minute: number; mb: number }[] {
	const lows: { minute: number; mb: number }[] = [];
	for (let from = 0; from + LOOKS <= looks.length; from += LOOKS) {
		const few = looks.slice(from, from + LOOKS);
		const low = few.reduce((least, one) => (one.mb < least.mb ? one : least));
		lows.push(low);
	}
	return lows;
}

/** The straight line through them, and how sure its slope is: MB a minute. */
function line(points: { minute: number; mb: number }[]): { slope: number; error: number } {
	const n = points.length;
	const mean = (of: (point: { minute: number; mb: number }) => number) =>
		points.reduce((sum, one) => sum + of(one), 0) / n;
	const [x, y] = [mean(({ minute }) => minute), mean(({ mb }) => mb)];
	const spread = points.reduce((sum, { minute }) => sum + (minute - x) ** 2, 0);
	const slope = points.reduce((sum, { minute, mb }) => sum + (minute - x) * (mb - y), 0) / spread;
	const rest = points.reduce((sum, { minute, mb }) => sum + (mb - y - slope * (minute - x)) ** 2, 0);
	return { slope, error: Math.sqrt(rest / Math.max(1, n - 2) / spread) };
}
