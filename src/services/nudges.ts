/** Reminders of time to directors: their license runs out in 60, 30 and 7 days; twice a year, whether their profile still holds. */
import { addDays, dayOf, isoDate, momentOf, type PlainDate } from "../domain/dates.ts";
import type { NewDelivery } from "../domain/delivery.ts";
import type { Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import type { Actor } from "../domain/person.ts";
import { freshAt } from "../domain/register.ts";
import * as memberships from "../store/memberships.ts";
import { approvedBetween } from "../store/organizationDates.ts";
import * as organizations from "../store/organizations.ts";
import * as settings from "../store/settings.ts";
import { owe } from "./deliveries.ts";

/** Together with the brief: whoever moves the clock stops there. */
const AT = { hour: 7, minute: 30 };
/** The moment of the last look, in milliseconds. */
const MARK = "nudges.last";
const DAY_MS = 86_400_000;
/** Days before the last day of a license. */
const AHEAD = [7, 30, 60];
const HALF_A_YEAR_MS = 182 * DAY_MS;
/** Who did not answer so often is not asked any more. */
const TIMES = 4;

/** Once a day; each reminder has a key of its own, so that a day looked at twice tells nobody twice. */
export async function tellNudges(now: Date, timeZone: string): Promise<void> {
	const today = dayOf(now, timeZone);
	const at = momentOf(today, AT, timeZone);
	const last = await settings.numberOf(MARK);
	if (now < at || (last !== undefined && last >= at.getTime())) return;
	let nearer = 0;
	for (const days of AHEAD) {
		const [from, to] = [addDays(today, nearer), addDays(today, days + 1)];
		nearer = days + 1;
		for await (const page of approvedBetween("licenseOrder", isoDate(from), isoDate(to))) {
			await oweTo(page, (one) => licenseNudge(one, days, now, timeZone));
		}
	}
	// A bot that begins its life asks nobody about what is past.
	if (last !== undefined) {
		for (let times = 1; times <= TIMES; times++) {
			const ago = times * HALF_A_YEAR_MS;
			const [from, to] = [new Date(last - ago), new Date(now.getTime() - ago)];
			for await (const page of approvedBetween("freshOrder", from.toISOString(), to.toISOString())) {
				await oweTo(page, (one) => profileNudge(one, times, now));
			}
		}
	}
	await settings.setNumber(MARK, { number: now.getTime(), byId: "system", at: now });
}

type Nudge = Omit<NewDelivery, "to">;

/** To the directors of a page of organizations; those without one hear nothing. */
async function oweTo(page: Organization[], nudgeFor: (organization: Organization) => Nudge): Promise<void> {
	const directors = await memberships.directorsOf(page.map(({ id }) => id));
	const byOrganization = new Map(directors.map(({ organizationId, personId }) => [organizationId, personId]));
	await owe(
		page.flatMap((organization) => {
			const personId = byOrganization.get(organization.id);
			return personId === undefined ? [] : [{ ...nudgeFor(organization), to: { personId } }];
		}),
	);
}

function licenseNudge({ id, licenseExpiresOn = "" }: Organization, days: number, now: Date, timeZone: string): Nudge {
	return {
		key: `license:${id}:${licenseExpiresOn}:${days}`,
		kind: "organization.licenseEnds",
		refs: { organizationId: id, day: licenseExpiresOn },
		dueAt: now,
		notAfter: momentOf(addDays(plainDay(licenseExpiresOn), 1), { hour: 0, minute: 0 }, timeZone),
	};
}

function profileNudge(organization: Organization, times: number, now: Date): Nudge {
	const at = freshAt(organization).getTime();
	return {
		key: `profile:${organization.id}:${at}:${times}`,
		kind: "organization.stillTrue",
		refs: { organizationId: organization.id, at },
		dueAt: now,
	};
}

function plainDay(day: string): PlainDate {
	const [year = 0, month = 1, date = 1] = day.split("-").map(Number);
	return { year, month, day: date };
}

/** The organization whose license ends on that day, for its director; nothing when another day was given meanwhile. */
export async function licenseEnds(actor: Actor, id: string, day: string): Promise<Organization | undefined> {
	const organization = await organizations.byId(id);
	const stands = organization?.state === "approved" && organization.licenseExpiresOn === day;
	return stands && may(actor, "profile.edit", organization) ? organization : undefined;
}

/** The organization nobody has spoken for since then, for its director. */
export async function stillTrue(actor: Actor, id: string, at: number): Promise<Organization | undefined> {
	const organization = await organizations.byId(id);
	const stands = organization?.state === "approved" && freshAt(organization).getTime() === at;
	return stands && may(actor, "profile.edit", organization) ? organization : undefined;
}
