import { expect, test } from "vitest";
import { aTown } from "../support/town.ts";
import { actorOf, aMember, anOrganization } from "./neighbours.ts";

test("after approval the fitting committee is offered; a director asks for a seat, a coordinator accepts, the seat is shown", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	const organization = await anOrganization(town, zahra);
	expect(zahra.sees).toContain("قدم بعدی: عضویت در کمیتهٔ متناسب");
	expect(zahra.buttons).toContain("کمیتهٔ زیست‌محیطی");
	const omid = await town.person("امید");
	await aMember(town, zahra, organization.id, omid, "امید نوری");

	await zahra.sends("/committees");
	expect(zahra.sees).toContain("متناسب با زمینه‌های ⁨همیاران سبز قزوین⁩:");
	expect(zahra.sees).toMatch(/⁨کمیتهٔ زیست‌محیطی⁩ · به دلیل .*محیط زیست/);
	expect(zahra.sees).toContain("کمیته‌های دیگر:");
	expect(zahra.sees).not.toContain("افزودن کمیته");
	const number = /(\S)\) ⁨کمیتهٔ زیست‌محیطی⁩/.exec(zahra.sees)?.[1] ?? "";
	await zahra.presses(number);
	expect(zahra.sees).toContain("پسماند، فضای سبز");
	expect(zahra.sees).toContain("هنوز رئیسی ندارد.");
	await zahra.presses("درخواست کرسی");
	await zahra.sends("نه");
	expect(zahra.sees).toContain("این متن کوتاه است");
	await zahra.sends("در هادی‌آباد آموزش تفکیک زباله داریم");
	await town.restarts();
	await zahra.presses("خودم");
	expect(zahra.sees).not.toContain("[ خودم ]");
	await zahra.presses("امید نوری");
	expect(zahra.sees).toContain("علی‌البدل: ⁨امید نوری⁩");
	await zahra.presses("ارسال درخواست");
	expect(zahra.sees).toContain("درخواست کرسی در ⁨کمیتهٔ زیست‌محیطی⁩ ثبت شد");

	expect(reza.sees).toContain("درخواست کرسی در ⁨کمیتهٔ زیست‌محیطی⁩");
	expect(reza.sees).toContain("در هادی‌آباد آموزش تفکیک زباله داریم");
	await reza.sends("/start");
	await reza.presses("درخواست‌های کرسی (۱)");
	await reza.presses("۱");
	await reza.presses("پذیرش");
	expect(reza.sees).toContain("پذیرفته شد · توسط");
	expect(zahra.sees).toContain("سازمان اکنون در ⁨کمیتهٔ زیست‌محیطی⁩ کرسی دارد");

	await zahra.sends("/committees");
	expect(zahra.sees).toContain("۱) ⁨کمیتهٔ زیست‌محیطی⁩ · عضو");
	await zahra.presses("۱");
	expect(zahra.sees).toContain("سازمان شما در این کمیته کرسی دارد.");
	await omid.sends("/committees");
	expect(omid.sees).toContain("⁨کمیتهٔ زیست‌محیطی⁩ · علی‌البدل");

	const sara = await town.person("سارا");
	await anOrganization(town, sara, { name: "یاوران مهر", registrationNumber: "77", nationalId: "10100171920" });
	await sara.sends("/committees");
	await sara.presses(/(\S)\) ⁨کمیتهٔ زیست‌محیطی⁩/.exec(sara.sees)?.[1] ?? "");
	await sara.presses("اعضا");
	expect(sara.sees).toContain("۱) ⁨همیاران سبز قزوین⁩ · عضو");
	expect(sara.sees).not.toContain("زهرا");
	await sara.presses("۱");
	expect(sara.sees).not.toContain("زهرا");
	expect(sara.sees).not.toContain("کناره‌گیری");
	await zahra.presses("اعضا");
	expect(zahra.sees).toContain("زهرا کریمی");
	expect(town.botApi.violations).toEqual([]);
});

