/** The whole playground as a newcomer meets it: a registration and its approval, played on the page by hand of a browser. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Locator, Page } from "playwright-core";
import { expect, onTestFinished, test } from "vitest";
import { type Playground, type PlaygroundOptions, startPlayground } from "../../scripts/playground/playground.ts";
import { createLog } from "../../src/kit/log.ts";
import { openWindow } from "../support/browser.ts";
import { aDatabaseUri } from "../support/mongod.ts";

test("a director registers on a phone of 360 points, a coordinator approves, and the page shows who is who", async () => {
	const playground = await aPlayground({ affairs: true });
	const window = await openWindow(playground.url, { width: 360, height: 720 });
	const { page } = window;
	const reza = phoneOf(page, "رضا محمودی");
	await window.photograph("registration-1-start");
	await reza.getByRole("button", { name: "شروع" }).click();
	await sees(reza, "دستیار دبیرخانه");
	await window.photograph("registration-2-consent");
	await press(reza, "می‌پذیرم و ادامه می‌دهم");
	await press(reza, "ثبت‌نام سازمان مردم‌نهاد");

	await answer(reza, "نام کامل سازمان", "یاران محله (نمونه)");
	await answer(reza, "شمارهٔ ثبت", "ندارم");
	await sees(reza, "شمارهٔ ثبت فقط عدد است");
	await window.photograph("registration-3-wrong-answer");
	await answer(reza, "شمارهٔ ثبت", "۱۸۴۳");
	await answer(reza, "شناسهٔ ملی", "10380284790");
	await answer(reza, "تأسیس", "۱۳۹۴");
	await press(reza, "سازمان بهزیستی");
	await sees(reza, "پروانه تا چه تاریخی");
	await window.photograph("registration-4-calendar");
	await answer(reza, "تاریخی", "۱۴۰۶/۱۲/۱۵");
	await press(reza, "محیط زیست");
	await press(reza, "آموزش");
	await window.photograph("registration-5-fields");
	await press(reza, "تأیید");
	await sees(reza, "کدام محله‌ها");
	await window.photograph("registration-6-neighbourhoods");
	await press(reza, "از این گام می‌گذرم");
	await answer(reza, "چند عضو", "۲۵");
	await answer(reza, "چند داوطلب", "۴۰");
	await answer(reza, "چه کار می‌کند", "آموزش تفکیک زباله در مدرسه‌های هادی‌آباد");
	await answer(reza, "نام و نام خانوادگی مدیرعامل", "رضا محمودی");
	await press(reza, "آقا");
	await sees(reza, "شمارهٔ تماس مدیرعامل");
	await window.photograph("registration-7-phone");
	await reza.locator(".replyKeys button").first().click();
	await sees(reza, "عکس پروانهٔ فعالیت");
	await reza.getByRole("button", { name: "پیوست" }).click();
	await reza.getByRole("dialog").getByRole("button", { name: "عکس", exact: true }).click();
	await reza.getByRole("button", { name: "نمونهٔ پروانهٔ فعالیت" }).click();
	await sees(reza, "آمادهٔ ارسال");
	await window.photograph("registration-8-review");
	expect(await widthOf(page)).toBeLessThanOrEqual(360);
	await press(reza, "ارسال به دبیرخانه");
	await sees(reza, "کد پیگیری");
	await window.photograph("registration-9-sent");

	await page.getByRole("navigation").getByRole("button", { name: /علی/ }).click();
	const ali = phoneOf(page, "علی رضایی");
	await sees(ali, "یاران محله (نمونه)");
	await window.photograph("registration-10-card");
	const card = ali.locator(".message.bot").last();
	await card.getByRole("button", { name: "تأیید", exact: true }).click();
	await sees(ali, "تأیید شد · توسط");
	await window.photograph("registration-11-approved");

	await page.getByRole("navigation").getByRole("button", { name: /رضا/ }).click();
	await sees(reza, "خوش آمدید");
	await reza.locator("header .badge").getByText("مدیرعامل").waitFor();
	await window.photograph("registration-12-welcome");
	expect(await widthOf(page)).toBeLessThanOrEqual(360);

	const desk = await openWindow(playground.url, { width: 1440, height: 860 });
	await sees(phoneOf(desk.page, "رضا محمودی"), "خوش آمدید");
	await desk.photograph("registration-13-desk");
	expect([...window.errors, ...desk.errors]).toEqual([]);
	expect(playground.botApi.violations).toEqual([]);
}, 180_000);

test("a newcomer who reads English is spoken to in English", async () => {
	const playground = await aPlayground();
	const window = await openWindow(playground.url, { width: 360, height: 720 });
	const { page } = window;
	await page.getByRole("button", { name: "English" }).click();
	await page.getByRole("navigation").getByRole("button", { name: /Emily/ }).click();
	const emily = phoneOf(page, "Emily Carter");
	await emily.getByRole("button", { name: "Start", exact: true }).click();
	await press(emily, "I agree");
	await window.photograph("english-home");
	const said = await emily.locator(".message.bot .text").allTextContents();
	expect(said.join(" ")).not.toMatch(/[\u0600-\u06ff]/);
	await emily.getByRole("button", { name: "Menu", exact: true }).click();
	await emily.getByRole("dialog").getByText("/help").waitFor();
	const menu = (await emily.getByRole("dialog").textContent()) ?? "";
	expect(menu).not.toMatch(/[\u0600-\u06ff]/);
	await window.photograph("english-menu");
	expect(window.errors).toEqual([]);
}, 60_000);

test("closed and opened again, every chat goes on where it stood, and the clock too", async () => {
	const folder = await aFolder();
	const mongodbUri = aDatabaseUri();
	const first = await aPlayground({ folder, mongodbUri });
	const window = await openWindow(first.url, { width: 360, height: 720 });
	const reza = phoneOf(window.page, "رضا محمودی");
	await reza.getByRole("button", { name: "شروع" }).click();
	await press(reza, "می‌پذیرم و ادامه می‌دهم");
	await press(reza, "ثبت‌نام سازمان مردم‌نهاد");
	await answer(reza, "نام کامل سازمان", "یاران محله (نمونه)");
	await sees(reza, "شمارهٔ ثبت");
	const before = await window.page.locator("#clockDate").textContent();
	await window.page.locator("#clockFace").click();
	await window.page.getByRole("button", { name: "یک روز بعد" }).click();
	await expect.poll(() => window.page.locator("#clockDate").textContent(), { timeout: 10_000 }).not.toBe(before);
	const after = await window.page.locator("#clockDate").textContent();
	const said = await reza.locator(".message").count();
	await first.stop();

	const second = await aPlayground({ folder, mongodbUri });
	const again = await openWindow(second.url, { width: 360, height: 720 });
	const same = phoneOf(again.page, "رضا محمودی");
	await sees(same, "شمارهٔ ثبت");
	expect(await same.locator(".message").count()).toBe(said);
	expect(await again.page.locator("#clockDate").textContent()).toBe(after);
	await answer(same, "شمارهٔ ثبت", "۱۸۴۳");
	await sees(same, "شناسهٔ ملی");
	expect(second.botApi.violations).toEqual([]);
	expect(again.errors).toEqual([]);
}, 60_000);

test("what is said at night waits for the morning: the next due moment is seven o'clock, and then it comes", async () => {
	const playground = await aPlayground();
	const window = await openWindow(playground.url, { width: 1440, height: 860 });
	const { page } = window;
	const clock = () => page.locator("#clockTime").textContent();
	while (!/^۲۳/.test((await clock()) ?? "")) await move(page, "یک ساعت بعد");
	const zahra = phoneOf(page, "زهرا کریمی");
	const ali = phoneOf(page, "علی رضایی");
	await zahra.getByRole("textbox").fill("سلام، برای پارک محله با چه کسی صحبت کنم؟");
	await zahra.getByRole("textbox").press("Enter");
	await press(zahra, "ارسال به دبیرخانه");
	await expect
		.poll(() => zahra.locator(".message.bot").last().getByRole("button", { name: "ارسال به دبیرخانه" }).count())
		.toBe(0);
	expect(await ali.getByText("برای پارک محله").count()).toBe(0);
	await move(page, "اولین موعد بعدی");
	await sees(ali, "برای پارک محله");
	expect(await clock()).toMatch(/^۰۷:۰۰/);
	expect(window.errors).toEqual([]);
	expect(playground.botApi.violations).toEqual([]);
}, 60_000);

test("begun anew, nothing is left of what was", async () => {
	const folder = await aFolder();
	const mongodbUri = aDatabaseUri();
	const first = await aPlayground({ folder, mongodbUri });
	const [reza] = first.botApi.people;
	reza?.start();
	await first.botApi.next((event) => event.type === "shown" && event.message.from === "bot", { timeoutMs: 10_000 });
	await first.stop();
	const second = await aPlayground({ folder, mongodbUri, fresh: true });
	expect(second.botApi.chat(reza?.id ?? 0)).toMatchObject({ started: false, messages: [] });
}, 60_000);

/* What the tests stand on */

