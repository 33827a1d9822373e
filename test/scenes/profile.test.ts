import { expect, test } from "vitest";
import { newId } from "../../src/kit/ids.ts";
import * as people from "../../src/services/people.ts";
import * as profiles from "../../src/services/profiles.ts";
import * as documentStore from "../../src/store/documents.ts";
import * as organizationStore from "../../src/store/organizations.ts";
import * as changeStore from "../../src/store/profileChanges.ts";
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
	await zahra.does((client) => client.sendsAlbum(3));
	expect(screenOf(zahra)).toContain("فقط عکس نخست ثبت شد");
	await zahra.presses("سند");
	await zahra.does((client) => client.sendsDocument(PDF, "اساسنامه.pdf", "application/pdf"));
	await zahra.presses("ارسال سند");
	expect(zahra.sees).toContain("«اساسنامه» دریافت شد");
	await zahra.presses("فهرست اسناد");
	expect(zahra.sees).toContain("اساسنامه · فایل");
	expect(zahra.sees).toContain("جایگزینی اساسنامه");

	const onScreen = zahra.screen.length;
	await zahra.presses("۲");
	expect(zahra.screen.length).toBe(onScreen + 1);
	expect(zahra.sees).toContain("اساسنامه · سازمان «⁨همیاران سبز قزوین⁩»");
	await reza.sends("/organizations");
	await reza.presses("۱");
	await reza.presses("نمایهٔ سازمان");
	await reza.presses("اسناد (۲)");
	expect(reza.sees).not.toContain("ارسال");
	await reza.presses("۱");
	expect(reza.sees).toContain("پروانهٔ فعالیت · سازمان");
	expect(reza.sees).not.toContain("حذف سند");

	await zahra.presses("حذف سند");
	await zahra.presses("بله، حذف شود");
	expect(zahra.toast).toBe("سند حذف شد.");
	expect(zahra.sees).toContain("ارسال اساسنامه");
	await reza.presses("فهرست اسناد");
	expect(reza.sees).not.toContain("اساسنامه");
	expect(town.botApi.violations).toEqual([]);
});

test("a document that Telegram does not know any more is sent from our own copy, and known again", async () => {
	const { town, reza, zahra } = await aRegister();
	await zahra.sends("/organization");
	await zahra.presses("نمایهٔ سازمان");
	await zahra.presses("اسناد");
	await zahra.presses("ارسال سند دیگر");
	await zahra.sends("صورت‌جلسهٔ مجمع عمومی");
	await zahra.does((client) => client.sendsDocument(PDF, "majma.pdf", "application/pdf"));
	await zahra.presses("ارسال سند");
	const organization = (await organizationStore.byCode("O-1405-0001"))?.id ?? "";
	const [document] = await documentStore.ofKind(organization, "other");
	expect(document?.keeping).toBe("kept");
	await documentStore.setFileId(document?.id ?? "", "BQACAgQAAxkBAAIBogADefOfAnotherBot");
	await reza.sends("/organizations");
	await reza.presses("۱");
	await reza.presses("نمایهٔ سازمان");
	await reza.presses("اسناد (۲)");
	await reza.presses("۲");
	expect(reza.sees).toContain("صورت‌جلسهٔ مجمع عمومی");
	const fileId = (await documentStore.byId(document?.id ?? ""))?.file.fileId ?? "";
	expect(Buffer.from(town.botApi.file(fileId)?.bytes ?? [])).toEqual(Buffer.from(PDF));
	expect(town.botApi.file(fileId)?.name).toBe("majma.pdf");

	const [license] = await documentStore.ofKind(organization, "license");
	await documentStore.setKeeping(license?.id ?? "", "gone");
	await documentStore.setFileId(license?.id ?? "", "BQACAgQAAxkBAAIBogADefOfAnotherBot");
	await reza.presses("فهرست اسناد");
	await reza.presses("۱");
	expect(reza.sees).toContain("دیگر در دسترس نیست");
	expect(town.botApi.violations).toEqual([]);
});

test("a file that only pretends to be a document is found out, and its sender is told", async () => {
	const { town, zahra } = await aRegister();
	await opensProfile(zahra);
	await zahra.presses("اسناد");
	await zahra.presses("ارسال آگهی روزنامهٔ رسمی");
	const program = new TextEncoder().encode("MZ this is a program");
	await zahra.does((client) => client.sendsDocument(program, "agahi.pdf", "application/pdf"));
	await zahra.presses("ارسال سند");
	expect(screenOf(zahra)).toContain("«آگهی روزنامهٔ رسمی» دریافت شد");
	expect(zahra.sees).toContain("باز نمی‌شود");
	expect(zahra.sees).toContain("agahi.pdf");
	expect(town.botApi.violations).toEqual([]);
});

