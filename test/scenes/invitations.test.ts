import { expect, test } from "vitest";
import { newId } from "../../src/kit/ids.ts";
import * as invitations from "../../src/services/invitations/index.ts";
import * as organizationStore from "../../src/store/organizations.ts";
import { aTown } from "../support/town.ts";
import { actorOf, aMember, anOrganization, linkOn } from "./neighbours.ts";

test("a director makes a link; a stranger agrees, lands in it, says their name and is a member; the director is told", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	await anOrganization(town, zahra);
	await zahra.sends("/organization");
	await zahra.presses("همکاران");
	expect(zahra.sees).toContain("هنوز همکاری به سازمان نپیوسته است");
	await zahra.presses("دعوت همکار");
	await zahra.presses("فقط یک نفر");
	await zahra.presses("۷ روز");
	expect(zahra.sees).toContain("پیوند فقط همین یک بار نشان داده می‌شود");
	expect(zahra.sees).toContain("اعتبار تا سه‌شنبه ۱۰ آذر ۱۴۰۵");
	const token = linkOn(zahra);
	const sara = town.newcomer("سارا");
	await sara.does((client) => client.start(token));
	expect(sara.sees).toContain("می‌پذیرم و ادامه می‌دهم");
	await sara.presses("می‌پذیرم و ادامه می‌دهم");
	expect(sara.sees).toContain("شما را به سازمان «⁨همیاران سبز قزوین⁩» دعوت کرده است");
	await sara.presses("دعوت را می‌پذیرم");
	await sara.sends("۱۲۳");
	expect(sara.sees).toContain("بدون عدد و نشانه");
	await sara.sends("سارا امینی");
	await sara.presses("خانم");
	expect(sara.sees).toContain("شما اکنون همکار سازمان");
	expect(zahra.sees).toContain("خانم ⁨سارا امینی⁩ با دعوت شما");
	await zahra.presses("همکاران سازمان");
	expect(zahra.sees).toContain("۲) خانم ⁨سارا امینی⁩ · همکار");
	await zahra.presses("دعوت‌نامه‌ها");
	expect(zahra.sees).toContain("استفاده: ۱ نفر · ظرفیت: ۱ نفر · تکمیل‌شده");
	await zahra.presses("۱");
	expect(zahra.sees).toContain("۱) خانم ⁨سارا امینی⁩ · سه‌شنبه ۳ آذر ۱۴۰۵");

	const omid = await town.person("امید");
	await omid.does((client) => client.start(token));
	expect(omid.sees).toContain("ظرفیت این دعوت‌نامه تکمیل شده است");
	await sara.does((client) => client.start(token));
	expect(sara.sees).toContain("هم‌اکنون عضو این سازمان هستید");
	await zahra.does((client) => client.start(token));
	expect(zahra.sees).toContain("خود شما ساخته‌اید");
	expect(town.botApi.violations).toEqual([]);
});

test("expired, revoked, renewed, of a suspended organization, mistyped: each has its own sentence", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	const organization = await anOrganization(town, zahra);
	const omid = await town.person("امید");
	async function makes(uses: string, days: string): Promise<string> {
		await zahra.sends("/organization");
		await zahra.presses("همکاران");
		await zahra.presses("دعوت همکار");
		await zahra.presses(uses);
		await zahra.presses(days);
		return linkOn(zahra);
	}
	const opens = (token: string) => omid.does((client) => client.start(token));

	const old = await makes("تا ۵ نفر", "۱ روز");
	await town.later({ days: 2 });
	await opens(old);
	expect(omid.sees).toContain("مهلت این دعوت‌نامه به پایان رسیده است");

	const lost = await makes("بدون محدودیت", "۳۰ روز");
	await zahra.presses("مدیریت دعوت‌نامه");
	await zahra.presses("دریافت پیوند تازه");
	const fresh = linkOn(zahra);
	expect(fresh).not.toBe(lost);
	await opens(lost);
	expect(omid.sees).toContain("دعوت‌نامه‌ای با این کد پیدا نشد");
	await zahra.presses("مدیریت دعوت‌نامه");
	await zahra.presses("لغو دعوت‌نامه");
	await zahra.presses("بله، لغو شود");
	expect(zahra.sees).toContain("وضعیت: لغوشده");
	await opens(fresh);
	expect(omid.sees).toContain("این دعوت‌نامه لغو شده است");

	const good = await makes("تا ۲۰ نفر", "۷ روز");
	const before = await organizationStore.byId(organization.id);
	if (!before) throw new Error("it is gone");
	await organizationStore.changeAt(before, { ...before, state: "suspended", revision: before.revision + 1 });
	await opens(good);
	expect(omid.sees).toContain("اکنون در فهرست فعال دبیرخانه نیست");
	await organizationStore.changeAt(
		{ ...before, state: "suspended", revision: before.revision + 1 },
		{ ...before, revision: before.revision + 2 },
	);

	await omid.sends("/start");
	await omid.presses("کد دعوت دارم");
	await omid.sends("abc");
	expect(omid.sees).toContain("این متن پیوند یا کد دعوت نیست");
	await omid.sends("AAAAAAAAAAAAAAAAAAAAAA");
	expect(omid.sees).toContain("دعوت‌نامه‌ای با این کد پیدا نشد");
	await omid.presses("خانه");
	await omid.presses("کد دعوت دارم");
	await omid.sends(`https://t.me/dabir_bot?start=${good}`);
	expect(omid.sees).toContain("شما را به سازمان");
	await omid.presses("دعوت را می‌پذیرم");
	await omid.presses("بعداً ادامه می‌دهم");
	await town.restarts();
	await omid.sends(good);
	await omid.presses("دعوت را می‌پذیرم");
	await omid.sends("امید نوری");
	await omid.presses("آقا");
	expect(omid.sees).toContain("شما اکنون همکار سازمان");
	expect((await actorOf(omid)).memberships).toHaveLength(1);
	expect(town.botApi.violations).toEqual([]);
});

