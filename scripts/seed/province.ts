/** The demo province: invented people and organizations among real neighbourhoods of Qazvin. Nobody here exists. */
import type { Title } from "../../src/domain/person.ts";
import type { RegistrationAnswers } from "../../src/domain/registration.ts";

export interface Inhabitant {
	/** Telegram's number; the same at every start, for the register knows people by it. */
	userId: number;
	firstName: string;
	lastName: string;
	language: "fa" | "en";
	title: Title;
	/** E.164, of a range that is given to nobody. */
	phone: string;
	/** Their phone is open when the playground's page is seen first. */
	first?: true;
}

const person = (
	number: number,
	firstName: string,
	lastName: string,
	title: Title,
	more: { language?: "en"; first?: true } = {},
): Inhabitant => ({
	userId: 210_000_000 + number,
	firstName,
	lastName,
	title,
	language: "fa",
	phone: `+98912555${String(100 + number).padStart(4, "0")}`,
	...more,
});

export const INHABITANTS = {
	/** Not known to Dabir yet; whoever tries it begins as him. */
	newcomer: person(1, "رضا", "محمودی", "mr", { first: true }),
	coordinator: person(2, "علی", "رضایی", "mr", { first: true }),
	director: person(3, "زهرا", "کریمی", "ms", { first: true }),
	admin: person(4, "مریم", "احمدی", "ms", { first: true }),
	secondCoordinator: person(5, "نرگس", "توکلی", "dr"),
	secondDirector: person(6, "امید", "نوری", "mr"),
	thirdDirector: person(7, "یوسف", "طاهری", "mr"),
	applicant: person(8, "سارا", "امینی", "ms"),
	member: person(9, "حسین", "قاسمی", "mr"),
	/** They answer for agencies. */
	liaison: person(11, "پیمان", "صادقی", "mr", { first: true }),
	secondLiaison: person(12, "لیلا", "عباسی", "ms"),
	/** Reads English; not known yet either. */
	guest: person(10, "Emily", "Carter", "ms", { language: "en" }),
} as const satisfies Record<string, Inhabitant>;

export interface DemoOrganization {
	by: keyof typeof INHABITANTS;
	/** Names the application, so that it is sent once. */
	requestId: string;
	/** By name; their ids are looked up. */
	neighbourhoods: string[];
	answers: Omit<RegistrationAnswers, "neighbourhoods" | "directorName" | "directorTitle" | "phone">;
}

/** Every name says that it is a sample: these pages are shown to people who know the real ones. */
export const APPROVED: readonly DemoOrganization[] = [
	{
		by: "director",
		requestId: "demo-green",
		neighbourhoods: ["هادی‌آباد", "مینودر"],
		answers: {
			name: "همیاران سبز قزوین (نمونه)",
			registrationNumber: "1932",
			nationalId: "14001122331",
			foundedYear: 1394,
			licensingAuthority: "environment",
			licenseExpiresOn: "2028-03-05",
			fields: ["environment", "education"],
			memberCount: 24,
			volunteerCount: 130,
			about:
				"آموزش تفکیک پسماند به خانواده‌ها و دانش‌آموزان، کاشت درخت در کوچه‌های کم‌برخوردار و پیگیری مسائل زیست‌محیطی محله با شهرداری.",
		},
	},
	{
		by: "secondDirector",
		requestId: "demo-kindness",
		neighbourhoods: ["هادی‌آباد", "راه‌آهن", "شیخ‌آباد"],
		answers: {
			name: "پیام‌آوران مهر (نمونه)",
			registrationNumber: "2107",
			nationalId: "14004455669",
			foundedYear: 1389,
			licensingAuthority: "interior",
			licenseExpiresOn: "2027-08-22",
			fields: ["social", "womenAndFamily", "children"],
			memberCount: 31,
			volunteerCount: 85,
			about: "حمایت از زنان سرپرست خانوار، برگزاری کارگاه‌های مهارت‌آموزی و همراهی با کودکان بازمانده از تحصیل.",
		},
	},
	{
		by: "thirdDirector",
		requestId: "demo-work",
		neighbourhoods: ["چوبیندر", "اقبالیه"],
		answers: {
			name: "کارآفرینان امید (نمونه)",
			registrationNumber: "2490",
			nationalId: "10861020302",
			foundedYear: 1398,
			licensingAuthority: "welfare",
			licenseExpiresOn: "2027-05-10",
			fields: ["employment", "povertyRelief"],
			memberCount: 12,
			volunteerCount: 40,
			about: "راه‌اندازی کارگاه‌های کوچک خانگی، معرفی جویندگان کار به کارفرمایان استان و آموزش حسابداری ساده.",
		},
	},
];

export const WAITING: DemoOrganization = {
	by: "applicant",
	requestId: "demo-home",
	neighbourhoods: ["ملاصدرا", "پونک"],
	answers: {
		name: "خانهٔ همسایه (نمونه)",
		registrationNumber: "2765",
		nationalId: "14007788996",
		foundedYear: 1401,
		licensingAuthority: "sportAndYouth",
		licenseExpiresOn: "2027-12-20",
		fields: ["youthAndSport", "cultureAndArt"],
		memberCount: 9,
		volunteerCount: 27,
		about: "کتابخانهٔ سیار، باشگاه نوجوانان و برگزاری جشن‌های محلی با همکاری هیئت امنای مساجد محله.",
	},
};
