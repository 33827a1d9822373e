/** The playground's page by itself, in a real browser, with a bot of ten lines that shows everything a bot can show. */
import { Bot, InlineKeyboard, InputFile, Keyboard } from "grammy";
import { expect, onTestFinished, test } from "vitest";
import { type BotApi, startBotApi } from "../../scripts/playground/botApi/index.ts";
import { PLACES } from "../../scripts/playground/places.ts";
import { type Page, startPage } from "../../scripts/playground/server.ts";
import { clockAt } from "../../src/kit/clock.ts";
import { openWindow, type WindowOptions } from "../support/browser.ts";

const TODAY = new Date("2026-11-24T06:30:00Z");

test("one chats with the bot: a text, a button, a toast, an edit in place", async () => {
	const { window, zahra } = await aPage({ width: 1280, height: 800 });
	const phone = zahra(window.page);

	await phone.getByRole("button", { name: "شروع" }).click();
	await phone.getByText("سلام زهرا").waitFor();
	await phone.getByRole("button", { name: "بشمار" }).click();
	await phone.getByText("شمارش: ۱").waitFor();
	expect(await phone.locator(".message.bot").count()).toBe(1);
	await phone.locator(".toast").getByText("یک شمرده شد").waitFor();
	expect(await phone.locator(".message.bot").textContent()).toContain("ویرایش‌شده");
	expect(await phone.locator('[aria-busy="true"]').count()).toBe(0);

	await phone.getByRole("textbox").fill("یک جملهٔ ساده");
	await phone.getByRole("textbox").press("Enter");
	await phone.getByText("گفتید: یک جملهٔ ساده").waitFor();
	expect(window.errors).toEqual([]);
});

test("what a bot marks is shown as Telegram shows it: bold, code, links, a quote that opens, a spoiler that is lifted", async () => {
	const { window, zahra } = await aPage({ width: 1280, height: 800 });
	const phone = zahra(window.page);
	await says(phone, "/marks");
	const message = phone.locator(".message.bot").last();
	await message.locator("b").getByText("پررنگ").waitFor();

	expect(await message.locator("code").textContent()).toBe("O-1405-0042");
	expect(await message.locator("a").getAttribute("href")).toBe("https://example.org/");
	expect(await message.locator(".text").textContent()).toContain("<b>");
	const quote = message.locator("blockquote.expandable");
	expect(await quote.getAttribute("aria-expanded")).toBe("false");
	const closed = (await quote.boundingBox())?.height ?? 0;
	await quote.click();
	expect(await quote.getAttribute("aria-expanded")).toBe("true");
	expect((await quote.boundingBox())?.height).toBeGreaterThan(closed);
	const spoiler = message.locator(".spoiler");
	await spoiler.press("Enter");
	expect(await spoiler.getAttribute("aria-pressed")).toBe("true");
	await window.photograph("page-marks");
	expect(window.errors).toEqual([]);
});

test("a phone shares its number and a place, and sends photos, an album, a voice, a file, a sticker", async () => {
	const { window, zahra, botApi } = await aPage({ width: 1280, height: 900 });
	const phone = zahra(window.page);
	await says(phone, "/ask");
	await phone.getByRole("button", { name: "ارسال شماره" }).click();
	await phone.getByText("گرفتم: contact").waitFor();
	const got = () =>
		botApi
			.chat(200_000_001)
			.messages.filter(({ from }) => from !== "bot")
			.at(-1);
	expect(got()?.contact?.user_id).toBe(200_000_001);
	expect(await phone.locator(".replyKeys").count()).toBe(0);

	const attach = async (name: string) => {
		await phone.getByRole("button", { name: "پیوست" }).click();
		await phone.getByRole("dialog").getByRole("button", { name, exact: true }).click();
	};
	await attach("مکان");
	await phone.getByRole("button", { name: "هادی‌آباد" }).click();
	await phone.getByText("گرفتم: location").waitFor();
	expect(got()?.location?.latitude).toBeCloseTo(36.2893, 3);
	await attach("عکس");
	await phone.getByRole("button", { name: "نمونهٔ پروانهٔ فعالیت" }).click();
	await phone.getByText("گرفتم: photo").waitFor();
	await attach("آلبوم");
	await phone.getByRole("button", { name: "۳ عکس" }).click();
	await expect.poll(() => phone.locator(".album img").count(), { timeout: 10_000 }).toBe(3);
	await attach("صدا");
	await phone.getByRole("button", { name: "۱۲ ثانیه" }).click();
	await phone.getByText("گرفتم: voice").waitFor();
	expect(got()?.voice?.duration).toBe(12);
	await attach("سند");
	await phone.getByRole("button", { name: "نمونهٔ سند" }).click();
	await phone.getByText("گرفتم: document").waitFor();
	await attach("برچسب");
	await phone.getByText("گرفتم: sticker").waitFor();
	await window.photograph("page-carried");
	expect(window.errors).toEqual([]);
});

