/** Exports: the register of organizations or of people as a sheet, made in the background for whoever asked, and for nobody else. */
import type { Agency } from "../domain/agency.ts";
import type { Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import type { Actor, Person } from "../domain/person.ts";
import { newId } from "../kit/ids.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as agencies from "../store/agencies.ts";
import * as audit from "../store/audit.ts";
import * as liaisons from "../store/liaisons.ts";
import * as memberships from "../store/memberships.ts";
import * as neighbourhoods from "../store/neighbourhoods.ts";
import * as organizations from "../store/organizations.ts";
import * as papers from "../store/papers.ts";
import * as people from "../store/people.ts";
import { transaction } from "../store/transaction.ts";
import { beginOnce } from "./backgroundJobs.ts";
import { owe } from "./deliveries.ts";

export const EXPORTS = ["organizations", "people", "reports", "seats", "neighbourhoods"] as const;
export type ExportKind = (typeof EXPORTS)[number];

const PAGE = 200;
/** Rows counted for the progress line. */
const COUNTED = 10_000_000;

export type Report = (at: { done: number; total: number }) => Promise<void>;

/** What somebody may take out of the register. */
export function exportsFor(actor: Actor): ExportKind[] {
	return EXPORTS.filter((what) => may(actor, `export.${what}`));
}

/** The sheet is begun; it is sent to the requester only. Every export is a line of the audit log. */
export async function order(
	actor: Actor,
	what: ExportKind,
	now: Date,
): Promise<Result<{ jobId: string }, "notAllowed">> {
	if (!EXPORTS.includes(what) || !may(actor, `export.${what}`)) return refuse("notAllowed");
	const { id, language } = actor.person;
	return await transaction(async () => {
		const refs = { what, language, personId: id, paperId: newId() };
		const job = await beginOnce({ kind: "export", refs, personId: id, about: ["what"] }, now);
		if (job.isNew)
			await audit.add({ at: now, byId: id, action: `export.${what}`, thing: { kind: "backgroundJob", id: job.id } });
		return done({ jobId: job.id });
	});
}

/** Whether the one who asked may still have it: roles change while a job waits. */
export async function mayStill(personId: string, what: ExportKind): Promise<boolean> {
	const person = await people.byId(personId);
	return person !== undefined && may({ person, memberships: [], seats: [], agencyIds: [] }, `export.${what}`);
}

export interface ExportedOrganization {
	organization: Organization;
	neighbourhoods: string[];
}

/** Every organization in the order of their ids, never more than a page of them at once. */
export async function* allOrganizations(report: Report): AsyncGenerator<ExportedOrganization> {
	const total = await organizations.countAll({}, COUNTED);
	const names = new Map((await neighbourhoods.find("", 0, 5_000)).list.map(({ id, name }) => [id, name]));
	let after: string | undefined;
	let told = 0;
	for (;;) {
		const page = await organizations.pageOfAll(after, PAGE);
		if (page.length === 0) return;
		for (const organization of page) {
			const known = organization.neighbourhoodIds.map((id) => names.get(id)).filter((name) => name !== undefined);
			yield { organization, neighbourhoods: known };
		}
		told += page.length;
		after = page.at(-1)?.id;
		await report({ done: told, total });
	}
}

export interface ExportedPerson {
	person: Person;
	organizations: { name: string; role: "director" | "member" }[];
	/** Names of those they answer for. */
	agencies: Agency["name"][];
}

/** Every person who agreed to be remembered. */
export async function* allPeople(report: Report): AsyncGenerator<ExportedPerson> {
	const total = await people.countAll(COUNTED);
	const agencyNames = new Map((await agencies.all()).map(({ id, name }) => [id, name]));
	let after: string | undefined;
	let told = 0;
	for (;;) {
		const page = await people.pageOfAll(after, PAGE);
		if (page.length === 0) return;
		const ids = page.map(({ id }) => id);
		const [places, answering] = await Promise.all([memberships.activeOfMany(ids), liaisons.activeOfPeople(ids)]);
		const known = await organizations.byIds([...new Set(places.map(({ organizationId }) => organizationId))]);
		const names = new Map(known.map(({ id, name }) => [id, name]));
		for (const person of page) {
			const theirs = places.filter(({ personId }) => personId === person.id);
			yield {
				person,
				organizations: theirs.map(({ organizationId, role }) => ({ name: names.get(organizationId) ?? "", role })),
				agencies: answering
					.filter(({ personId }) => personId === person.id)
					.map(({ agencyId }) => agencyNames.get(agencyId))
					.filter((name) => name !== undefined),
			};
		}
		told += page.length;
		after = page.at(-1)?.id;
		await report({ done: told, total });
	}
}

/** Keeps a sheet until it was sent, and owes it to whoever asked for it. */
export async function keepSheet(
	paper: { id: string; personId: string; kind: string; refs: Record<string, string | number>; hours: number },
	content: AsyncIterable<Uint8Array>,
	now: Date,
): Promise<void> {
	await papers.put(paper.id, content, new Date(now.getTime() + paper.hours * 3600_000));
	await owe([
		{
			key: `paper:${paper.id}`,
			kind: paper.kind,
			refs: { paperId: paper.id, ...paper.refs },
			to: { personId: paper.personId },
			dueAt: now,
			urgent: true,
		},
	]);
}

/** A kept sheet; undefined when its time is over. */
export async function sheet(paperId: string): Promise<Uint8Array | undefined> {
	return await papers.get(paperId);
}
