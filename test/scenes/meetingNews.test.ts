import { expect, test } from "vitest";
import type { Report } from "../../src/domain/report.ts";
import { newId } from "../../src/kit/ids.ts";
import * as meetings from "../../src/store/meetings.ts";
import * as seats from "../../src/store/seats.ts";
import type { Player } from "../support/player.ts";
import { aStalledWork } from "../support/stalledReports.ts";
import { aTown, TODAY, type Town } from "../support/town.ts";
import { actorOf, anOrganization } from "./neighbours.ts";

const DAY_MS = 86_400_000;
const COMMITTEE = "environmental";
const daysAgo = (days: number) => new Date(TODAY.getTime() - days * DAY_MS);

async function sits(town: Town, player: Player, organizationId: string, office: "chair" | "member") {
	await seats.add({
		...{ id: newId(), committeeId: COMMITTEE, holder: { kind: "organization", id: organizationId }, office },
		...{ personId: (await actorOf(player)).person.id, votes: true, since: town.clock.now() },
	});
}

/** The committee met ten days ago. */
async function aPastMeeting() {
	const startsAt = daysAgo(10);
	const id = newId();
	await meetings.add([
		{
			...{ id, code: "M-1405-0900", committeeId: COMMITTEE, invited: { kind: "committee", committeeId: COMMITTEE } },
			...{ title: "جلسهٔ آبان", startsAt, minutes: 60, endsAt: new Date(startsAt.getTime() + 3_600_000) },
			...{ address: "استانداری", agenda: [], proposals: [], files: [], reminders: [], state: "held" as const },
			...{ invitesAt: startsAt, revision: 0, sequence: 0, plan: 0, icsUid: `${id}@dabir`, byId: newId(), secret: "s" },
			...{ requestId: newId(), createdAt: startsAt },
		},
	]);
}

const aReport = (days: number, changed: Partial<Report> = {}) =>
	aStalledWork({
		...{ neighbourhoodId: "qazvin-hadiabad", committeeId: COMMITTEE },
		...{ kind: "problem", createdAt: daysAgo(days), changedAt: daysAgo(days), ...changed },
	});

test("a committee hears what became of its reports since it met last; overdue ones are proposed for its agenda", async () => {
	const town = await aTown();
	const [zahra, omid] = [await town.person("زهرا"), await town.person("امید")];
	await sits(town, zahra, (await anOrganization(town, zahra)).id, "chair");
	const hope = await anOrganization(town, omid, {
		name: "امید فردا",
		registrationNumber: "22",
		nationalId: "10380284807",
	});
	await sits(town, omid, hope.id, "member");
	await aPastMeeting();
	const closed = (at: Date) => ({
		state: "closed" as const,
		outcome: "done" as const,
		changedAt: at,
		steps: [{ event: "closed" as const, at, byId: "somebody", state: "closed" as const }],
	});
	await aReport(60, closed(daysAgo(3)));
	await aReport(60, closed(daysAgo(4)));
	await aReport(60, closed(daysAgo(20)));
	// Its deadline passed before the last meeting, and one after it.
	await aReport(50, { dueOn: "2026-11-01" });
	await aReport(40, { dueOn: "2026-11-20" });
	await aReport(30, { dueOn: "2027-01-20" });
	await aReport(2);
	await aReport(1, { committeeId: "social" });

	await zahra.sends("/newmeeting");
	await zahra.presses("محیط");
	await zahra.answers("پسماند هادی‌آباد", "دوشنبه ۱۶:۳۰");
	await zahra.pressesAll("یک ساعت و نیم", "حضوری");
	await zahra.sends("دفتر تسهیل‌گری هادی‌آباد");
	await zahra.pressesAll("می‌گذرم", "می‌گذرم", "می‌گذرم", "تکرار نمی‌شود", "انتشار و دعوت");
	await zahra.presses("مدیریت جلسه");
	expect(zahra.sees).toContain("۱ گزارش تازه رسید");
	expect(zahra.sees).toContain("۲ گزارش بسته شد");
	expect(zahra.sees).toContain("مهلت ۱ گزارش گذشت");
	await zahra.presses("تنظیم دستور جلسه");
	await zahra.presses("گزارش‌های مهلت‌گذشته (۲)");
	expect(zahra.screen.map(({ text }) => text).join("\n")).toMatch(/مورد ۱: .*گزارش‌های مهلت‌گذشته/);
	expect(zahra.buttons).not.toContain("گزارش‌های مهلت‌گذشته (۲)");

	await town.later({ days: 5, hours: 8 });
	const reminder = omid.screen.findLast(({ text }) => text.startsWith("یادآوری"));
	expect(reminder?.text).toContain("از جلسهٔ قبل");
	expect(reminder?.text).toContain("۲ گزارش بسته شد");
	expect(town.botApi.violations).toEqual([]);
});

test("at a meeting of all directors those who did not answer are looked for and ticked", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	await anOrganization(town, zahra);
	const reza = await town.coordinator("رضا");
	await reza.sends("/newmeeting");
	await reza.presses("همهٔ مدیران");
	await reza.answers("گردهمایی پاییز", "فردا ۱۶:۳۰");
	await reza.pressesAll("یک ساعت", "حضوری");
	await reza.sends("سالن استانداری");
	await reza.pressesAll("می‌گذرم", "می‌گذرم", "می‌گذرم", "تکرار نمی‌شود", "انتشار و دعوت");
	await town.later({ days: 1, hours: 6, minutes: 40 });
	await reza.sends("/meetings");
	await reza.pressesAll("۱", "مدیریت جلسه", "پاسخ‌ها و حاضران");
	expect(reza.sees).toContain("هنوز پاسخی نرسیده است");
	await reza.presses("افزودن حاضران دیگر");
	await reza.sends("سبز");
	await reza.presses("همیاران سبز قزوین");
	await reza.presses("تأیید");
	expect(reza.sees).toMatch(/همیاران سبز قزوین⁩: بی‌پاسخ · حاضر/);
	await zahra.sends("/meetings");
	await zahra.presses("۱");
	expect(zahra.sees).toContain("حضور شما در این جلسه ثبت شده است");
	expect(town.botApi.violations).toEqual([]);
});

test("an English coordinator finds committees by their English names when choosing whom to write to", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	await reza.sends("/language");
	await reza.presses("English");
	await reza.sends("/announce");
	await reza.presses("Skip");
	await reza.sends("The office is closed on Thursday.");
	await reza.pressesAll("Committees", "Done (1)");
	expect(reza.sees).toMatch(/Environment/);
	expect(reza.sees).not.toContain("زیست");
	expect(town.botApi.violations).toEqual([]);
});