test("one edits one's own message, and blocks the bot and comes back", async () => {
	const { window, zahra, botApi } = await aPage({ width: 1280, height: 800 });
	const phone = zahra(window.page);
	await says(phone, "سلام");
	await phone.getByText("گفتید: سلام").waitFor();
	await phone.locator(".message.mine").last().getByRole("button", { name: "کارهای این پیام" }).click();
	await phone.getByRole("button", { name: "ویرایش" }).click();
	await phone.getByRole("textbox").fill("درود");
	await phone.getByRole("textbox").press("Enter");
	await phone.getByText("ویرایش شد به: درود").waitFor();

	await phone.getByRole("button", { name: "گزینه‌های گوشی" }).click();
	await phone.getByRole("button", { name: "مسدود کردن ربات" }).click();
	await phone.getByText("ربات را مسدود کرده").waitFor();
	expect(botApi.chat(200_000_001).blocked).toBe(true);
	await phone.getByRole("button", { name: "رفع انسداد و ادامه" }).click();
	await phone.getByRole("textbox").waitFor();
	expect(window.errors).toEqual([]);
});

test("somebody new joins, a group is made, the bot is added to it", async () => {
	const { window, botApi } = await aPage({ width: 1500, height: 800 });
	const { page } = window;
	await page.getByRole("button", { name: "فرد تازه" }).click();
	await page.getByRole("dialog").getByLabel("نام", { exact: true }).fill("سارا");
	await page.getByRole("dialog").getByRole("button", { name: "بساز" }).click();
	await page.getByRole("region", { name: "گوشی سارا" }).waitFor();
	await page.getByRole("button", { name: "گروه تازه" }).click();
	await page.getByRole("dialog").getByText("سارا").click();
	await page.getByRole("dialog").getByText("زهرا کریمی").click();
	await page.getByRole("dialog").getByRole("button", { name: "بساز" }).click();

	const sara = page.getByRole("region", { name: "گوشی سارا" });
	await sara.getByRole("tab", { name: "گروه نمونه" }).click();
	await sara.getByText("دبیر به گروه پیوست").waitFor();
	await says(sara, "/start");
	await sara.getByText("سلام سارا").waitFor();
	expect(botApi.groups).toHaveLength(1);
	expect(window.errors).toEqual([]);
});

test("the drawer shows every call and cries out what Telegram would refuse", async () => {
	const { window, zahra } = await aPage({ width: 1280, height: 800 });
	const phone = zahra(window.page);
	await says(phone, "/broken");
	await expect.poll(() => window.page.locator("#violationCount").textContent()).toBe("۱");
	await window.page.getByRole("button", { name: "فراخوانی‌ها" }).click();
	const drawer = window.page.getByRole("complementary");
	await drawer.getByRole("alert").getByText("can't parse entities").waitFor();
	expect(await drawer.locator(".call").first().textContent()).toContain("sendMessage");
	await window.photograph("page-calls");
	expect(window.errors).toEqual([]);
});

test("the clock goes an hour on, and to the next due moment", async () => {
	const { window, moves } = await aPage({ width: 1280, height: 800 });
	const { page } = window;
	await page.getByText("سه‌شنبه ۳ آذر ۱۴۰۵").waitFor();
	expect(await page.locator("#clockTime").textContent()).toBe("۱۰:۰۰");
	await page.getByRole("button", { name: "یک ساعت بعد" }).click();
	await expect.poll(() => page.locator("#clockTime").textContent()).toBe("۱۱:۰۰");
	await page.getByRole("button", { name: "اولین موعد بعدی" }).click();
	await page.getByText("پیام زمان‌داری در انتظار نیست").waitFor();
	expect(moves).toEqual(["hour", "due"]);
});

