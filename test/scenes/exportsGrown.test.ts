import { expect, test } from "vitest";
import type { Seat } from "../../src/domain/committee.ts";
import { newId } from "../../src/kit/ids.ts";
import * as seatStore from "../../src/store/seats.ts";
import { actorFor, anOrganizationOf, neighbourhoodIds } from "../support/approved.ts";
import { auditOf } from "../support/auditLog.ts";
import type { Player } from "../support/player.ts";
import { sheetSentTo } from "../support/sheets.ts";
import { aStalledWork } from "../support/stalledReports.ts";
import { aTown, TODAY, type Town } from "../support/town.ts";

/** The newest sheet as rows that are asked by their headings. */
async function rowsFor(town: Town, player: Player): Promise<((heading: string) => string | undefined)[]> {
	const [headings = [], ...rows] = await sheetSentTo(town, player);
	return rows.map((row) => (heading: string) => {
		if (!headings.includes(heading)) throw new Error(`there is no column ${heading}`);
		return row[headings.indexOf(heading)];
	});
}

test("a coordinator takes out reports, seats and neighbourhoods, and what organizations can lend; nobody else gets them", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	const [place = ""] = await neighbourhoodIds("هادی‌آباد");
	const organization = await anOrganizationOf(town, zahra, reza, { neighbourhoods: [place] });
	await aStalledWork({
		neighbourhoodId: place,
		reporterId: (await actorFor(zahra)).person.id,
		behalf: { name: "ساکن پنهان", phone: "+989121112233" },
		what: '=HYPERLINK("http://x")',
		place: { latitude: 36.27, longitude: 50 },
		dueOn: "2026-12-06",
	});
	await reza.sends("/export");
	await reza.presses("گزارش‌ها");
	const [report] = await rowsFor(town, reza);
	expect(report?.("کد")).toMatch(/^R-1405-\d{4}$/);
	expect(report?.("شرح")).toBe('\'=HYPERLINK("http://x")');
	expect(report?.("محله")).toBe("هادی‌آباد");
	expect([report?.("مهلت"), report?.("مهلت (میلادی)")]).toEqual(["1405/09/15", "2026-12-06"]);
	expect([report?.("ثبت"), report?.("ثبت (میلادی)")]).toEqual(["1405/09/03", "2026-11-24"]);
	expect([report?.("درصد ساخت"), report?.("سال آغاز"), report?.("توقف")]).toEqual(["40", "1398", "1401/08/01"]);
	// Who reported it, and for whom, is revealed one at a time and with a reason.
	const told = JSON.stringify(await sheetSentTo(town, reza));
	for (const hidden of ["زهرا", "ساکن پنهان", "9121112233"]) expect(told).not.toContain(hidden);

	const seat: Seat = {
		...{ id: newId(), committeeId: "environmental", holder: { kind: "organization", id: organization.id } },
		...{ personId: (await actorFor(zahra)).person.id, office: "chair", votes: true, since: TODAY },
	};
	await seatStore.add(seat);
	await reza.sends("/export");
	await reza.presses("کرسی‌های کمیته‌ها");
	const [seated] = await rowsFor(town, reza);
	expect([seated?.("دارندهٔ کرسی"), seated?.("سمت"), seated?.("حق رأی")]).toEqual(["همیاران سبز قزوین", "رئیس", "بله"]);
	expect(seated?.("تلفن نماینده")).toMatch(/^(09\d{9})?$/);
	expect(seated?.("از تاریخ (میلادی)")).toBe("2026-11-24");

	await reza.sends("/export");
	await reza.presses("محله‌ها");
	const places = await rowsFor(town, reza);
	expect(places.find((row) => row("محله") === "هادی‌آباد")?.("شهر")).toBe("قزوین");
	expect(places.length).toBeGreaterThan(20);

	await reza.sends("/export");
	await reza.presses("فهرست سازمان‌ها");
	const [first] = await rowsFor(town, reza);
	expect([first?.("کارکنان"), first?.("تجهیزات"), first?.("تخصص‌ها")]).toEqual(["", "", ""]);

	expect(zahra.screen.some(({ document }) => document)).toBe(false);
	await zahra.sends("/export");
	expect(zahra.sees).toContain("دسترسی ندارید");
	for (const what of ["reports", "seats", "neighbourhoods"]) expect(await auditOf(`export.${what}`)).toHaveLength(1);
	expect(town.botApi.violations).toEqual([]);
});
