/** A neighbourhood: the area a thing concerns, from a list that the admins keep. */

export interface Neighbourhood {
	id: string;
	name: string;
	city: string;
}

/** The list a new installation begins with: neighbourhoods of Qazvin and the towns beside it. */
export const FIRST_NEIGHBOURHOODS: readonly { name: string; city: string }[] = [
	...[
		"هادی‌آباد",
		"مینودر",
		"پونک",
		"نوروزیان",
		"ملاصدرا",
		"کوثر",
		"ولیعصر",
		"باراجین",
		"چوبیندر",
		"حکم‌آباد",
		"ناصرآباد",
		"راه‌آهن",
		"غیاث‌آباد",
		"سرتک",
		"شیخ‌آباد",
		"ملک‌آباد",
		"آخوند",
		"بلاغی",
		"پنبه‌ریسه",
		"خندق‌بار",
		"دباغان",
		"درب کوشک",
		"دیمج",
		"راهری",
		"قملاق",
		"گوسفندمیدان",
		"مغلاوک",
	].map((name) => ({ name, city: "قزوین" })),
	{ name: "اقبالیه", city: "اقبالیه" },
	{ name: "الوند", city: "الوند" },
	{ name: "محمدیه", city: "محمدیه" },
];
