/** What the demo province has to do with: agencies, seats, reports. Every name says that it is a sample. */
import type { ReportAnswers } from "../../src/domain/reportAnswers.ts";
import type { DemoPhoto } from "./photos.ts";
import type { INHABITANTS } from "./province.ts";

type Who = keyof typeof INHABITANTS;

/** Its request id becomes its id, which holds letters and digits only. */
export interface DemoAgency {
	requestId: string;
	fa: string;
	en: string;
	dimensions: string[];
	liaison?: Who;
}

export const AGENCIES = {
	municipality: {
		requestId: "demoMunicipality",
		fa: "شهرداری (نمونه)",
		en: "Municipality (sample)",
		dimensions: ["environmental", "physical"],
		liaison: "liaison",
	},
	welfare: {
		requestId: "demoWelfare",
		fa: "ادارهٔ بهزیستی (نمونه)",
		en: "Welfare Office (sample)",
		dimensions: ["social"],
		liaison: "secondLiaison",
	},
	/** Nobody answers for it in Dabir yet. */
	labour: {
		requestId: "demoLabour",
		fa: "ادارهٔ کار (نمونه)",
		en: "Labour Office (sample)",
		dimensions: ["economic"],
	},
} as const satisfies Record<string, DemoAgency>;

export const SEATS: readonly { by: Who; committee: string; requestId: string; why: string; isChair?: true }[] = [
	{
		by: "director",
		committee: "environmental",
		requestId: "demo-seat-green",
		why: "در پنج سال گذشته در هادی‌آباد و مینودر آموزش تفکیک پسماند داشته‌ایم.",
		isChair: true,
	},
	{
		by: "secondDirector",
		committee: "social",
		requestId: "demo-seat-kindness",
		why: "با خانواده‌های سرپرست خانوار در سه محله کار می‌کنیم.",
		isChair: true,
	},
	{
		by: "secondDirector",
		committee: "environmental",
		requestId: "demo-seat-kindness-green",
		why: "خانواده‌هایی که با آن‌ها کار می‌کنیم بیش از همه از زبالهٔ کوچه‌ها گله دارند.",
	},
];

/** Asked for, and not decided yet. */
export const WAITING_SEAT = {
	by: "thirdDirector",
	committee: "economic",
	requestId: "demo-seat-work",
	why: "تجربهٔ راه‌اندازی ۴۰ کارگاه خانگی را به کمیته می‌آوریم.",
} as const;

export interface DemoReport {
	by: Who;
	requestId: string;
	neighbourhood: string;
	/** From the centre of the neighbourhood, in thousandths of a degree north and east. */
	off: readonly [number, number];
	photo?: DemoPhoto;
	answers: Omit<ReportAnswers, "neighbourhood" | "place" | "photos">;
}