test("on a phone of 360 points one person is seen at a time, nothing sticks out, and English labels are complete", async () => {
	const { window, zahra } = await aPage({ width: 360, height: 640 });
	const { page } = window;
	expect(await page.locator(".phone").count()).toBe(1);
	await zahra(page).getByRole("button", { name: "شروع" }).click();
	await zahra(page).getByText("سلام زهرا").waitFor();
	await window.photograph("page-360");
	const wide = () => page.evaluate<number>("document.documentElement.scrollWidth");
	expect(await wide()).toBeLessThanOrEqual(360);
	await page.getByRole("button", { name: "English" }).click();
	await page.getByRole("button", { name: "API calls" }).waitFor();
	const own = await page.locator("#bar, #banner, .composer").allTextContents();
	expect(own.join(" ").replace("فارسی", "")).not.toMatch(/[\u0600-\u06ff]/);
	expect(await wide()).toBeLessThanOrEqual(360);
	await page.getByRole("navigation").getByRole("button", { name: "امید" }).click();
	await page.getByRole("region", { name: "Phone of امید نوری" }).waitFor();
	expect(await page.locator(".phone").count()).toBe(1);
	expect(window.errors).toEqual([]);
});

test("everything has a name and is reached by the keyboard; Escape closes a sheet and gives the focus back", async () => {
	const { window, zahra } = await aPage({ width: 1280, height: 800 });
	const phone = zahra(window.page);
	await says(phone, "/marks");
	await phone.getByText("پررنگ").waitFor();
	await phone.getByRole("button", { name: "پیوست" }).focus();
	await window.page.keyboard.press("Enter");
	await phone.getByRole("dialog").waitFor();
	const nameless = await window.page.evaluate<string[]>(
		`[...document.querySelectorAll("button, input, select, textarea, a, [role]")]
			.filter((node) => !(node.textContent.trim() || node.getAttribute("aria-label") || node.closest("label") || node.hidden))
			.map((node) => node.outerHTML)`,
	);
	expect(nameless.filter((html) => !html.includes('id="notice"'))).toEqual([]);
	await window.page.keyboard.press("Escape");
	expect(await phone.getByRole("dialog").count()).toBe(0);
	expect(await window.page.evaluate("document.activeElement.title")).toBe("پیوست");
});

test("who is writing keeps the field and the cursor in it when a message arrives", async () => {
	const { window, zahra, botApi } = await aPage({ width: 1280, height: 800 });
	const phone = zahra(window.page);
	await says(phone, "سلام");
	await phone.getByText("گفتید: سلام").waitFor();
	const field = phone.getByRole("textbox");
	await field.fill("یک جملهٔ بلند");
	await field.press("ArrowRight");
	await field.press("Home");
	const cursor = () => window.page.evaluate<number>("document.activeElement.selectionStart");
	expect(await cursor()).toBe(0);
	botApi.people[0]?.sends("از دستگاه دیگر");
	await phone.getByText("گفتید: از دستگاه دیگر").waitFor();
	expect(await field.inputValue()).toBe("یک جملهٔ بلند");
	expect(await cursor()).toBe(0);
});

test("dark is dark: the page follows what the system prefers", async () => {
	const { window, zahra } = await aPage({ width: 1280, height: 800, dark: true });
	await says(zahra(window.page), "/marks");
	await zahra(window.page).getByText("پررنگ").waitFor();
	const background = await window.page.evaluate("getComputedStyle(document.body).backgroundColor");
	expect(background).toBe("rgb(12, 20, 19)");
	await window.photograph("page-dark");
	expect(window.errors).toEqual([]);
});

test("a page of somebody else can neither look nor act", async () => {
	const { url } = await aPage();
	const foreign = { "content-type": "application/json", origin: "http://evil.example" };
	const body = JSON.stringify({ do: "send", person: 200_000_001, chat: 200_000_001, text: "x" });
	expect((await fetch(`${url}act`, { method: "POST", headers: foreign, body })).status).toBe(403);
	const form = { "content-type": "text/plain" };
	expect((await fetch(`${url}act`, { method: "POST", headers: form, body })).status).toBe(415);
	expect((await fetch(`${url}../../package.json`)).status).toBe(404);
});

