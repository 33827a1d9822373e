/** Five whole scenes, for tests that play the same talks under other conditions; see `CORPUS`. */
import { aPlayer, type Player } from "./player.ts";
import type { Town } from "./town.ts";

export interface Scene {
	name: string;
	play(town: Town): Promise<void>;
}

/** Played in this order in one town. */
export const CORPUS: Scene[] = [
	{
		name: "the first minute: no, then yes, then looking around",
		async play(town) {
			const omid = town.newcomer("امید");
			await omid.does((client) => client.start());
			await omid.presses("جزئیات حریم خصوصی");
			await omid.presses("نمی‌پذیرم");
			await omid.sends("سلام");
			await omid.presses("English");
			await omid.presses("I agree");
			await omid.sends("/language");
			await omid.presses("فارسی");
			await omid.sends("/help");
			await omid.presses("خانه");
			await omid.does((client) => client.sendsSticker());
		},
	},
	{
		name: "staff: appointed before they came, chosen from the users, dismissed, forgotten",
		async play(town) {
			const admin = await town.admin();
			const reza = town.newcomer("رضا");
			await admin.appoints(reza);
			await reza.agrees();
			await introduces(reza, "رضا رضایی", "آقا");
			const sara = await town.person("سارا");
			await admin.appoints(sara);
			await introduces(sara, "سارا امینی", "خانم");
			const mina = await town.person("مینا");
			await admin.sends("/admin");
			await admin.presses("کارشناسان و مدیران");
			await admin.presses("انتخاب از میان کاربران");
			await admin.presses(String(mina.client.id));
			await admin.presses("بله، کارشناس شود");
			await admin.presses("بازگشت به فهرست");
			await admin.presses("۴");
			await admin.presses("پایان سمت");
			await admin.presses("بله، پایان یابد");
			await mina.sends("/inbox");
			await mina.sends("/settings");
			await mina.presses("پاک کردن اطلاعات من");
			await mina.presses("بله، پاک شود");
			await mina.sends("سلام");
		},
	},
	{
		name: "a registration: wrong answers, back, left and gone on with, an answer changed on the review",
		async play(town) {
			const zahra = await town.person("زهرا");
			await zahra.presses("ثبت‌نام سازمان مردم‌نهاد");
			await zahra.answers("همیاران سبز", "ندارم", "1843", "10380284791", "۱۰۳۸۰۲۸۴۷۹۰", "۱۳۹۴");
			await zahra.presses("حفاظت محیط زیست");
			await zahra.sends("۳۰ اسفند ۱۴۰۵");
			await zahra.presses("بازگشت");
			await zahra.presses("سازمان بهزیستی");
			await zahra.sends("۱۴۰۶/۱۲/۱۵");
			await zahra.pressesAll("محیط زیست", "آموزش", "تأیید");
			await zahra.sends("هادی");
			await zahra.presses("از این گام می‌گذرم");
			await zahra.presses("بعداً ادامه می‌دهم");
			await zahra.sends("/register");
			await zahra.presses("ادامه می‌دهم");
			await zahra.answers("۲۵", "۴۰", "آموزش تفکیک زباله در مدرسه‌های هادی‌آباد", "زهرا کریمی");
			await zahra.presses("خانم");
			await zahra.does((client) => client.sharesContact());
			await zahra.does((client) => client.sendsPhoto());
			await zahra.presses("نام");
			await zahra.sends("یاران سبز قزوین");
			await zahra.presses("ارسال به دبیرخانه");
			await zahra.presses("وضعیت درخواست");
		},
	},
	{
		name: "an application: asked for more, corrected, rejected, corrected, approved; another is withdrawn",
		async play(town) {
			const [zahra, reza, sara] = playersOf(town, "زهرا", "رضا", "سارا");
			await reza.presses("پرسش از متقاضی");
			await reza.pressesAll("عکس پروانه", "تأیید");
			await reza.sends("تصویر پروانه خوانا نیست؛ لطفاً عکس جدیدی بفرستید.");
			await reza.presses("ارسال به متقاضی");
			await zahra.presses("اصلاح: عکس پروانه");
			await zahra.does((client) => client.sendsPhoto());
			await zahra.sends("عکس تازه گرفته شد.");
			await zahra.presses("ارسال دوباره به دبیرخانه");
			await sara.presses("رد با ذکر دلیل");
			await sara.sends("محدودهٔ فعالیت سازمان بیرون از استان است.");
			await sara.presses("رد درخواست");
			await zahra.presses("اصلاح و ارسال دوباره");
			await zahra.presses("ارسال دوباره به دبیرخانه");
			await sara.sends("/inbox");
			await sara.presses("سازمان‌ها (۱)");
			await sara.presses("۱");
			await sara.presses("همهٔ اطلاعات");
			await sara.presses("بازگشت به درخواست");
			await sara.presses("تأیید");
			await zahra.presses("سازمان من");
			const omid = playersOf(town, "امید")[0];
			await omid.sends("/register");
			await omid.sends("جوانان محله");
			await omid.presses("هنوز ثبت نشده است");
			await omid.sends("۱۴۰۰");
			await omid.pressesAll("آموزش", "تأیید", "از این گام می‌گذرم");
			await omid.answers("۵", "۰", "کتاب‌خوانی در کوچه‌های محلهٔ ما", "امید نوری");
			await omid.presses("آقا");
			await omid.sends("۰۹۱۲ ۵۵۵ ۰۱۴۲");
			await omid.presses("ارسال به دبیرخانه");
			await omid.sends("/organization");
			await omid.presses("انصراف از درخواست");
			await omid.presses("بله، انصراف می‌دهم");
		},
	},
	{
		name: "a talk with the secretariat: claimed, answered, replied to, closed; an album",
		async play(town) {
			const [omid, reza] = playersOf(town, "امید", "رضا");
			await omid.sends("سلام، برای پارک محله با چه کسی صحبت کنم؟");
			await omid.presses("ارسال به دبیرخانه");
			await reza.presses("به عهده می‌گیرم");
			await reza.presses("نوشتن پاسخ");
			await reza.sends("با دفتر تسهیل‌گری هادی‌آباد تماس بگیرید.");
			await omid.sends("سپاسگزارم");
			await omid.does((client) => client.sendsAlbum(2));
			await reza.presses("پایان گفت‌وگو");
			await omid.does((client) => client.sendsVoice(3));
			await omid.presses("ارسال به دبیرخانه");
			await omid.sends("/settings");
			await omid.presses("پاک کردن اطلاعات من");
			await omid.presses("بله، پاک شود");
		},
	},
];

async function introduces(player: Player, name: string, title: string): Promise<void> {
	await player.sends("/settings");
	await player.presses("تغییر نام و عنوان");
	await player.sends(name);
	await player.presses(title);
}

/** People of an earlier scene, by their names. */
function playersOf<const Names extends string[]>(town: Town, ...names: Names): { [I in keyof Names]: Player } {
	return names.map((name) => {
		const client = town.botApi.people.find((person) => person.firstName === name);
		if (!client) throw new Error(`nobody is called ${name}`);
		return aPlayer(town, client);
	}) as { [I in keyof Names]: Player };
}