test("an admin invites a coordinator by a link; a forged button makes none", async () => {
	const town = await aTown();
	const admin = await town.admin();
	await admin.sends("/admin");
	await admin.presses("کارشناسان و مدیران");
	await admin.presses("دعوت با پیوند");
	await admin.presses("فقط یک نفر");
	await admin.presses("۱ روز");
	const token = linkOn(admin);
	const reza = town.newcomer("رضا", { languageCode: "en" });
	await reza.does((client) => client.start(token));
	await reza.presses("I agree");
	expect(reza.sees).toContain("invites you to work with the secretariat");
	await reza.presses("I accept");
	await reza.sends("Reza Rezai");
	await reza.presses("Mr");
	expect(reza.sees).toContain("You are now a coordinator");
	expect(admin.sees).toContain("اکنون کارشناس دبیرخانه است");
	await reza.presses("What waits");
	const own = reza.screen.at(-1)?.messageId ?? 0;
	const forged = "invite.make::c:one:1:0123456789abcdef";
	await reza.does((client) => client.taps(own, forged, { forged: true }));
	expect(reza.sees).toContain("access");
	expect(town.botApi.violations).toEqual([]);
});

test("the same tap twice makes one invitation", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	await anOrganization(town, zahra);
	await zahra.sends("/organization");
	await zahra.presses("همکاران");
	await zahra.presses("دعوت همکار");
	await zahra.presses("تا ۵ نفر");
	const screen = zahra.screen.at(-1);
	const day = screen?.inlineKeyboard.flat().find((button) => button.text === "۱ روز");
	if (!screen || !day || !("callback_data" in day)) throw new Error("there is no choice of days");
	await zahra.does((client) => {
		client.taps(screen.messageId, day.callback_data);
		client.taps(screen.messageId, day.callback_data);
	});
	expect(zahra.screen.filter((message) => message.text?.includes("?start="))).toHaveLength(1);
	await zahra.presses("مدیریت دعوت‌نامه");
	expect(zahra.sees).toContain("وضعیت: فعال");
	await zahra.presses("دعوت‌نامه‌ها");
	expect(zahra.sees).toContain("۱)");
	expect(zahra.sees).not.toContain("۲)");
});

test("who is known by name gets in with one tap; the people of a large organization are paged", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	const organization = await anOrganization(town, zahra);
	for (let number = 1; number <= 7; number++) {
		const player = await town.person(`همکار ${number}`);
		await aMember(town, zahra, organization.id, player, `همکار شمارهٔ ${"الف".repeat(number)}`);
	}
	const other = await town.person("مریم");
	await anOrganization(town, other, { name: "یاوران امید", registrationNumber: "77" });
	await other.sends("/organization");
	await other.presses("همکاران");
	await other.presses("دعوت همکار");
	await other.presses("تا ۵ نفر");
	await other.presses("۷ روز");
	const token = linkOn(other);
	await zahra.does((client) => client.start(token));
	await zahra.presses("دعوت را می‌پذیرم");
	expect(zahra.sees).toContain("شما اکنون همکار سازمان «⁨یاوران امید⁩»");
	const accept = zahra.screen.length;
	await zahra.does((client) => client.start(token));
	expect(zahra.sees).toContain("هم‌اکنون عضو");
	expect(zahra.screen.length).toBe(accept + 1);
	const own = zahra.screen.at(-1)?.messageId ?? 0;
	await zahra.does((client) => client.taps(own, `member.list:${organization.id}`, { forged: true }));
	expect(zahra.sees).toContain("۸ نفر");
	expect(zahra.sees).toContain("۱ از ۲");
	expect(zahra.sees).toContain("۶) آقای");
	await zahra.presses("بعدی");
	expect(zahra.sees).toContain("۷) آقای");
	expect(zahra.sees).toContain("۲ از ۲");
	await zahra.presses("قبلی");
	expect(zahra.sees).toContain("۱) خانم");
	expect(town.botApi.violations).toEqual([]);
});

test("a list of invitations is read on and back again", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	const organization = await anOrganization(town, zahra);
	for (let number = 1; number <= 13; number++) {
		const made = await invitations.make(
			await actorOf(zahra),
			{ role: "member", organizationId: organization.id, uses: "one", days: number > 6 ? 30 : 7, requestId: newId() },
			town.clock.now(),
		);
		if (!made.ok) throw new Error(made.reason);
	}
	await zahra.sends("/organization");
	await zahra.presses("همکاران");
	await zahra.presses("دعوت‌نامه‌ها");
	expect(zahra.sees).toContain("۶) ");
	expect(zahra.buttons).toContain("۱ از ۳");
	expect(zahra.buttons).not.toContain("‹ قبلی");
	await zahra.presses("بعدی");
	expect(zahra.buttons).toContain("۲ از ۳");
	await zahra.presses("بعدی");
	expect(zahra.buttons).toContain("۳ از ۳");
	expect(zahra.sees).not.toContain("۲) ");
	await zahra.presses("قبلی");
	expect(zahra.buttons).toContain("۲ از ۳");
	await zahra.presses("۶");
	expect(zahra.sees).toContain("ظرفیت");
	await zahra.presses("دعوت‌نامه‌ها");
	expect(zahra.buttons).toContain("۱ از ۳");
	expect(town.botApi.violations).toEqual([]);
});