test("a chair is appointed and decides; declined with a reason; the organization leaves and its seat stays as history", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await anOrganization(town, zahra);
	await asksForSeat(zahra);
	await reza.presses("پذیرش");
	await reza.presses("بازگشت به کمیته");
	await reza.presses("اعضا");
	await reza.presses("۱");
	await reza.presses("رئیس شود");
	expect(zahra.sees).toContain("شما از این پس رئیس ⁨کمیتهٔ زیست‌محیطی⁩ هستید");
	expect((await actorOf(zahra)).seats).toMatchObject([{ committeeId: "environmental", office: "chair" }]);

	const sara = await town.person("سارا");
	await anOrganization(town, sara, { name: "یاوران مهر", registrationNumber: "77", nationalId: "10100171920" });
	await asksForSeat(sara);
	expect(zahra.sees).toContain("⁨یاوران مهر⁩");
	await zahra.presses("رد با ذکر دلیل");
	await zahra.sends("در این زمینه هنوز کاری نکرده‌اید.");
	expect(sara.sees).toContain("در این زمینه هنوز کاری نکرده‌اید.");
	expect(reza.sees).toContain("پذیرفته نشد · توسط خانم ⁨زهرا کریمی⁩");
	expect(reza.sees).not.toContain("[ پذیرش ]");

	await zahra.sends("/committees");
	await zahra.presses("۱");
	await zahra.presses("کرسی ما");
	await zahra.presses("کناره‌گیری");
	await zahra.presses("بله، کناره‌گیری");
	expect(zahra.sees).toContain("سابقهٔ آن می‌ماند");
	await reza.sends("/committees");
	await reza.presses(/(\S)\) ⁨کمیتهٔ زیست‌محیطی⁩/.exec(reza.sees)?.[1] ?? "");
	expect(reza.sees).toContain("هنوز عضوی ندارد.");
	expect((await actorOf(zahra)).seats).toEqual([]);
	expect(town.botApi.violations).toEqual([]);
});

test("a term gets a last day with a reason; it is recalled thirty days before and ends by itself", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	await anOrganization(town, zahra);
	await asksForSeat(zahra);
	await reza.presses("پذیرش");
	await reza.presses("بازگشت به کمیته");
	await reza.presses("اعضا");
	await reza.presses("۱");
	await reza.presses("تعیین پایان دوره");
	await reza.sends("۱۴۰۵/۱۱/۳۰");
	await reza.sends("دورهٔ دوسالهٔ کرسی‌ها رو به پایان است.");
	await reza.presses("ثبت پایان دوره");
	expect(reza.sees).toContain("۳۰ بهمن ۱۴۰۵");
	expect(zahra.sees).toContain("دورهٔ دوسالهٔ کرسی‌ها رو به پایان است.");
	await town.later({ days: 50 });
	expect(zahra.sees).not.toContain("یادآوری");
	await town.later({ days: 9 });
	expect(zahra.sees).toContain("یادآوری: دورهٔ ⁨همیاران سبز قزوین⁩ در ⁨کمیتهٔ زیست‌محیطی⁩ روز");
	await town.later({ days: 31 });
	expect(zahra.sees).toContain("پایان یافت. سپاس از همراهی شما.");
	expect((await actorOf(zahra)).seats).toEqual([]);
	await town.later({ days: 2 });
	expect(zahra.screen.filter(({ text }) => text?.includes("یادآوری: دورهٔ"))).toHaveLength(1);
	expect(town.botApi.violations).toEqual([]);
});

