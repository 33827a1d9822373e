/** Kills after the reply has gone out and before the chat is closed: people register while it happens, and answer what is asked again. */
import { setTimeout as pass } from "node:timers/promises";
import mongoose from "mongoose";
import type { Person as Phone } from "../../../scripts/playground/botApi/index.ts";
import { normaliseDigits } from "../../../src/domain/persian.ts";
import type { Person } from "../../../src/domain/person.ts";
import { newId } from "../../../src/kit/ids.ts";
import type { LongPromise } from "./promise.ts";
import type { Stage } from "./stage.ts";
import { aWireTap, type Command } from "./wireTap.ts";

const isClosing = ({ name, collection, parts }: Command) =>
	name === "update" && collection === "sessions" && parts.some(({ u }) => u?.$push?.handled !== undefined);

/** Values in a sentence come between isolates. */
const STEP = /گام [\u2066-\u2069]*(\d)/;

/** Who has answered and is asked the same again looks at it for so long. */
const THINKS_MS = 1_500;

interface Walker {
	phone: Phone;
	/** What is answered to each question, in order; the third is not answered any more. */
	answers: [string, string];
	/** The last question seen: 0 none. */
	at: number;
	/** How often each question came. */
	asked: number[];
}

export const beforeClose: LongPromise = {
	promise: "points",
	title: "kills after the reply and before the close, while people register",
	async run({ quick, chance, setting, say, stage: open }) {
		const size = setting("people", quick ? 20 : 200);
		const kills = setting("kills", quick ? 2 : 20);
		const stage = await open({ env: { SEND_RATE: "1000" } });
		const tap = await aWireTap(stage.uri);
		const walkers = await register(stage, size);
		const bot = await stage.bot({ env: { MONGODB_URI: tap.uri } });
		const { botApi } = stage;
		const byChat = new Map(walkers.map((walker) => [walker.phone.id, walker]));
		botApi.on("shown", ({ chatId, message }) => {
			const walker = byChat.get(chatId);
			if (!walker || message.from !== "bot") return;
			const step = Number(normaliseDigits(message.text).match(STEP)?.[1] ?? 0);
			if (step === 0) return;
			const again = step === walker.at;
			walker.at = step;
			walker.asked[step] = (walker.asked[step] ?? 0) + 1;
			const answer = walker.answers[step - 1];
			if (answer === undefined) return;
			const count = walker.asked[step];
			if (!again) setImmediate(() => walker.phone.sends(answer));
			else
				setTimeout(() => {
					// What was answered before counts when the next question comes meanwhile.
					if (walker.at === step && walker.asked[step] === count) walker.phone.sends(answer);
				}, THINKS_MS);
		});
		const beginning = (async () => {
			for (const { phone } of walkers) {
				phone.sends("/register");
				await pass(quick ? 150 : 400);
			}
		})();
		let met = 0;
		for (; met < kills; met++) {
			await pass(300 + chance() * 1_500);
			const struck = tap.at("asked", isClosing, () => {
				void bot.kill();
				return false;
			});
			if ((await Promise.race([struck, pass(20_000, "never")])) === "never") break;
			while (bot.isAlive) await pass(5);
			await bot.start();
			say(`${met + 1} kills, ${walkers.filter(({ at }) => at === 3).length} people at the third question`);
		}
		await beginning;
		for (let waited = 0; waited < 60 && walkers.some(({ at }) => at < 3); waited++) await pass(1_000);
		await pass(THINKS_MS + 1_000);
		const stuck = walkers.filter(({ at }) => at < 3).length;
		const repeated = walkers.reduce(
			(sum, { asked }) => sum + asked.reduce((all, one) => all + Math.max(0, one - 1), 0),
			0,
		);
		const wrong = (await Promise.all(walkers.map((walker) => misplaced(walker)))).filter((one) => one !== undefined);
		await stage.close();
		await tap.close();
		return [
			{
				figure: `after the reply and before the close, ${met} kills: people who stand still`,
				mark: "0",
				measured: `${stuck} of ${size}; ${repeated} questions were asked again`,
				holds: stuck === 0 && met === kills,
			},
			{
				figure: "answers lost or under another question",
				mark: "0",
				measured: `${wrong.length} ${wrong.slice(0, 3).join("; ")}`,
				holds: wrong.length === 0,
			},
			{
				figure: "malformed calls",
				mark: "0",
				measured: String(botApi.violations.length),
				holds: botApi.violations.length === 0,
			},
		];
	},
};

async function register({ botApi, forgetUpdates }: Stage, size: number): Promise<Walker[]> {
	const walkers = Array.from({ length: size }, (_, index) => {
		const phone = botApi.person({ firstName: "سارا", id: 200_000_001 + index, languageCode: "fa" });
		phone.start();
		const number = String(10_001 + index);
		return { phone, answers: [`همیاران کوی ${number}`, number] as [string, string], at: 0, asked: [] };
	});
	await forgetUpdates();
	const kept = walkers.map(({ phone }) => {
		const person: Person = {
			...{ id: newId(), platform: "telegram", userId: phone.id, language: "fa", roles: [], consentedAt: new Date() },
		};
		const { id, ...rest } = person;
		return { _id: id, ...rest };
	});
	await mongoose.connection.collection<{ _id: string }>("people").insertMany(kept);
	return walkers;
}

/** What is wrong with the answers that are kept of this person. */
async function misplaced({ phone, answers: [name, number] }: Walker): Promise<string | undefined> {
	const session = await mongoose.connection
		.collection<{ _id: string; drafts?: Record<string, { answers: Record<string, unknown> }> }>("sessions")
		.findOne({ _id: `telegram:${phone.id}` });
	const [draft] = Object.values(session?.drafts ?? {});
	const kept = JSON.stringify(draft?.answers);
	const right = JSON.stringify({ name, registrationNumber: number });
	return kept === right ? undefined : `${kept} instead of ${right}`;
}
