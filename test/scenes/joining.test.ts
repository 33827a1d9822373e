import { expect, test } from "vitest";
import { newId } from "../../src/kit/ids.ts";
import * as joinRequests from "../../src/services/joinRequests/index.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import { answers, aPerson } from "../support/registrar.ts";
import { aTown } from "../support/town.ts";
import { actorOf, anOrganization } from "./neighbours.ts";

test("who registers an organization that is known asks to join it; the director accepts, both are told", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	await anOrganization(town, zahra);
	const reza = await town.coordinator("رضا");
	const omid = await town.person("امید");
	await omid.presses("ثبت‌نام سازمان مردم‌نهاد");
	await omid.answers("مؤسسه خیریه همياران سبز قزوين", "۹۹", "رد");
	await omid.presses("می‌گذرم");
	expect(omid.sees).toContain("به نظر می‌رسد این سازمان در فهرست دبیرخانه باشد");
	expect(omid.sees).toContain("۱) «⁨همیاران سبز قزوین⁩»، با نامی نزدیک");
	await omid.presses("همیاران سبز قزوین");
	expect(omid.sees).toContain("درخواست پیوستن");
	await omid.presses("درخواست پیوستن");
	await omid.answers("امید نوری");
	await omid.presses("آقا");
	await omid.sends("مسئول آموزش سازمان هستم");
	await omid.presses("ارسال درخواست");
	expect(omid.sees).toContain("مدیرعامل سازمان پاسخ می‌دهد");
	expect(zahra.sees).toContain("آقای ⁨امید نوری⁩");
	expect(zahra.sees).toContain("مسئول آموزش سازمان هستم");
	expect(reza.sees).toContain("مدیرعامل سازمان به این درخواست پاسخ می‌دهد");
	expect(reza.sees).not.toContain("پذیرش به‌عنوان همکار");
	await zahra.sends("/start");
	expect(zahra.sees).toContain("درخواست پیوستن در انتظار پاسخ: ۱");
	await zahra.presses("درخواست‌های پیوستن (۱)");
	await zahra.presses("۱");
	await zahra.presses("پذیرش به‌عنوان همکار");
	expect(zahra.sees).toContain("پذیرفته شد · توسط");
	expect(omid.sees).toContain("اکنون همکار سازمان");
	expect(reza.sees).toContain("پذیرفته شد · توسط");
	await omid.presses("سازمان من");
	await omid.presses("همکاران");
	expect(omid.sees).toContain("۲ نفر");
	expect(omid.sees).not.toContain("دعوت همکار");
	expect(town.botApi.violations).toEqual([]);
});

test("by its code or a part of its name an organization is found and asked; declined with a reason, asked again, taken back", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	const { code } = await anOrganization(town, zahra);
	const omid = await town.person("امید", { languageCode: "fa" });
	await omid.sends(code.toLowerCase());
	expect(omid.sees).toContain("این سازمان در فهرست دبیرخانه هست");
	await omid.sends("/start");
	await omid.presses("پیوستن به یک سازمان");
	await omid.sends("آب");
	expect(omid.sees).toContain("دست‌کم سه حرف");
	await omid.sends("یاوران مهر");
	expect(omid.sees).toContain("سازمان تأییدشده‌ای با این نام پیدا نشد");
	for (const hostile of ["ب".repeat(4096), "👨‍👩‍👧‍👦".repeat(9), "\u202Eسبز؟؟؟{{name}}", "<b>&", "؟؟؟"]) {
		await omid.sends(hostile);
		expect(omid.sees).toContain("برای نمونه: ⁨همیاران سبز⁩");
	}
	await omid.sends(code);
	expect(omid.sees).toContain("[ همیاران سبز قزوین ]");
	await omid.presses("هیچ‌کدام");
	await omid.sends("سبز");
	await omid.presses("هیچ‌کدام");
	await omid.sends("هميارن سبز قزوین");
	await omid.presses("همیاران سبز قزوین");
	await omid.presses("درخواست پیوستن");
	await omid.answers("امید نوری");
	await omid.presses("آقا");
	await omid.presses("می‌گذرم");
	await omid.presses("ارسال درخواست");
	await zahra.presses("رد با ذکر دلیل");
	await zahra.sends("نه");
	expect(zahra.sees).toContain("دلیل کوتاه است");
	await zahra.sends("شما را در میان اعضای سازمان نمی‌شناسیم.");
	expect(omid.sees).toContain("شما را در میان اعضای سازمان نمی‌شناسیم.");
	await omid.sends(code);
	await omid.presses("درخواست پیوستن");
	await omid.presses("ارسال درخواست");
	await omid.presses("پس گرفتن درخواست");
	expect(omid.sees).toContain("پس گرفته شد");
	expect(zahra.sees).toContain("متقاضی درخواست را پس گرفت");
	expect(town.botApi.violations).toEqual([]);
});

test("the coordinator sees what may be a copy, compares, and decides; an organization without a director is theirs to answer", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	const first = await anOrganization(town, zahra);
	const omid = await town.person("امید");
	const now = town.clock.now();
	const copy = { name: "انجمن همیاران سبز", registrationNumber: "99", foundedYear: 1400 };
	const { nationalId: _, ...rest } = answers(copy);
	await organizations.register(await actorOf(omid), rest, now, { requestId: newId() });
	await town.settles();
	expect(reza.sees).toContain("احتمالاً تکراری: «⁨همیاران سبز قزوین⁩» (۷۶٪)");
	await reza.presses("مقایسه");
	expect(reza.sees).toContain("شمارهٔ ثبت:\nالف) 99\nب) 1843");
	expect(reza.sees).toContain("زمینه‌های فعالیت: یکسان");
	await reza.presses("بازگشت به درخواست");
	expect(reza.sees).toContain("مقایسه");

	await zahra.sends("/settings");
	await zahra.presses("پاک کردن اطلاعات من");
	await zahra.presses("بله، پاک شود");
	await omid.sends(first.code);
	await omid.presses("درخواست پیوستن");
	await omid.presses("ارسال درخواست");
	expect(omid.sees).toContain("دبیرخانه پاسخ می‌دهد");
	await reza.sends("/inbox");
	await reza.presses("درخواست‌های پیوستن (۱)");
	await reza.presses("۱");
	await reza.presses("پذیرش به‌عنوان مدیرعامل");
	expect(omid.sees).toContain("اکنون مدیرعامل سازمان");
	expect((await actorOf(omid)).memberships).toMatchObject([{ role: "director" }]);
	expect(town.botApi.violations).toEqual([]);
});

test("wishes to join have pages, forward and back", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	const organization = await anOrganization(town, zahra);
	for (let number = 1; number <= 14; number++) {
		const wish = {
			organizationId: organization.id,
			name: `${"ابپتثجچحخدذرزژ"[number - 1]} نوری`,
			title: "mr" as const,
		};
		await joinRequests.ask(await aPerson(), wish, town.clock.now(), { requestId: newId() });
	}
	await town.settles();
	await zahra.sends("/start");
	await zahra.presses("درخواست‌های پیوستن (۱۴)");
	expect(zahra.sees).toContain("۱ از ۳");
	await zahra.presses("بعدی");
	await zahra.presses("بعدی");
	expect(zahra.sees).toContain("۱۴)");
	await zahra.presses("قبلی");
	expect(zahra.sees).toContain("۷)");
	await zahra.presses("قبلی");
	expect(zahra.sees).toContain("۱ از ۳");
	expect(zahra.sees).not.toContain("قبلی");
	expect(town.botApi.violations).toEqual([]);
});