/* What the tests stand on */

async function aPage(window: WindowOptions): Promise<{
	window: Awaited<ReturnType<typeof openWindow>>;
	zahra: typeof phoneOfZahra;
	botApi: BotApi;
	url: string;
	moves: string[];
}>;
async function aPage(): Promise<{ botApi: BotApi; url: string; moves: string[] }>;
async function aPage(window?: WindowOptions) {
	const clock = clockAt(TODAY);
	const botApi = await startBotApi({ now: clock.now });
	botApi.person({ firstName: "زهرا", lastName: "کریمی", languageCode: "fa" });
	botApi.person({ firstName: "امید", lastName: "نوری", languageCode: "fa" });
	const bot = anEchoBot(botApi);
	const moves: string[] = [];
	const page: Page = await startPage({
		botApi,
		whoIs: async (id) => ({ roles: [id === 200_000_001 ? "stranger" : "coordinator"] }),
		places: PLACES,
		timeZone: "Asia/Tehran",
		now: clock.now,
		runs: false,
		async moveClock(step) {
			moves.push(step);
			if (step === "due") return false;
			clock.moveTo(new Date(clock.now().getTime() + 3_600_000));
			return true;
		},
		first: new Set([200_000_001, 200_000_002]),
	});
	onTestFinished(async () => {
		await bot.stop();
		await page.stop();
		await botApi.stop();
	});
	const opened = window && { window: await openWindow(page.url, window), zahra: phoneOfZahra };
	return { botApi, url: page.url, moves, ...opened };
}

const phoneOfZahra = (page: import("playwright-core").Page) => page.getByRole("region", { name: "گوشی زهرا کریمی" });

async function says(phone: ReturnType<typeof phoneOfZahra>, text: string): Promise<void> {
	const begin = phone.getByRole("button", { name: "شروع" });
	const field = phone.getByRole("textbox");
	await begin.or(field).first().waitFor();
	if (await begin.isVisible()) await begin.click();
	await field.fill(text);
	await field.press("Enter");
}

function anEchoBot(botApi: BotApi): Bot {
	const bot = new Bot(botApi.token, { client: { apiRoot: botApi.url } });
	const count = new InlineKeyboard().text("بشمار", "count").text("بعداً", "later");
	bot.command("start", (ctx) => ctx.reply(`سلام ${ctx.from?.first_name}`, { reply_markup: count }));
	bot.command("marks", (ctx) =>
		ctx.reply(
			[
				"متن <b>پررنگ</b> و <i>کج</i> و <code>O-1405-0042</code> و <a href='https://example.org/'>پیوند</a>",
				"نشانه‌ها همان‌طور که نوشته شده‌اند: &lt;b&gt;",
				`<blockquote expandable>${"توضیح سازمان دربارهٔ فعالیت‌هایش در محله. ".repeat(12)}</blockquote>`,
				"<tg-spoiler>پنهان</tg-spoiler>",
			].join("\n"),
			{ parse_mode: "HTML" },
		),
	);
	bot.command("ask", (ctx) =>
		ctx.reply("شمارهٔ شما؟", { reply_markup: new Keyboard().requestContact("ارسال شماره").resized().oneTime() }),
	);
	bot.command("file", (ctx) => ctx.replyWithDocument(new InputFile(Buffer.from("x"), "نمونه.txt")));
	bot.command("broken", (ctx) => ctx.reply("<b>باز", { parse_mode: "HTML" }).catch(() => undefined));
	bot.callbackQuery("count", async (ctx) => {
		await ctx.answerCallbackQuery("یک شمرده شد");
		await ctx.editMessageText("شمارش: ۱", { reply_markup: count });
	});
	bot.on("edited_message:text", (ctx) => ctx.reply(`ویرایش شد به: ${ctx.editedMessage.text}`));
	bot.on("message:text", (ctx) => ctx.reply(`گفتید: ${ctx.message.text}`));
	bot.on("message", (ctx) => {
		const kind = (["contact", "location", "photo", "voice", "document", "sticker"] as const).find(
			(one) => one in ctx.message,
		);
		if (kind) return ctx.reply(`گرفتم: ${kind}`);
	});
	bot.catch((error) => {
		throw error;
	});
	void bot.start({ timeout: 1 });
	return bot;
}
