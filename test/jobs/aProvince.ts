/** A small province in which everything that time does happens: digests, series of meetings, deadlines, a license that ends. */
import type { PlainDate } from "../../src/domain/dates.ts";
import { momentOf } from "../../src/domain/dates.ts";
import { nextReminder } from "../../src/domain/minutes.ts";
import { occurrences } from "../../src/domain/recurrence.ts";
import { newId } from "../../src/kit/ids.ts";
import { setDigest } from "../../src/services/digests.ts";
import * as meetings from "../../src/services/meetings/index.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import { refer } from "../../src/services/reports/refer.ts";
import * as actionItems from "../../src/store/actionItems.ts";
import * as reportStore from "../../src/store/reports.ts";
import * as seats from "../../src/store/seats.ts";
import { actorOf } from "../scenes/neighbours.ts";
import { anAgency } from "../scenes/reportHandling.ts";
import type { Player } from "../support/player.ts";
import { answers } from "../support/registrar.ts";
import { aReport } from "../support/reportDeeds.ts";
import { aTown, type Town } from "../support/town.ts";

const COMMITTEE = "environmental";
export const FIRST_DAY: PlainDate = { year: 2026, month: 11, day: 24 };
export const LICENSE_ENDS = "2027-08-25";
export const ACTION_DUE = "2026-12-30";
const REPORT_DUE = "2026-12-06";

export async function aProvince(timeZone: string) {
	const now = momentOf(FIRST_DAY, { hour: 11, minute: 0 }, timeZone);
	const town = await aTown({ now, env: { TIME_ZONE: timeZone } });
	const reza = await town.coordinator("رضا");
	const [zahra, omid, nora, sara] = [
		await town.person("زهرا"),
		await town.person("امید"),
		await town.person("Nora", { languageCode: "en" }),
		await town.person("سارا"),
	];
	const green = await approved(town, reza, zahra, "همیاران سبز قزوین", "1843", LICENSE_ENDS);
	const hope = await approved(town, reza, omid, "امید فردا", "1944", "2030-01-01");
	for (const [player, organization, office] of [
		[zahra, green, "chair"],
		[omid, hope, "member"],
	] as const) {
		await seats.add({
			...{ id: newId(), committeeId: COMMITTEE, holder: { kind: "organization", id: organization } },
			...{ personId: (await actorOf(player)).person.id, office, votes: true, since: now },
		});
	}
	await setDigest(await actorOf(nora), { weekday: 3, hour: 20 });

	// What is never done: the daily and the weekly digest have something in them all year.
	const about = { meetingId: newId(), committeeId: COMMITTEE, words: "برنامهٔ هفتگی پسماند نوشته شود." };
	const owned = { ...about, invited: { kind: "committee" as const, committeeId: COMMITTEE }, dueOn: ACTION_DUE };
	await actionItems.addMissing(
		[green, hope].map((id) => ({
			...{ ...owned, id: newId(), owner: { kind: "organization", id }, state: "open", createdAt: now, revision: 0 },
			remindAt: nextReminder(ACTION_DUE, now, timeZone),
		})),
	);

	const office = await anAgency(town, { fa: "شهرداری منطقهٔ ۳", en: "Municipality" }, "مهدی");
	const report = aReport("زباله", (await actorOf(omid)).person.id, now, {
		...{ state: "underReview", dimension: COMMITTEE, committeeId: COMMITTEE },
		steps: [{ event: "received", at: now, byId: (await actorOf(omid)).person.id, requestId: newId() }],
	});
	await reportStore.insert(report);
	const given = { reportId: report.id, agencyId: office.agencyId, dueOn: REPORT_DUE };
	sound(await refer(await actorOf(reza), given, now, { requestId: newId(), seen: report.steps.length }));

	const tuesday = momentOf({ year: 2026, month: 11, day: 24 }, { hour: 16, minute: 0 }, timeZone);
	const monthly = occurrences(tuesday, "monthly", 12, { timeZone, calendar: "persian" });
	const saturday = momentOf({ year: 2027, month: 2, day: 27 }, { hour: 10, minute: 30 }, timeZone);
	const weekly = occurrences(saturday, "weekly", 12, { timeZone, calendar: "persian" });
	await publish(zahra, "monthly", monthly, now);
	await publish(zahra, "weekly", weekly, now);

	await sara.sends("/register");
	await sara.answers("یاوران محله", "2044");
	await town.settles();
	return { town, reza, zahra, omid, nora, sara, mahdi: office.liaison, monthly, weekly };
}

function sound<V>(result: { ok: true; value: V } | { ok: false; reason: string }): V {
	if (!result.ok) throw new Error(result.reason);
	return result.value;
}

async function approved(town: Town, reza: Player, director: Player, name: string, number: string, until: string) {
	const now = town.clock.now();
	const asked = sound(
		await organizations.register(
			await actorOf(director),
			answers({ name, registrationNumber: number, nationalId: "10380284790", licenseExpiresOn: until }),
			now,
			{ requestId: newId() },
		),
	);
	sound(await organizations.approve(await actorOf(reza), { organizationId: asked.id, round: 1 }, now));
	return asked.id;
}

async function publish(chair: Player, repeat: "weekly" | "monthly", dates: Date[], now: Date) {
	const [first] = dates;
	sound(
		await meetings.publish(
			await actorOf(chair),
			{
				...{ whom: COMMITTEE, title: "پسماند هادی‌آباد", startsAt: first?.toISOString() ?? "", length: "hour" },
				...{ how: "inPerson", address: "دفتر تسهیل‌گری" },
				series: { repeat, dates: dates.map((date) => date.toISOString()) },
			},
			now,
			{ requestId: newId() },
		),
	);
}