test("a new license waits like a name; the coordinator looks at it and approves", async () => {
	const { town, reza, zahra } = await aRegister();
	await opensProfile(zahra);
	await zahra.presses("اسناد");
	await zahra.presses("جایگزینی پروانه");
	await zahra.does((client) => client.sendsPhoto());
	await zahra.presses("ارسال برای تأیید");
	expect(reza.sees).toContain("عکس پروانه");
	await reza.presses("پروانهٔ تازه");
	expect(reza.sees).toContain("در انتظار تأیید");
	await reza.presses("تأیید");
	expect(zahra.sees).toContain("تأیید شد: عکس پروانه");
	expect(town.botApi.violations).toEqual([]);
});

test("what the organization can lend is ticked, told in words, and seen by coordinators", async () => {
	const { town, reza, zahra } = await aRegister();
	await opensProfile(zahra);
	await zahra.presses("ویرایش اطلاعات");
	await zahra.presses("امکانات");
	await zahra.pressesAll("خودرو", "چادر و لوازم اسکان");
	await town.restarts();
	await zahra.presses("تأیید");
	await zahra.presses("ویرایش اطلاعات");
	await zahra.presses("مهارت‌های دیگر");
	await zahra.sends("آ");
	expect(zahra.sees).toContain("کامل‌تر بنویسید");
	await zahra.sends("ترجمهٔ زبان اشاره");
	await zahra.presses("ویرایش اطلاعات");
	await zahra.presses("امکانات");
	expect(zahra.sees).toContain("☑︎ خودرو");
	await zahra.pressesAll("☑︎ چادر", "تأیید");
	await reza.sends("/organizations");
	await reza.presses("۱");
	await reza.presses("نمایهٔ سازمان");
	expect(reza.sees).toContain("امکانات: خودرو");
	expect(reza.sees).toContain("ترجمهٔ زبان اشاره");
	await zahra.presses("ویرایش اطلاعات");
	await zahra.presses("مهارت‌های دیگر");
	await zahra.presses("بدون پاسخ");
	await reza.presses("بازگشت");
	await reza.presses("نمایهٔ سازمان");
	expect(reza.sees).not.toContain("ترجمهٔ زبان اشاره");
	expect(town.botApi.violations).toEqual([]);
});

test("left in the middle, a change is gone on with; an answer that is the same changes nothing", async () => {
	const { town, zahra } = await aRegister();
	await opensProfile(zahra);
	await zahra.presses("ویرایش اطلاعات");
	await zahra.presses("شناسهٔ ملی");
	await zahra.sends("۱۲۳");
	expect(zahra.sees).toContain("۱۱ رقم");
	await zahra.presses("بعداً ادامه می‌دهم");
	await zahra.presses("ادامه می‌دهم");
	await zahra.presses("همین پاسخ بماند");
	await zahra.presses("ارسال برای تأیید");
	expect(zahra.sees).toContain("چیزی تغییر نکرد");
	await zahra.presses("نمایهٔ سازمان");
	await zahra.presses("اطلاعات همچنان درست است");
	expect(zahra.toast).toContain("سپاسگزاریم");
	expect(town.botApi.violations).toEqual([]);
});

test("suspended while the director edits: told so, and nothing is changed", async () => {
	const { town, zahra } = await aRegister();
	await opensProfile(zahra);
	await zahra.presses("ویرایش اطلاعات");
	await zahra.presses("اعضا");
	const organization = await organizationStore.byCode("O-1405-0001");
	if (!organization) throw new Error("there is no organization");
	await organizationStore.changeAt(organization, { ...organization, state: "suspended" });
	await zahra.sends("۹۹");
	expect(zahra.sees).toContain("معلق");
	expect((await organizationStore.byCode("O-1405-0001"))?.memberCount).toBe(25);
	await zahra.sends("/organization");
	await zahra.presses("نمایهٔ سازمان");
	expect(zahra.sees).not.toContain("ویرایش");
	expect(town.botApi.violations).toEqual([]);
});

test("an answer changed elsewhere meanwhile is not written over, and the director is told", async () => {
	const { town, zahra } = await aRegister();
	await opensProfile(zahra);
	await zahra.presses("ویرایش اطلاعات");
	await zahra.presses("اعضا");
	const organization = await organizationStore.byCode("O-1405-0001");
	const director = await people.actorOf("telegram", zahra.client.id);
	if (!organization || !director) throw new Error("there is nobody");
	const given = { organizationId: organization.id, revision: organization.revision, answers: { memberCount: 77 } };
	await profiles.change(director, given, town.clock.now(), { requestId: newId() });
	await zahra.sends("۹۹");
	expect(zahra.sees).toContain("پاسخ شما ثبت نشد");
	await zahra.presses("نمایهٔ سازمان");
	expect(zahra.sees).toContain("۷۷ عضو");
	expect(town.botApi.violations).toEqual([]);
});

