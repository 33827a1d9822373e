import { describe, expect, test } from "vitest";
import { nearestAgency } from "../../src/domain/agency.ts";
import { distanceM, FIRST_NEIGHBOURHOODS, isInProvince, mayMean, outlineOf } from "../../src/domain/neighbourhood.ts";

describe("a name with a letter or two wrong is understood", () => {
	const hadi = { name: "هادی‌آباد", otherNames: ["شهرک مهدیه"] };
	test.each([
		["هادي اباد", true],
		["هادیابد", true],
		["هدی آباد", true],
		["هاید آباد", true],
		["شهرك مهديه", true],
		["شهرک مهدی", true],
		["ملک‌آباد", false],
		["حکم‌آباد", false],
		["مینودر", false],
		["", false],
	])("%s", (typed, means) => {
		expect(mayMean(typed, hadi)).toBe(means);
	});
});

test("distances are those of the earth, and the first neighbourhoods lie in the province", () => {
	const [qazvin, alvand] = [
		{ latitude: 36.27, longitude: 50 },
		{ latitude: 36.19, longitude: 50.06 },
	];
	expect(distanceM(qazvin, alvand)).toBeGreaterThan(10_000);
	expect(distanceM(qazvin, alvand)).toBeLessThan(11_000);
	expect(FIRST_NEIGHBOURHOODS.every(({ centre }) => isInProvince(centre))).toBe(true);
	expect(isInProvince({ latitude: 35.7, longitude: 51.4 })).toBe(false);
});

describe("an outline is a closed polygon within the province", () => {
	const ring = [
		[50, 36.2],
		[50.1, 36.2],
		[50.1, 36.3],
		[50, 36.2],
	];
	const small = [
		[50, 36.2],
		[50.01, 36.2],
		[50.01, 36.21],
		[50, 36.2],
	];
	test.each<[string, unknown, unknown]>([
		["a polygon", { type: "Polygon", coordinates: [ring] }, [ring]],
		["the largest of several", { type: "MultiPolygon", coordinates: [[small], [ring]] }, [ring]],
		["heights are left out", { type: "Polygon", coordinates: [ring.map((at) => [...at, 1300])] }, [ring]],
		["not closed", { type: "Polygon", coordinates: [ring.slice(0, 3).concat([[50.2, 36.2]])] }, undefined],
		["elsewhere", { type: "Polygon", coordinates: [ring.map(([x = 0, y = 0]) => [x + 9, y])] }, undefined],
		["a line", { type: "LineString", coordinates: ring }, undefined],
		["nothing", null, undefined],
	])("%s", (_, geometry, coordinates) => {
		expect(outlineOf(geometry)?.coordinates).toEqual(coordinates);
	});
});

test("the agency that names a neighbourhood comes before one that answers everywhere", () => {
	const agency = (id: string, neighbourhoodIds: string[]) => ({
		...{ id, name: { fa: id, en: id }, dimensions: ["social"], neighbourhoodIds },
		createdAt: new Date(0),
	});
	const both = [agency("everywhere", []), agency("here", ["n1"])];
	expect(nearestAgency(both, "n1")?.id).toBe("here");
	expect(nearestAgency(both, "n2")?.id).toBe("everywhere");
	expect(nearestAgency(both, undefined)?.id).toBe("everywhere");
	expect(nearestAgency([agency("here", ["n1"])], "n2")).toBeUndefined();
});
