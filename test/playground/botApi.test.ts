/** The local Bot API server as grammY and plain HTTP meet it. */
import { Bot, GrammyError, InlineKeyboard, InputFile } from "grammy";
import { expect, onTestFinished, test } from "vitest";
import { type BotApi, type BotApiOptions, startBotApi } from "../../scripts/playground/botApi/index.ts";

async function aServer(options: BotApiOptions = {}) {
	const api = await startBotApi(options);
	onTestFinished(() => api.stop());
	return api;
}

function aBot(api: BotApi) {
	return new Bot(api.token, { client: { apiRoot: api.url } });
}

function running(api: BotApi, bot: Bot) {
	const polling = bot.start();
	onTestFinished(async () => {
		await bot.stop();
		await polling;
	});
	return api.next((event) => event.type === "call" && event.entry.method === "deleteWebhook");
}

test("somebody presses Start, the bot answers with a button, the tap edits the message", async () => {
	const api = await aServer();
	const sara = api.person({ firstName: "سارا", languageCode: "fa" });
	const bot = aBot(api);
	bot.command("start", (context) =>
		context.reply("<b>سلام</b> سارا", {
			parse_mode: "HTML",
			reply_markup: new InlineKeyboard().text("ثبت‌نام", "register"),
		}),
	);
	bot.callbackQuery("register", async (context) => {
		await context.answerCallbackQuery("باشد");
		await context.editMessageText("نام سازمان؟");
	});
	await running(api, bot);

	sara.start();
	await api.next((event) => event.type === "shown" && event.message.from === "bot");
	const shown = api.chat(sara.id).last;
	expect(shown?.text).toBe("سلام سارا");
	expect(shown?.html).toBe("<b>سلام</b> سارا");
	expect(shown?.entities).toEqual([{ type: "bold", offset: 0, length: 4 }]);

	const tap = sara.taps(shown?.messageId ?? 0, "register");
	await api.next((event) => event.type === "edited");
	expect(tap.answer?.text).toBe("باشد");
	expect(api.chat(sara.id).last).toMatchObject({ text: "نام سازمان؟", edited: true, inlineKeyboard: [] });
	expect(api.chat(sara.id).toast?.text).toBe("باشد");
	expect(api.violations).toEqual([]);
});

test("a photo that grammY uploads can be fetched again", async () => {
	const api = await aServer();
	const sara = api.person({ firstName: "سارا" });
	sara.start();
	const bot = aBot(api);
	const photo = sara.sendsPhoto();
	const bytes = api.file(photo.photo?.at(-1)?.file_id ?? "")?.bytes ?? new Uint8Array();
	const sent = await bot.api.sendPhoto(sara.id, new InputFile(bytes, "عکس.png"), { caption: "123" });
	expect(sent.caption).toBe("123");
	const file = await bot.api.getFile(sent.photo.at(-1)?.file_id ?? "");
	const fetched = await fetch(`${api.url}/file/bot${api.token}/${file.file_path}`);
	expect(Buffer.from(await fetched.arrayBuffer()).equals(bytes)).toBe(true);
	expect(api.violations).toEqual([]);
});

test("a person who blocked the bot is forbidden ground", async () => {
	const api = await aServer();
	const sara = api.person({ firstName: "سارا" });
	const bot = aBot(api);
	await expect(bot.api.sendMessage(sara.id, "سلام")).rejects.toThrow("bot can't initiate conversation with a user");
	sara.start();
	sara.blocks();
	const refused = await bot.api.sendMessage(sara.id, "سلام").catch((error: unknown) => error);
	expect(refused).toBeInstanceOf(GrammyError);
	expect(refused).toMatchObject({ error_code: 403, description: "Forbidden: bot was blocked by the user" });
	expect(api.violations).toEqual([]);
});
