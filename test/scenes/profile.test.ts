import { expect, test } from "vitest";
import { aTown, type Town } from "../support/town.ts";
import { registers, screenOf } from "./registering.ts";

/** A coordinator and a director whose organization was approved. */
async function aRegister() {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await registers(zahra);
	await reza.presses("تأیید");
	return { town, reza, zahra };
}

async function opensProfile(player: Awaited<ReturnType<Town["person"]>>): Promise<void> {
	await player.sends("/organization");
	await player.presses("نمایهٔ سازمان");
}

test("a director sees the whole profile and changes an answer, which holds at once and is in the history", async () => {
	const { town, zahra } = await aRegister();
	await opensProfile(zahra);
	expect(zahra.sees).toContain("همیاران سبز قزوین");
	expect(zahra.sees).toContain("اعتبار پروانه: تا ۱۵ اسفند ۱۴۰۶");
	expect(zahra.sees).toContain("0912 555 0142");
	expect(zahra.sees).toContain("[ اسناد (۱) ]");
	await zahra.presses("ویرایش اطلاعات");
	await zahra.presses("داوطلبان");
	expect(zahra.sees).toContain("پاسخ کنونی: ⁨۴۰⁩");
	await zahra.sends("۶۰");
	expect(zahra.sees).toContain("ثبت شد: داوطلبان");
	await zahra.presses("نمایهٔ سازمان");
	expect(zahra.sees).toContain("۲۵ عضو، ۶۰ داوطلب");
	await zahra.presses("تاریخچهٔ تغییرها");
	expect(zahra.sees).toContain("داوطلبان · ثبت شد");
	expect(town.botApi.violations).toEqual([]);
});

test("a new name waits: the old one stands until a coordinator has approved it", async () => {
	const { town, reza, zahra } = await aRegister();
	await opensProfile(zahra);
	await zahra.presses("ویرایش اطلاعات");
	await zahra.presses("نام");
	expect(zahra.sees).toContain("پاسخ کنونی: ⁨همیاران سبز قزوین⁩");
	await zahra.sends("همیاران سبز استان");
	await zahra.presses("ارسال برای تأیید");
	expect(zahra.sees).toContain("تا اعلام نتیجه، اطلاعات پیشین برقرار است");
	await opensProfile(zahra);
	expect(zahra.sees).toContain("همیاران سبز قزوین");
	expect(zahra.sees).toContain("در انتظار تأیید دبیرخانه: نام");
	expect(reza.sees).toContain("همیاران سبز قزوین");
	expect(reza.sees).toContain("همیاران سبز استان");
	await reza.sends("/inbox");
	expect(reza.sees).toContain("تغییر اطلاعات در انتظار تأیید: ۱");
	await reza.presses("تغییرها (۱)");
	await reza.presses("۱");
	await reza.presses("تأیید");
	expect(reza.sees).toContain("تأیید شد");
	expect(zahra.sees).toContain("تأیید شد: نام");
	await opensProfile(zahra);
	expect(zahra.sees).toContain("همیاران سبز استان");
	expect(town.botApi.violations).toEqual([]);
});

test("a change is rejected with a reason, or taken back, and nothing has changed", async () => {
	const { town, reza, zahra } = await aRegister();
	await opensProfile(zahra);
	await zahra.presses("ویرایش اطلاعات");
	await zahra.presses("شمارهٔ ثبت");
	await zahra.sends("۲۰۰۰");
	await zahra.presses("ارسال برای تأیید");
	await reza.presses("رد با ذکر دلیل");
	await reza.sends("این شماره با آگهی روزنامهٔ رسمی یکی نیست.");
	await reza.presses("رد تغییر");
	expect(zahra.sees).toContain("این شماره با آگهی روزنامهٔ رسمی یکی نیست.");
	await zahra.presses("ویرایش اطلاعات");
	await zahra.presses("مرجع پروانه");
	await zahra.presses("سازمان بهزیستی");
	await zahra.presses("ارسال برای تأیید");
	await zahra.presses("تغییر در انتظار تأیید");
	await zahra.presses("پس گرفتن درخواست");
	expect(zahra.sees).toContain("درخواست پس گرفته شد");
	expect(screenOf(reza)).toContain("درخواست پس گرفته شد");
	await opensProfile(zahra);
	expect(zahra.sees).toContain("1843");
	expect(zahra.sees).toContain("حفاظت محیط زیست");
	expect(town.botApi.violations).toEqual([]);
});

const PDF = new TextEncoder().encode("%PDF-1.4\n%\n1 0 obj\n<<>>\nendobj\n");

test("documents are sent as files, listed, opened by coordinators, replaced and removed", async () => {
	const { town, reza, zahra } = await aRegister();
	await opensProfile(zahra);
	await zahra.presses("اسناد");
	expect(zahra.sees).toContain("پروانهٔ فعالیت · عکس");
	await zahra.presses("ارسال اساسنامه");
	await zahra.does((client) => client.sendsSticker());
	expect(zahra.sees).toContain("لطفاً عکس یا فایل سند را بفرستید");
	await zahra.does((client) => client.sendsDocument(PDF, "اساسنامه.exe", "application/x-msdownload"));
	expect(zahra.sees).toContain("این نوع فایل پذیرفته نمی‌شود");
	await zahra.does((client) => client.sendsDocument(PDF, "اساسنامه.docx", "application/pdf"));
	expect(zahra.sees).toContain("فقط نام آن عوض شده است");
	await zahra.does((client) =>
		client.sendsDocument(new Uint8Array(25 * 1024 * 1024), "اساسنامه.pdf", "application/pdf"),
	);
	expect(zahra.sees).toContain("حداکثر ۲۰ مگابایت");
	await zahra.does((client) => client.sendsDocument(PDF, "اساسنامه.pdf", "application/pdf"));
	expect(zahra.sees).toContain("«اساسنامه» دریافت شد");
	await zahra.presses("فهرست اسناد");
	expect(zahra.sees).toContain("اساسنامه · فایل");
	expect(zahra.sees).toContain("جایگزینی اساسنامه");

	await reza.sends("O-1405-0001");
	expect(town.botApi.violations).toEqual([]);
});
