/** What goes on in the demo province: agencies answer, committees sit, reports go their way; told to the services step by step. */
import { dayOf, isoDate } from "../../src/domain/dates.ts";
import type { Actor } from "../../src/domain/person.ts";
import type { Report } from "../../src/domain/report.ts";
import { newId } from "../../src/kit/ids.ts";
import * as agencies from "../../src/services/agencies/index.ts";
import * as assessments from "../../src/services/assessments/index.ts";
import * as committees from "../../src/services/committees/index.ts";
import * as invitations from "../../src/services/invitations/index.ts";
import * as meetings from "../../src/services/meetings/index.ts";
import * as neighbourhoods from "../../src/services/neighbourhoods.ts";
import { claim } from "../../src/services/reports/claim.ts";
import { confirm, propose } from "../../src/services/reports/close.ts";
import { make } from "../../src/services/reports/make.ts";
import { accept, progress, refer } from "../../src/services/reports/refer.ts";
import { support } from "../../src/services/reports/support.ts";
import {
	AGENCIES,
	ASSESSMENT,
	type DemoAgency,
	type DemoReport,
	MEETING,
	REPORTS,
	SEATS,
	WAITING_SEAT,
} from "./affairs.ts";
import { gather, opensOffice } from "./gathering.ts";
import { type DemoPhoto, photo } from "./photos.ts";
import type { INHABITANTS } from "./province.ts";
import type { Stage } from "./story.ts";
import { must } from "./told.ts";

export interface Told {
	stage: Stage;
	known(who: keyof typeof INHABITANTS): Promise<Actor>;
	comes(who: keyof typeof INHABITANTS, now: Date): Promise<Actor>;
}

// A step whose outcome is not looked at may have been told before: what it asks for is so already.

/** Twelve to seven days ago: agencies and committees find their people, the first reports come and go. */
export async function settleIn(told: Told): Promise<void> {
	const { stage, known } = told;
	let now = await stage.at({ daysAgo: 12, hour: 9 });
	for (const agency of Object.values(AGENCIES)) await answers(told, agency, now);

	now = await stage.at({ daysAgo: 12, hour: 11 });
	const [admin, coordinator] = [await known("admin"), await known("coordinator")];
	for (const { by, committee, requestId, why, isChair } of SEATS) {
		const actor = await known(by);
		const request = must(await committees.ask(actor, wish(actor, committee, why), now, { requestId }));
		must(await committees.approve(coordinator, request.id, now));
		const seat = (await known(by)).seats.find(({ committeeId }) => committeeId === committee);
		if (isChair && seat) must(await committees.appoint(coordinator, seat.seatId, "chair", now));
	}
	for (const [agency, committeeId] of [
		[AGENCIES.municipality, "environmental"],
		[AGENCIES.municipality, "physical"],
		[AGENCIES.welfare, "social"],
	] as const)
		must(await committees.seatAgency(admin, { committeeId, agencyId: agency.requestId }, now));

	await opensOffice(told, now);
	await gather(told, now);

	now = await stage.at({ daysAgo: 11, hour: 10 });
	const waste = await reports(told, REPORTS.waste, now);
	must(await support(await known("secondDirector"), waste.id, now));
	const lighting = await reports(told, REPORTS.lighting, now);
	await reports(told, REPORTS.clinic, now);

	now = await stage.at({ daysAgo: 10, hour: 9 });
	for (const { id } of [waste, lighting]) {
		const referral = { reportId: id, agencyId: AGENCIES.municipality.requestId };
		must(await refer(coordinator, referral, now, begun(`demo-refer-${id}`)));
	}
	const liaison = await known("liaison");
	now = await stage.at({ daysAgo: 9, hour: 12 });
	for (const { id, referral } of [waste, lighting])
		if (referral?.acceptedAt === undefined) await accept(liaison, id, now);
	const said = { reportId: waste.id, words: "یک نوبت جمع‌آوری انجام شد؛ سطل بزرگ‌تر سفارش داده شده است." };
	must(await progress(liaison, { ...said, photos: [kept(stage, "wasteLess")] }, now, begun("demo-progress")));

	now = await stage.at({ daysAgo: 8, hour: 13 });
	const proof = { reportId: lighting.id, words: "شش چراغ تعویض شد و مسیر روشن است.", photos: [kept(stage, "light")] };
	must(await propose(liaison, proof, now, begun("demo-propose")));
	now = await stage.at({ daysAgo: 7, hour: 10 });
	await confirm(coordinator, lighting.id, now);
}

