/** The demo's photos: simple drawings that say on themselves that they are samples. */
import { label, png } from "../../src/papers/drawing.ts";

const SKY = { day: "#cfe6f5", evening: "#f3d9b8", night: "#2c3550" } as const;

const SCENES = {
	/** Bags that nobody took away. */
	waste: {
		sky: SKY.day,
		title: "زبالهٔ کوچه",
		things: bags([90, 150, 205, 262, 320, 372], 392),
	},
	/** The same corner, nearly clean. */
	wasteLess: { sky: SKY.day, title: "پس از یک نوبت جمع‌آوری", things: bags([330, 378], 398) },
	/** A street without light. */
	dark: { sky: SKY.night, title: "چراغ‌های خاموش", things: lamp(150, "#56607a") + lamp(460, "#56607a") },
	light: { sky: SKY.night, title: "چراغ‌ها روشن شد", things: lamp(150, "#ffe48a") + lamp(460, "#ffe48a") },
	/** Pillars and a slab, and nobody there. */
	frame: { sky: SKY.evening, title: "درمانگاه نیمه‌کاره", things: frame() },
} as const;

export type DemoPhoto = keyof typeof SCENES;

/** A PNG, 640 × 480. */
export function photo(name: DemoPhoto): Uint8Array {
	const { sky, title, things } = SCENES[name];
	return png(`<svg xmlns="http://www.w3.org/2000/svg" width="640" height="480" font-family="Vazirmatn">
		<rect width="640" height="480" fill="${sky}"/>
		<path d="M0 330 L0 190 L110 190 L110 150 L230 150 L230 220 L410 220 L410 130 L520 130 L520 200 L640 200 L640 330 Z" fill="#b9a58c"/>
		<rect y="330" width="640" height="150" fill="#8a857d"/>
		${things}
		<rect y="436" width="640" height="44" fill="#000" opacity="0.55"/>
		<text x="320" y="466" font-size="24" fill="#fff" text-anchor="middle">${label(`تصویر نمونه: ${title}`, "rtl")}</text>
	</svg>`);
}

function bags(places: number[], ground: number): string {
	return places
		.map((x, n) => {
			const height = 52 + (n % 3) * 12;
			return `<ellipse cx="${x}" cy="${ground - height / 2}" rx="34" ry="${height / 2}" fill="${n % 2 ? "#37424a" : "#4d5a3a"}"/>
				<path d="M${x - 8} ${ground - height - 10} L${x} ${ground - height + 4} L${x + 9} ${ground - height - 12} Z" fill="#2b3238"/>`;
		})
		.join("");
}

function lamp(x: number, colour: string): string {
	return `<rect x="${x - 4}" y="170" width="8" height="220" fill="#1b2030"/>
		<circle cx="${x}" cy="160" r="22" fill="${colour}"/>`;
}

function frame(): string {
	const pillars = [170, 280, 390, 480].map((x) => `<rect x="${x}" y="180" width="16" height="200" fill="#77716a"/>`);
	const slabs = [180, 270].map((y) => `<rect x="150" y="${y}" width="366" height="14" fill="#8d867d"/>`);
	return [...pillars, ...slabs, `<rect x="120" y="372" width="420" height="12" fill="#5f5a54"/>`].join("");
}