async function aFolder(): Promise<string> {
	const folder = await mkdtemp(path.join(tmpdir(), "dabir-playground-"));
	onTestFinished(() => rm(folder, { recursive: true, force: true }));
	return folder;
}

async function aPlayground(options: Partial<PlaygroundOptions> = {}): Promise<Playground> {
	const playground = await startPlayground({
		folder: options.folder ?? (await aFolder()),
		port: 0,
		affairs: false,
		mongodbUri: aDatabaseUri(),
		log: createLog({ level: "error" }),
		...options,
	});
	onTestFinished(() => playground.stop());
	return playground;
}

const phoneOf = (page: Page, name: string) => page.locator(`.phone[aria-label$="${name}"]`);
const widthOf = (page: Page) => page.evaluate<number>("document.documentElement.scrollWidth");

/** The last thing the bot shows has these words in it. */
async function sees(phone: Locator, words: string): Promise<void> {
	await phone.locator(".message.bot").last().getByText(words).first().waitFor({ timeout: 15_000 });
}

/** Presses a button of the clock and waits until it has arrived. */
async function move(page: Page, label: string): Promise<void> {
	const button = page.getByRole("button", { name: label });
	await button.click();
	await expect.poll(() => page.locator("#clock.moving").count(), { timeout: 20_000 }).toBe(0);
}

async function answer(phone: Locator, question: string, text: string): Promise<void> {
	await sees(phone, question);
	await phone.getByRole("textbox").fill(text);
	await phone.getByRole("textbox").press("Enter");
}

/** Taps a button under the last message and waits until the bot has answered the tap. */
async function press(phone: Locator, label: string): Promise<void> {
	await phone.locator(".message.bot").last().getByRole("button", { name: label }).first().click({ timeout: 15_000 });
	await expect.poll(() => phone.locator('[aria-busy="true"]').count(), { timeout: 15_000 }).toBe(0);
}
