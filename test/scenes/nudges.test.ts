import { expect, test } from "vitest";
import { aTown } from "../support/town.ts";
import { anOrganization } from "./neighbours.ts";

test("a director hears that the license runs out and opens the profile; half a year on says that it still holds", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	await anOrganization(town, zahra, { licenseExpiresOn: "2027-01-20" });
	const told = (words: string) => zahra.screen.filter(({ text }) => text.includes(words)).length;
	await town.later({ days: 1 });
	expect(zahra.sees).toContain("پروانهٔ «⁨همیاران سبز قزوین⁩» رو به پایان است");
	expect(zahra.sees).toContain("۳۰ دی ۱۴۰۵");
	await zahra.presses("مشخصات سازمان");
	expect(zahra.sees).toContain("همیاران سبز قزوین");
	await town.later({ days: 1 });
	expect(told("رو به پایان است")).toBe(0);

	await town.sleeps({ days: 181 });
	await town.later({ days: 1 });
	expect(zahra.sees).toContain("مشخصات «⁨همیاران سبز قزوین⁩» از");
	expect(zahra.sees).toContain("آیا همه‌چیز همچنان درست است؟");
	await zahra.presses("همه‌چیز درست است");
	expect(told("آیا همه‌چیز همچنان درست است؟")).toBe(0);
	await town.sleeps({ days: 100 });
	await town.later({ days: 1 });
	expect(told("آیا همه‌چیز همچنان درست است؟")).toBe(0);
	expect(town.botApi.violations).toEqual([]);
});

test("in English, too", async () => {
	const town = await aTown();
	const nora = await town.person("Nora", { languageCode: "en" });
	await anOrganization(town, nora, { licenseExpiresOn: "2027-01-20" });
	await town.later({ days: 1 });
	expect(nora.screen.some(({ text }) => /licen[sc]e/i.test(text) && text.includes("2027"))).toBe(true);
	expect(town.botApi.violations).toEqual([]);
});
