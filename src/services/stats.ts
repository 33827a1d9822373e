/** The secretariat's figures: of the month so far for who asks, of the month before for everybody of it on its first day. */
import { addDays, momentOf } from "../domain/dates.ts";
import {
	type AllFigures,
	createFigures,
	type FiguresBy,
	firstDayOfMonth,
	type Month,
	monthAt,
} from "../domain/figures.ts";
import { may } from "../domain/permissions.ts";
import type { Actor } from "../domain/person.ts";
import { newId } from "../kit/ids.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as agencies from "../store/agencies.ts";
import { putNew } from "../store/backgroundJobs.ts";
import * as committees from "../store/committees.ts";
import * as store from "../store/figures.ts";
import * as neighbourhoods from "../store/neighbourhoods.ts";
import * as papers from "../store/papers.ts";
import * as people from "../store/people.ts";
import * as settings from "../store/settings.ts";
import { transaction } from "../store/transaction.ts";
import { beginOnce } from "./backgroundJobs.ts";
import { owe } from "./deliveries.ts";

const AT = { hour: 8, minute: 0 };
/** The month that was reported last: 140508. */
const MARK = "figures.lastMonth";
/** Papers of a month are kept until everybody has got theirs. */
const KEPT_MS = 10 * 86_400_000;

type Names = { fa: string; en: string };

export interface Stats {
	month: Pick<Month, "year" | "month">;
	figures: AllFigures;
	names: Record<FiguresBy, ReadonlyMap<string, Names>>;
}

/** The figures of the Jalali month so far. */
export async function stats(actor: Actor, now: Date, timeZone: string): Promise<Result<Stats, "notAllowed">> {
	if (!may(actor, "stats.see")) return refuse("notAllowed");
	return done(await statsOf(monthAt(now, 0, timeZone)));
}

/** The figures of one month. */
export async function statsOf({ year, month, from, to }: Month): Promise<Stats> {
	const counting = createFigures({ from, to });
	for await (const report of store.changedSince(from)) counting.add(report);
	for await (const work of store.stalledNow()) counting.addStalled(work);
	const figures = counting.result();
	const ids = (what: FiguresBy) => figures[what].map(({ id }) => id);
	const [places, seats, offices] = await Promise.all([
		neighbourhoods.byIds(ids("neighbourhoods")),
		committees.byIds(ids("committees")),
		agencies.byIds(ids("agencies")),
	]);
	return {
		month: { year, month },
		figures,
		names: {
			neighbourhoods: new Map(places.map(({ id, name }) => [id, { fa: name, en: name }])),
			committees: new Map(seats.map(({ id, name }) => [id, name])),
			agencies: new Map(offices.map(({ id, name }) => [id, name])),
		},
	};
}

/** Pictures and a sheet of the month so far are begun; they are sent to whoever asked. */
export async function orderPapers(actor: Actor, now: Date): Promise<Result<{ jobId: string }, "notAllowed">> {
	if (!may(actor, "stats.see")) return refuse("notAllowed");
	const personId = actor.person.id;
	const refs = { personId, paperId: newId(), before: 0, at: now.getTime() };
	const job = await beginOnce({ kind: "figures.papers", refs, personId }, now);
	return done({ jobId: job.id });
}

/** On the first day of a Jalali month from eight on: the month before is reported, once. */
export async function tellMonth(now: Date, timeZone: string): Promise<void> {
	if (now < momentOf(firstDayOfMonth(now, timeZone), AT, timeZone)) return;
	const { year, month } = monthAt(now, 1, timeZone);
	const number = year * 100 + month;
	const last = await settings.numberOf(MARK);
	if (last !== undefined && last >= number) return;
	await transaction(async () => {
		// A bot that begins its life within a month begins with the next one.
		if (last !== undefined) {
			const refs = { personId: "", paperId: `figures:${number}`, before: 1, at: now.getTime() };
			await putNew({ id: `figures:${number}`, kind: "figures.papers", refs, personId: "system", dueAt: now });
		}
		await settings.setNumber(MARK, { number, byId: "system", at: now });
	});
}

export function nextMonth(now: Date, timeZone: string): Date {
	const first = firstDayOfMonth(now, timeZone);
	const at = momentOf(first, AT, timeZone);
	return at > now ? at : momentOf(firstDayOfMonth(momentOf(addDays(first, 32), AT, timeZone), timeZone), AT, timeZone);
}

export const PAPERS = ["bars", "map", "sheet"] as const;
export type Paper = (typeof PAPERS)[number];

export function paperName(paperId: string, paper: Paper, language: string): string {
	return `${paperId}:${paper}:${language}`;
}

export async function keepPaper(name: string, content: AsyncIterable<Uint8Array>, now: Date): Promise<void> {
	await papers.put(name, content, new Date(now.getTime() + KEPT_MS));
}

/** What was made is owed to whoever asked for it, or to the whole secretariat; the numbers of the captions go with it. */
export async function owePapers(
	{ personId, paperId }: { personId: string; paperId: string },
	captions: Record<Paper, Record<string, string | number>>,
	now: Date,
): Promise<void> {
	const to =
		personId === ""
			? { audience: { rule: "people" as const, personIds: (await people.staff()).map(({ id }) => id) } }
			: { personId };
	await owe(
		PAPERS.map((paper) => ({
			key: `${paperId.startsWith("figures:") ? paperId : `figures:${paperId}`}:${paper}`,
			kind: `figures.${paper}`,
			refs: { paperId, ...captions[paper] },
			to,
			dueAt: now,
			...(personId === "" ? {} : { urgent: true }),
		})),
	);
}

export async function paperOf(paperId: string, paper: Paper, language: string): Promise<Uint8Array | undefined> {
	return await papers.get(paperName(paperId, paper, language));
}
