import { expect, test } from "vitest";
import { mapPicture } from "../../src/papers/map.ts";

const HERE = { latitude: 36.27, longitude: 50 };

test("a map is a picture, also of one point, of nothing, and of hostile names", () => {
	const bare = { outlines: [], title: "نقشه", legend: [] };
	const empty = mapPicture({ ...bare, points: [] });
	const one = mapPicture({ ...bare, points: [{ place: HERE }] });
	const hostile = mapPicture({
		...bare,
		legend: ["<b>&\u0000"],
		points: [{ place: HERE, label: '"><script>\u202e\ud800', count: 400 }],
	});
	for (const picture of [empty, one, hostile]) {
		expect([...picture.slice(1, 4)]).toEqual([..."PNG"].map((letter) => letter.charCodeAt(0)));
	}
	expect(Buffer.compare(empty, one)).not.toBe(0);
});

test("Persian names are drawn, not left out", () => {
	const map = (label: string) =>
		mapPicture({ outlines: [], title: "", legend: [], points: [{ place: HERE, label }] }).length;
	expect(map("هادی‌آباد")).toBeGreaterThan(map("") + 500);
});

test("names that only show the way are written inside the picture and widen nothing", () => {
	const bare = {
		outlines: [],
		title: "",
		legend: [],
		points: [{ place: HERE }, { place: { latitude: 36.3, longitude: 50.05 } }],
	};
	const without = mapPicture(bare);
	const within = mapPicture({ ...bare, names: [{ place: { latitude: 36.285, longitude: 50.02 }, label: "هادی‌آباد" }] });
	const away = mapPicture({ ...bare, names: [{ place: { latitude: 36.8, longitude: 50.02 }, label: "الموت" }] });
	expect(Buffer.compare(within, without)).not.toBe(0);
	expect(Buffer.compare(away, without)).toBe(0);
});

test("what is told apart by colour is told apart by shape too", () => {
	const legend = (group: number) =>
		mapPicture({ outlines: [], title: "", legend: [], points: [{ place: HERE, group }] });
	const pictures = [0, 1, 2].map(legend);
	expect(new Set(pictures.map((one) => Buffer.from(one).toString("base64"))).size).toBe(3);
});
