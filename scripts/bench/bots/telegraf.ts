/** The second bot that Dabir is measured against: a Telegraf WizardScene with its session in MongoDB. */
import { mongo } from "mongoose";
import { Markup, Scenes, session, Telegraf } from "telegraf";
import { asked, COMMAND, SEND, wording } from "../questions.ts";
import { given, ready } from "./usage.ts";

type Ctx = Scenes.WizardContext;
interface Kept {
	_id: string;
	value: unknown;
}

const { apiRoot, token, uri, steps } = given();
const client = await new mongo.MongoClient(uri).connect();
const kept = client.db().collection<Kept>("sessions");
const registrations = client.db().collection("registrations");
const questions = wording(asked(steps));

const answersOf = (ctx: Ctx) => {
	const state = ctx.wizard.state as { answers?: string[] };
	state.answers ??= [];
	return state.answers;
};

async function ask(ctx: Ctx, index: number): Promise<void> {
	const question = questions[index];
	if (!question) {
		await ctx.reply(answersOf(ctx).join("\n"), Markup.inlineKeyboard([Markup.button.callback(SEND, "send")]));
		return;
	}
	const rows = question.choices.map(({ label, value }) => [Markup.button.callback(label, `choose:${value}`)]);
	await ctx.reply(question.ask, { parse_mode: "HTML", ...(rows.length > 0 && Markup.inlineKeyboard(rows)) });
}

async function answerOf(ctx: Ctx): Promise<string | undefined> {
	if (ctx.callbackQuery && "data" in ctx.callbackQuery) {
		await ctx.answerCbQuery();
		return ctx.callbackQuery.data.replace("choose:", "");
	}
	return ctx.message && "text" in ctx.message ? ctx.message.text : undefined;
}

const wizard = new Scenes.WizardScene<Ctx>(
	"registration",
	async (ctx) => {
		await ask(ctx, 0);
		ctx.wizard.next();
	},
	...questions.map((_, index) => async (ctx: Ctx) => {
		const answer = await answerOf(ctx);
		if (answer === undefined) return;
		answersOf(ctx).push(answer);
		await ask(ctx, index + 1);
		ctx.wizard.next();
	}),
	async (ctx) => {
		if ((await answerOf(ctx)) !== "send") return;
		await registrations.insertOne({ personId: ctx.from?.id, answers: answersOf(ctx), at: new Date() });
		await ctx.reply("ثبت شد");
		await ctx.scene.leave();
	},
);

const bot = new Telegraf<Ctx>(token, { telegram: { apiRoot } });
bot.use(
	session({
		store: {
			get: async (key) => (await kept.findOne({ _id: key }))?.value as object | undefined,
			set: async (key, value) => {
				await kept.updateOne({ _id: key }, { $set: { value } }, { upsert: true });
			},
			delete: async (key) => {
				await kept.deleteOne({ _id: key });
			},
		},
	}),
);
const stage = new Scenes.Stage<Ctx>([wizard]);
bot.use(stage.middleware());
bot.command(COMMAND, (ctx) => ctx.scene.enter("registration"));
bot.catch((error) => console.error(error));
void bot.launch(ready);
