/** Dabir as it is, with one form more (the bench's registration) and one kind of delivery more. */
import mongoose from "mongoose";
import { features } from "../../../src/bot/features/index.ts";
import { choice, form, number, text } from "../../../src/bot/form/index.ts";
import type { Question } from "../../../src/bot/form/question.ts";
import { readConfig } from "../../../src/config.ts";
import { organizationAbout, organizationName } from "../../../src/domain/organization.ts";
import { fullName, TITLES } from "../../../src/domain/person.ts";
import { kind } from "../../../src/jobs/kind.ts";
import { kinds } from "../../../src/jobs/kinds.ts";
import { createLog } from "../../../src/kit/log.ts";
import { done } from "../../../src/kit/result.ts";
import { start } from "../../../src/main.ts";
import type { T } from "../../../src/texts/index.ts";
import { type Asked, asked, COMMAND } from "../questions.ts";
import { given, ready } from "./usage.ts";

const ANSWERED: Record<Asked["kind"], () => Question> = {
	name: () => text(organizationName),
	number: () => number(),
	choice: () => choice(TITLES),
	about: () => text(organizationAbout),
	person: () => text(fullName),
};

const questions = asked(given().steps);
const likes = new Map(questions.map(({ name, like }) => [name, like]));

const registration = form("benchRegistration", {
	texts: "bench",
	questions: Object.fromEntries(questions.map(({ name, kind }) => [name, ANSWERED[kind]()])),
	async submit(actor, answers, now, { requestId }) {
		const registrations = mongoose.connection.collection("benchRegistrations");
		await registrations.insertOne({ requestId, personId: actor.person.id, answers, at: now });
		return done(undefined);
	},
	done: () => ({ text: "ثبت شد" }),
});

/** The bench's questions are asked in the words of those they are like. */
function lendWords(t: T): void {
	const real = (key: string) =>
		key
			.replace(
				/^bench\.(question|choice|refusal)\.(q\d+)/,
				(_, part, name) => `organizations.${part}.${likes.get(name)}`,
			)
			.replace(/^bench\.form\.\w+/, "organizations.form.registerOrganization");
	const { dynamic, dynamicPlain, has } = t;
	t.dynamic = (key, values) => dynamic(real(key), values);
	t.dynamicPlain = (key, values) => dynamicPlain(real(key), values);
	t.has = (key) => has(real(key));
}

const lent = new Set<T>();
features.push({
	forms: [registration],
	commands: {
		async [COMMAND](ctx) {
			if (!lent.has(ctx.t)) lendWords(ctx.t);
			lent.add(ctx.t);
			await ctx.begin(registration);
		},
	},
});
kinds.bench = kind({ load: async () => "جلسهٔ ماهانه فردا ساعت ۱۸ برگزار می‌شود.", view: (words) => ({ text: words }) });

const reading = readConfig(process.env);
if (!reading.ok) throw new Error(reading.problems.join("\n"));
const { BENCH_LEASE_MS, BENCH_SEND_RATE } = process.env;
await start({
	// Telegram's own limit is far below what a machine can do: without it, the rate is the bench's to say.
	config: { ...reading.config, ...(BENCH_SEND_RATE && { sendRate: Number(BENCH_SEND_RATE) }) },
	log: createLog({ level: "warn" }),
	pace: { ...(BENCH_LEASE_MS && { leaseMs: Number(BENCH_LEASE_MS) }) },
});
ready();
