/** Named places of Qazvin to share from a phone of the playground. The points are approximate: for trying, not for finding. */

export interface Place {
	name: string;
	latitude: number;
	longitude: number;
}

export const PLACES: readonly Place[] = [
	{ name: "سبزه‌میدان", latitude: 36.2689, longitude: 50.0036 },
	{ name: "سرای سعدالسلطنه", latitude: 36.265, longitude: 50.0013 },
	{ name: "هادی‌آباد", latitude: 36.2748, longitude: 49.9862 },
	{ name: "راه‌آهن", latitude: 36.2498, longitude: 50.0031 },
	{ name: "خیابان سعدی", latitude: 36.2745, longitude: 50.0078 },
	{ name: "ملاصدرا", latitude: 36.2905, longitude: 50.0248 },
	{ name: "مینودر", latitude: 36.3102, longitude: 50.0463 },
	{ name: "پونک", latitude: 36.3021, longitude: 50.0332 },
	{ name: "چوبیندر", latitude: 36.2283, longitude: 49.9948 },
	{ name: "اقبالیه", latitude: 36.2309, longitude: 49.9239 },
	{ name: "الوند", latitude: 36.1894, longitude: 50.0642 },
	{ name: "محمدیه", latitude: 36.2241, longitude: 50.1817 },
];
