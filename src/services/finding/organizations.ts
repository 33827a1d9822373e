/** Who does what where: the approved organizations of a field and a neighbourhood, and the contact they chose to publish. */
import type { Organization } from "../../domain/organization.ts";
import type { Actor, Person } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as contactRequests from "../../store/contactRequests.ts";
import * as memberships from "../../store/memberships.ts";
import * as neighbourhoods from "../../store/neighbourhoods.ts";
import * as organizations from "../../store/organizations.ts";
import * as people from "../../store/people.ts";
import * as register from "../../store/register.ts";
import { neighbourhoodNames } from "../cards.ts";

export interface WhoFilter {
	field?: string | undefined;
	neighbourhoodId?: string | undefined;
}

export interface WhoPage extends WhoFilter {
	list: Organization[];
	/** 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
	neighbourhood?: string;
}

/** One page of the approved organizations that work in a field and a neighbourhood, by name. */
export async function whoDoesWhat(
	{ field, neighbourhoodId }: WhoFilter,
	from: { after?: string; before?: string },
	limit: number,
): Promise<WhoPage> {
	const finding = {
		states: ["approved"] as const,
		...(field === undefined ? {} : { field }),
		...(neighbourhoodId === undefined ? {} : { neighbourhoodId }),
	};
	const [found, place] = await Promise.all([
		register.find(finding, from, limit + 1),
		neighbourhoodId === undefined ? undefined : neighbourhoods.byId(neighbourhoodId),
	]);
	const hasMore = found.list.length > limit;
	const list = from.before === undefined ? found.list.slice(0, limit) : found.list.slice(-limit);
	return { field, neighbourhoodId, list, count: found.count, hasMore, ...(place ? { neighbourhood: place.name } : {}) };
}

export interface OrganizationCard {
	organization: Organization;
	neighbourhoods: string[];
	/** What it chose to publish: its director's number, or their Telegram. */
	contact: { phone: string } | { telegram: Person } | undefined;
	/** Whether contact can be asked for through the bot: not of one's own, and not twice at a time. */
	ask: "possible" | "waiting" | "own" | "nobody";
}

/** An approved organization as everybody may see it. */
export async function contactCard(actor: Actor, organizationId: string): Promise<Result<OrganizationCard, "notFound">> {
	const organization = await organizations.byId(organizationId);
	if (organization?.state !== "approved") return refuse("notFound");
	const [places, director, waiting] = await Promise.all([
		neighbourhoodNames(organization),
		memberships.directorOf(organizationId),
		contactRequests.waitingOf(actor.person.id, organizationId),
	]);
	const person = director && (await people.byId(director.personId));
	const published = organization.capacity?.publicContact;
	const phone = organization.director.phone;
	const contact =
		published === "phone" && phone !== ""
			? { phone }
			: published === "telegram" && person
				? { telegram: person }
				: undefined;
	const isOwn = actor.memberships.some((one) => one.status === "active" && one.organizationId === organizationId);
	const ask = isOwn ? "own" : !person ? "nobody" : waiting ? "waiting" : "possible";
	return done({ organization, neighbourhoods: places, contact, ask });
}