test("of two coordinators who tap at once one decides, and both cards say who", async () => {
	const town = await aTown();
	const [reza, sara] = [await town.coordinator("رضا"), await town.coordinator("سارا")];
	const zahra = await town.person("زهرا");
	await registers(zahra);
	await reza.presses("تأیید");
	await opensProfile(zahra);
	await zahra.presses("ویرایش اطلاعات");
	await zahra.presses("نام");
	await zahra.sends("همیاران سبز استان");
	await zahra.presses("ارسال برای تأیید");
	for (const player of [reza, sara]) {
		const card = player.screen.findLast((message) => message.text?.includes("درخواست تغییر اطلاعات"));
		const button = card?.inlineKeyboard.flat().find(({ text }) => text === "تأیید");
		if (!card || !button || !("callback_data" in button)) throw new Error("there is no card");
		player.client.taps(card.messageId, button.callback_data);
	}
	await town.settles();
	expect(zahra.screen.filter(({ text }) => text?.includes("تأیید شد: نام"))).toHaveLength(1);
	for (const player of [reza, sara]) expect(player.sees).toContain("تأیید شد · توسط");
	expect(town.botApi.violations).toEqual([]);
});

test("every update twice is a change, a decision and a document once", async () => {
	const { town, reza, zahra } = await aRegister();
	town.botApi.updates.repeatNext(1_000);
	await opensProfile(zahra);
	await zahra.presses("ویرایش اطلاعات");
	await zahra.presses("اعضا");
	await zahra.sends("۳۰");
	await zahra.presses("ویرایش اطلاعات");
	await zahra.presses("نام");
	await zahra.sends("همیاران سبز استان");
	await zahra.presses("ارسال برای تأیید");
	await reza.presses("تأیید");
	await opensProfile(zahra);
	await zahra.presses("اطلاعات همچنان درست است");
	await zahra.presses("اسناد");
	await zahra.presses("ارسال اساسنامه");
	await zahra.does((client) => client.sendsDocument(PDF, "statute.pdf", "application/pdf"));
	await zahra.presses("ارسال سند");
	const organization = await organizationStore.byCode("O-1405-0001");
	expect(organization).toMatchObject({ name: "همیاران سبز استان", memberCount: 30 });
	const changes = await changeStore.ofOrganization(organization?.id ?? "", {}, 10);
	expect(changes.map(({ state }) => state)).toEqual(["approved", "applied"]);
	expect(await documentStore.ofOrganization(organization?.id ?? "")).toHaveLength(2);
	expect(zahra.screen.filter(({ text }) => text?.includes("تأیید شد: نام"))).toHaveLength(1);
	expect(reza.screen.filter(({ text }) => text?.includes("درخواست تغییر اطلاعات"))).toHaveLength(1);
	expect(town.botApi.violations).toEqual([]);
});

test("the same in English", async () => {
	const { town, reza, zahra } = await aRegister();
	for (const player of [zahra, reza]) {
		await player.sends("/language");
		await player.presses("English");
	}
	await zahra.sends("/organization");
	await zahra.presses("Profile");
	expect(zahra.sees).toContain("Documents: 1");
	await zahra.presses("Edit the profile");
	await zahra.presses("Volunteers");
	await zahra.sends("60");
	expect(zahra.sees).toContain("Recorded: Volunteers");
	await zahra.presses("Edit the profile");
	await zahra.presses("Name");
	await zahra.sends("Green Helpers of Qazvin");
	await zahra.presses("Send for approval");
	expect(reza.sees).toContain("→ ⁨Green Helpers of Qazvin⁩");
	await reza.presses("Reject with a reason");
	await reza.sends("no");
	expect(reza.sees).toContain("whole sentence");
	await reza.sends("The official gazette has another name.");
	await reza.presses("Reject the change");
	expect(zahra.sees).toContain("The official gazette has another name.");
	await zahra.presses("Profile");
	await zahra.presses("Documents (1)");
	await zahra.presses("Send the statute");
	await zahra.does((client) => client.sendsDocument(PDF, "statute.pdf", "application/pdf"));
	await zahra.presses("Send the document");
	expect(zahra.sees).toContain("“Statute” has arrived");
	expect(town.botApi.violations).toEqual([]);
});
