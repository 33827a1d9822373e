/** Invented names of people and organizations, as a province has them; the same seed gives the same province. */

export interface Chance {
	/** 0 ≤ n < below */
	number(below: number): number;
	one<Thing>(list: readonly Thing[]): Thing;
	/** True so often, of 100. */
	often(percent: number): boolean;
}

/** Mulberry32: small, fast and the same everywhere. */
export function chance(seed: number): Chance {
	let state = seed >>> 0;
	function next(): number {
		state = (state + 0x6d2b79f5) >>> 0;
		let mixed = Math.imul(state ^ (state >>> 15), state | 1);
		mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
		return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
	}
	const number = (below: number) => Math.floor(next() * below);
	return {
		number,
		one: (list) => list[number(list.length)] as never,
		often: (percent) => next() * 100 < percent,
	};
}

const words = (text: string) => text.split(" ");
const phrases = (text: string) => text.split("، ");

const WOMEN = words(
	"زهرا فاطمه مریم نرگس سارا مینا لیلا شیرین پریسا الهام نسرین مهناز سمیه راضیه معصومه طاهره اعظم اکرم کبری صدیقه نازنین هانیه ریحانه یاسمن بهاره سپیده شبنم مهسا نگار آرزو",
);
const MEN = words(
	"علی محمد حسین رضا مهدی امیر حسن احمد ابراهیم مصطفی سعید حمید مجید وحید جواد هادی یوسف امید پیمان کیوان بهزاد فرهاد سیاوش آرش کامران ایمان میلاد پویا محسن مسعود",
);
const SECOND_NAMES = words("علی رضا حسین مهدی حسن");
const FAMILIES = words(
	"کریمی رضایی احمدی محمدی حسینی موسوی هاشمی جعفری صادقی نوری امینی قاسمی طاهری توکلی محمودی اکبری اصغری ابراهیمی اسماعیلی یوسفی مرادی رحیمی کاظمی باقری نظری فلاح شریفی زارع قربانی عباسی سلیمانی حیدری غلامی صالحی رستمی نجفی ملکی شفیعی بهرامی عزیزی یزدانی کمالی جلالی فرهادی خسروی بیات الموتی قزوینی تاکستانی آبیکی شال زرگر چگینی پورحسن گلستانی",
);
const FAMILY_ENDINGS = ["", "", "", "", "‌نژاد", "‌پور", " فرد", "‌زاده", " اصل", " قزوینی", "‌نیا"];

const KINDS = phrases(
	"انجمن، مؤسسهٔ خیریهٔ، جمعیت، کانون، بنیاد، گروه جهادی، مجمع خیران، سازمان مردم‌نهاد، شبکهٔ، خانهٔ، مؤسسهٔ، انجمن حمایت از",
);
const ESSENCES = phrases(
	"همیاران، یاوران، مهرورزان، نیک‌اندیشان، دوستداران، حامیان، پیشگامان، راهیان، سبزاندیشان، باران مهر، طلوع امید، نور هدایت، آوای زندگی، چشم‌انداز، رویش، ستارگان، سفیران، نسیم، افق روشن، ژرف‌اندیشان، گلبرگ، پرتو، چکاوک، فرهیختگان",
);
const CAUSES = phrases(
	"محیط زیست، کودکان کار، بیماران خاص، زنان سرپرست خانوار، سالمندان، معلولان، آموزش و پرورش، جوانان، میراث فرهنگی، پیشگیری از اعتیاد، کارآفرینی، حقوق شهروندی، بهبود محله، هلال سبز، ورزش همگانی، اهدای خون، کتاب‌خوانی، آب و خاک، پاکی شهر، توانمندسازی",
);
const PLACES = phrases(
	"قزوین، هادی‌آباد، مینودر، الوند، تاکستان، آبیک، بوئین‌زهرا، محمدیه، اقبالیه، الموت، شال، آوج، کوثر، ناصرآباد، سلطان‌آباد، رباط کریم‌خان، چوبیندر، پونک",
);

export function personName(luck: Chance): { name: string; title: "ms" | "mr" } {
	const woman = luck.often(50);
	const first = luck.one(woman ? WOMEN : MEN);
	const second = !woman && luck.often(20) ? `‌${luck.one(SECOND_NAMES)}` : "";
	return { name: `${first}${second} ${luck.one(FAMILIES)}${luck.one(FAMILY_ENDINGS)}`, title: woman ? "ms" : "mr" };
}

export function organizationName(luck: Chance): string {
	const parts = [luck.one(KINDS), luck.one(ESSENCES), luck.one(CAUSES)];
	if (luck.often(70)) parts.push(luck.one(PLACES));
	return parts.join(" ");
}

/** What people type into a search, of names that exist: whole words and beginnings. */
export const TYPED = {
	everywhere: ["انجمن", "مؤسسه", "خیریه", "ه"],
	some: ["چکاوک", "ژرف", "میراث", "هادی آباد", "سالمندان", "بوئین"],
	people: ["محمد", "علی", "زهرا", "م"],
	families: ["چگینی", "الموتی", "شفیعی", "کریمی"],
};