/** The last days: what newcomers find open when they come. */
export async function goOn(told: Told): Promise<void> {
	const { stage, known } = told;
	const coordinator = await known("secondCoordinator");
	let now = await stage.at({ daysAgo: 5, hour: 10 });
	await claim(coordinator, (await reports(told, REPORTS.park, now)).id, now);
	await assess(told, now);

	now = await stage.at({ daysAgo: 4, hour: 12 });
	await reports(told, REPORTS.addiction, now);

	now = await stage.at({ daysAgo: 3, hour: 11 });
	await reports(told, REPORTS.market, now);
	await meet(told, now);

	now = await stage.at({ daysAgo: 2, hour: 12 });
	await reports(told, REPORTS.water, now);
	const { by, committee, requestId, why } = WAITING_SEAT;
	const actor = await known(by);
	must(await committees.ask(actor, wish(actor, committee, why), now, { requestId }));
}

async function answers({ known, comes }: Told, { liaison: who, ...agency }: DemoAgency, now: Date): Promise<void> {
	const admin = await known("admin");
	const { id: agencyId } = must(await agencies.add(admin, agency, now, agency));
	if (who === undefined) return;
	const liaison = await comes(who, now);
	if (liaison.agencyIds.includes(agencyId)) return;
	const wanted = { role: "liaison", agencyId, uses: "one", days: 7, requestId: newId() } as const;
	const { token = "" } = must(await invitations.make(admin, wanted, now));
	must(await invitations.accept(liaison, { token }, undefined, now));
}

function wish({ person, memberships }: Actor, committeeId: string, why: string) {
	return { committeeId, organizationId: memberships[0]?.organizationId ?? "", why, personId: person.id };
}

async function reports({ stage, known }: Told, { by, requestId, ...report }: DemoReport, now: Date): Promise<Report> {
	const { neighbourhood: name, off, photo: picture, answers } = report;
	const place = await placed(name);
	const [north, east] = off;
	const { centre } = place;
	return must(
		await make(
			await known(by),
			{
				...answers,
				neighbourhood: place.id,
				...(centre && {
					place: { latitude: centre.latitude + north / 1000, longitude: centre.longitude + east / 1000 },
				}),
				...(picture && { photos: [{ fileId: kept(stage, picture) }] }),
			},
			now,
			{ requestId },
		),
	);
}

async function assess({ known }: Told, now: Date): Promise<void> {
	const places = await Promise.all(ASSESSMENT.neighbourhoods.map(placed));
	const { requestId, title } = ASSESSMENT;
	const answers = { title, neighbourhoods: places.map(({ id }) => id), closesOn: inDays(now, 12) };
	const { assessment } = must(await assessments.open(await known("coordinator"), answers, now, { requestId }));
	const scorers = ["director", "secondDirector", "thirdDirector"] as const;
	for (const [who, scorer] of scorers.entries()) {
		for (const [where, { id: neighbourhoodId }] of places.entries()) {
			for (const indicator of assessment.indicators.keys()) {
				// Any numbers that agree in some places and differ in others.
				const score = 1 + ((indicator * 2 + where * 3 + (indicator % 3) * who) % 5);
				const input = { assessmentId: assessment.id, neighbourhoodId, indicator, score };
				await assessments.score(await known(scorer), input, now);
			}
		}
	}
}

async function meet({ known }: Told, now: Date): Promise<void> {
	const { requestId, committee, title, address, agenda } = MEETING;
	const startsAt = new Date(now.getTime() + 7 * DAY_MS + 5.5 * HOUR_MS).toISOString();
	const answers = {
		...{ whom: committee, title, startsAt, length: "hourAndHalf", how: "inPerson", address, agenda: [...agenda] },
		series: { repeat: "once" as const, dates: [startsAt] },
	};
	must(await meetings.publish(await known("coordinator"), answers, now, { requestId }));
}

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

function inDays(now: Date, days: number): string {
	return isoDate(dayOf(new Date(now.getTime() + days * DAY_MS), "Asia/Tehran"));
}

async function placed(name: string) {
	const { list } = await neighbourhoods.find(name, 0, 1);
	if (!list[0]) throw new Error(`there is no neighbourhood ${name}`);
	return list[0];
}

function kept(stage: Stage, name: DemoPhoto): string {
	return stage.keepsPhoto(photo(name));
}

function begun(requestId: string) {
	return { requestId, seen: Number.MAX_SAFE_INTEGER };
}