export const REPORTS = {
	waste: {
		by: "director",
		requestId: "demo-report-waste",
		neighbourhood: "هادی‌آباد",
		off: [1.2, -0.8],
		photo: "waste",
		answers: {
			kind: "problem",
			dimension: "environmental",
			category: "waste",
			landmark: "کوچهٔ ۱۲، روبه‌روی نانوایی",
			problem: { words: "زبالهٔ کوچهٔ ۱۲ سه روز است جمع نشده و بچه‌ها از کنار آن به مدرسه می‌روند." },
			since: "weeks",
			affected: 180,
			urgency: "high",
		},
	},
	lighting: {
		by: "secondDirector",
		requestId: "demo-report-lighting",
		neighbourhood: "راه‌آهن",
		off: [-0.9, 1.5],
		photo: "dark",
		answers: {
			kind: "problem",
			dimension: "physical",
			category: "lighting",
			landmark: "پشت ایستگاه، از سر کوچه تا درمانگاه",
			problem: { words: "چراغ‌های این مسیر خاموش است و زن‌ها شب‌ها از آن رد نمی‌شوند." },
			since: "months",
			affected: 90,
			urgency: "normal",
		},
	},
	clinic: {
		by: "thirdDirector",
		requestId: "demo-report-clinic",
		neighbourhood: "چوبیندر",
		off: [1.8, 1.1],
		photo: "frame",
		answers: {
			kind: "stalledWork",
			dimension: "physical",
			category: "serviceBuilding",
			landmark: "انتهای خیابان اصلی، کنار مسجد",
			work: { words: "اسکلت درمانگاه محله سال‌ها پیش بالا رفته و از آن پس رها شده است." },
			startedYear: 1399,
			stoppedOn: "2024-06-10",
			percent: 45,
			why: "پیمانکار رفت و اعتبار آن دیگر نرسید.",
			dangers: "میلگردهای بیرون‌زده و چاله‌ای بی‌حفاظ که بچه‌ها کنار آن بازی می‌کنند.",
			affected: 2_400,
			urgency: "high",
		},
	},
	park: {
		by: "secondDirector",
		requestId: "demo-report-park",
		neighbourhood: "شیخ‌آباد",
		off: [-1.4, -1.2],
		answers: {
			kind: "need",
			dimension: "physical",
			category: "publicSpace",
			need: { words: "در محله هیچ جایی برای بازی بچه‌ها و نشستن سالمندان نیست." },
			proposal: "زمین خالی کنار مدرسه را می‌توان با هزینهٔ کم آماده کرد.",
			affected: 600,
			urgency: "normal",
		},
	},
	market: {
		by: "thirdDirector",
		requestId: "demo-report-market",
		neighbourhood: "اقبالیه",
		off: [0.7, -1.6],
		answers: {
			kind: "need",
			dimension: "economic",
			category: "localMarket",
			need: { words: "زنانی که در خانه تولید می‌کنند جایی برای فروش ندارند؛ یک بازارچهٔ هفتگی لازم است." },
			affected: 75,
			urgency: "normal",
		},
	},
	/** Sensitive: its place is rounded, and neither groups nor other organizations see it. */
	addiction: {
		by: "secondDirector",
		requestId: "demo-report-addiction",
		neighbourhood: "ملک‌آباد",
		off: [0.6, -0.4],
		answers: {
			kind: "problem",
			dimension: "social",
			category: "addiction",
			problem: { words: "شب‌ها در ساختمان متروکهٔ محله مواد مصرف می‌شود و خانواده‌ها نگران نوجوانان‌اند." },
			since: "months",
			affected: { instead: "unknown" },
			urgency: "high",
		},
	},
	water: {
		by: "member",
		requestId: "demo-report-water",
		neighbourhood: "مینودر",
		off: [1.1, 0.9],
		answers: {
			kind: "problem",
			dimension: "environmental",
			category: "water",
			landmark: "خیابان دوم، نبش کوچهٔ ۴",
			problem: { words: "آب از جوی بیرون می‌زند و خیابان هر روز صبح گل‌آلود است." },
			since: "days",
			affected: { instead: "unknown" },
			urgency: "normal",
		},
	},
} as const satisfies Record<string, DemoReport>;

export const OFFICE = {
	neighbourhood: "هادی‌آباد",
	name: "دفتر تسهیل‌گری هادی‌آباد (نمونه)",
	address: "خیابان اصلی هادی‌آباد، کنار کتابخانه",
	hours: "شنبه تا چهارشنبه، ۸ تا ۱۴",
	phone: "+989125550120",
	facilitator: "نسرین موسوی",
} as const;

/** Linked by the chair of the committee. */
export const GROUP = {
	committee: "environmental",
	title: "کمیتهٔ زیست‌محیطی (نمونه)",
	by: "director",
	members: ["director", "secondDirector", "coordinator", "liaison"],
} as const satisfies { committee: string; title: string; by: Who; members: readonly Who[] };

export const MEETING = {
	requestId: "demo-meeting",
	committee: "environmental",
	title: "پسماند هادی‌آباد (جلسهٔ نمونه)",
	address: "دفتر تسهیل‌گری هادی‌آباد",
	agenda: ["گزارش زبالهٔ کوچهٔ ۱۲", "برنامهٔ آموزش تفکیک در مدرسه‌ها"],
} as const;

export const ASSESSMENT = {
	requestId: "demo-assessment",
	title: "نیازسنجی پاییز (نمونه)",
	neighbourhoods: ["هادی‌آباد", "شیخ‌آباد", "چوبیندر"],
} as const;