test("who sits is replaced, and told; when they leave the organization their seat ends", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	const organization = await anOrganization(town, zahra);
	const omid = await town.person("امید");
	await aMember(town, zahra, organization.id, omid, "امید نوری");
	await asksForSeat(zahra);
	await reza.presses("پذیرش");
	await zahra.sends("/committees");
	await zahra.presses("۱");
	await zahra.presses("کرسی ما");
	await zahra.presses("تغییر نماینده");
	await zahra.presses("امید نوری");
	await zahra.presses("خودم");
	await zahra.presses("ثبت نماینده");
	expect(zahra.sees).toContain("نماینده و علی‌البدل ⁨همیاران سبز قزوین⁩");
	expect(omid.sees).toContain("شما از این پس نمایندهٔ ⁨همیاران سبز قزوین⁩");
	expect((await actorOf(zahra)).seats).toMatchObject([{ isAlternate: true }]);
	await omid.sends("/organization");
	await omid.presses("همکاران");
	await omid.presses("جدا شدن از سازمان");
	await omid.presses("بله، جدا می‌شوم");
	expect(zahra.screen.some(({ text }) => text?.includes("علت: پایان همکاری نماینده با سازمان"))).toBe(true);
	expect((await actorOf(zahra)).seats).toEqual([]);
	expect(town.botApi.violations).toEqual([]);
});

test("an admin adds a committee, calls it otherwise and ends it; a dimension of the office's own is offered", async () => {
	const town = await aTown();
	const admin = await town.admin();
	await admin.sends("/admin");
	await admin.pressesAll("فهرست‌ها", "بُعدها", "افزودن");
	await admin.answers("سلامت", "Health");
	await admin.sends("/committees");
	await admin.presses("افزودن کمیته");
	await admin.presses("سلامت");
	await admin.answers(
		"کمیتهٔ سلامت",
		"Health committee",
		"سلامت زنان و کودکان در محله‌ها",
		"Health of women and children",
	);
	await admin.presses("ساختن کمیته");
	expect(admin.sees).toContain("⁨کمیتهٔ سلامت⁩ ساخته شد");
	await admin.presses("بازگشت به کمیته");
	expect(admin.sees).toContain("بُعد: ⁨سلامت⁩");
	await admin.presses("ویرایش");
	await admin.presses("نام فارسی");
	await admin.sends("کمیتهٔ سلامت و درمان");
	await admin.presses("ثبت");
	expect(admin.sees).toContain("⁨کمیتهٔ سلامت و درمان⁩ ثبت شد");
	await admin.presses("بازگشت به کمیته");
	await admin.presses("پایان کار کمیته");
	await admin.presses("بله، پایان یابد");
	await admin.sends("/committees");
	expect(admin.sees).not.toContain("سلامت");
	const mina = await town.person("مینا");
	await mina.sends("/committees");
	expect(mina.sees).toContain("کمیته‌ها محل کار سازمان‌های عضو است");
	expect(town.botApi.violations).toEqual([]);
});

test("in English", async () => {
	const town = await aTown();
	const emma = await town.person("Emma", { languageCode: "en" });
	await anOrganization(town, emma);
	await emma.sends("/committees");
	expect(emma.sees).toContain("Fitting the fields of");
	await emma.presses(/(\S)\) ⁨Environmental committee⁩/.exec(emma.sees)?.[1] ?? "");
	expect(emma.sees).toContain("Waste, green space");
	await emma.presses("Ask for a seat");
	await emma.sends("We teach waste separation in Hadiabad");
	await emma.presses("Myself");
	await emma.presses("Skip");
	await emma.presses("Send the request");
	expect(emma.sees).toContain("The request for a seat in ⁨Environmental committee⁩ was filed");
	await emma.presses("Take the request back");
	expect(emma.sees).toContain("was taken back");
	expect(town.botApi.violations).toEqual([]);
});

async function asksForSeat(player: Awaited<ReturnType<typeof import("../support/player.ts").aPlayer>>): Promise<void> {
	await player.sends("/committees");
	await player.presses(/(\S)\) ⁨کمیتهٔ زیست‌محیطی⁩/.exec(player.sees)?.[1] ?? "");
	await player.presses("درخواست کرسی");
	await player.sends("در هادی‌آباد آموزش تفکیک زباله داریم");
	await player.presses("خودم");
	if (player.sees.includes("می‌گذرم")) await player.presses("می‌گذرم");
	await player.presses("ارسال درخواست");
}
