/** The bot (a) that Dabir is measured against: grammY, its conversations, their state in MongoDB, and the runner. */
import { type Conversation, type ConversationFlavor, conversations, createConversation } from "@grammyjs/conversations";
import { run, sequentialize } from "@grammyjs/runner";
import { Bot, type Context, InlineKeyboard } from "grammy";
import { mongo } from "mongoose";
import { asked, COMMAND, SEND, wording } from "../questions.ts";
import { given, ready } from "./usage.ts";

type Ctx = ConversationFlavor<Context>;
interface Kept {
	_id: string;
	value: unknown;
}

const { apiRoot, token, uri, steps } = given();
const client = await new mongo.MongoClient(uri).connect();
const kept = client.db().collection<Kept>("conversations");
const registrations = client.db().collection("registrations");
const questions = wording(asked(steps));

async function registration(conversation: Conversation<Ctx, Context>, ctx: Context): Promise<void> {
	const answers: string[] = [];
	for (const { ask, choices } of questions) {
		if (choices.length > 0) {
			const keyboard = InlineKeyboard.from(
				choices.map(({ label, value }) => [InlineKeyboard.text(label, `choose:${value}`)]),
			);
			await ctx.reply(ask, { parse_mode: "HTML", reply_markup: keyboard });
			const tap = await conversation.waitForCallbackQuery(/^choose:/);
			await tap.answerCallbackQuery();
			answers.push(tap.callbackQuery.data.slice("choose:".length));
		} else {
			await ctx.reply(ask, { parse_mode: "HTML" });
			answers.push((await conversation.waitFor("message:text")).message.text);
		}
	}
	await ctx.reply(answers.join("\n"), { reply_markup: new InlineKeyboard().text(SEND, "send") });
	const tap = await conversation.waitForCallbackQuery("send");
	await conversation.external(async () => {
		await registrations.insertOne({ personId: tap.from.id, answers, at: new Date() });
	});
	await tap.answerCallbackQuery();
	await ctx.reply("ثبت شد");
}

const bot = new Bot<Ctx>(token, { client: { apiRoot } });
bot.use(sequentialize((ctx) => String(ctx.chat?.id)));
bot.use(
	conversations<Ctx, Context>({
		storage: {
			type: "key",
			adapter: {
				read: async (key) => (await kept.findOne({ _id: key }))?.value as never,
				write: async (key, value) => {
					await kept.updateOne({ _id: key }, { $set: { value } }, { upsert: true });
				},
				delete: async (key) => {
					await kept.deleteOne({ _id: key });
				},
			},
		},
	}),
);
bot.use(createConversation<Ctx, Context>(registration));
bot.command(COMMAND, (ctx) => ctx.conversation.enter("registration"));
bot.catch((error) => console.error(error.message));
await bot.init();
run(bot);
ready();
