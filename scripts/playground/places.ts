/** Named places of Qazvin to share from a phone of the playground. The points are approximate, as are the centres of the first neighbourhoods they lie by: for trying, not for finding. */

export interface Place {
	name: string;
	latitude: number;
	longitude: number;
}

export const PLACES: readonly Place[] = [
	{ name: "سبزه‌میدان", latitude: 36.2689, longitude: 50.0036 },
	{ name: "سرای سعدالسلطنه", latitude: 36.265, longitude: 50.0013 },
	{ name: "هادی‌آباد", latitude: 36.2893, longitude: 49.9782 },
	{ name: "راه‌آهن", latitude: 36.2502, longitude: 50.0038 },
	{ name: "خیابان سعدی", latitude: 36.2745, longitude: 50.0078 },
	{ name: "ملاصدرا", latitude: 36.2928, longitude: 50.0132 },
	{ name: "مینودر", latitude: 36.2952, longitude: 50.0348 },
	{ name: "پونک", latitude: 36.3012, longitude: 50.0203 },
	{ name: "چوبیندر", latitude: 36.2362, longitude: 49.9418 },
	{ name: "اقبالیه", latitude: 36.2309, longitude: 49.9239 },
	{ name: "الوند", latitude: 36.1894, longitude: 50.0642 },
	{ name: "محمدیه", latitude: 36.2241, longitude: 50.1817 },
];
