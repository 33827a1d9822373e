/** Announcements as they are looked at: drafts with whom they reach, those on their way with how far they are. */
import { type Announcement, deliveryKey, hasLeft, isRemovable, titleOf } from "../../domain/announcement.ts";
import type { AudienceParts } from "../../domain/audience.ts";
import type { Committee } from "../../domain/committee.ts";
import { queryWords } from "../../domain/finding.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor, Person, PersonLanguage } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as acknowledgements from "../../store/acknowledgements.ts";
import * as store from "../../store/announcements.ts";
import * as committeeStore from "../../store/committees.ts";
import * as copies from "../../store/copies.ts";
import { byKey } from "../../store/deliveries.ts";
import * as neighbourhoods from "../../store/neighbourhoods.ts";
import * as organizations from "../../store/organizations.ts";
import * as people from "../../store/people.ts";
import * as register from "../../store/register.ts";
import { type Reach, reachOf } from "../audiences.ts";
import { countsOf } from "../deliveries.ts";
import { foundFor } from "./record.ts";
import { approvalAbove } from "./send.ts";

/** Names of what a rule is made of, by id. */
export interface RuleNames {
	committees: ReadonlyMap<string, Committee["name"]>;
	others: ReadonlyMap<string, string>;
}

/** How far it is. */
export interface Figures {
	sent: number;
	failed: number;
	/** They blocked the bot or are gone. */
	blocked: number;
	/** Nobody knows whether it arrived. */
	unknown: number;
	/** They did not get it because it was stopped. */
	stopped: number;
	/** Those whose copies wait, and those nobody has looked at yet. */
	left: number;
	acknowledged: number;
}

export interface AnnouncementCard {
	announcement: Announcement;
	viewer: Actor;
	author: Person | undefined;
	approvedBy: Person | undefined;
	names: RuleNames;
	/** Of a draft, or one that waits. */
	reach?: Reach;
	approvalAbove: number;
	/** Of one that has left. */
	figures?: Figures;
	removable: boolean;
	now: Date;
}

export async function see(actor: Actor, id: string, now: Date): Promise<Result<AnnouncementCard, "notFound">> {
	const found = await foundFor(actor, "announcement.manage", id);
	return found.ok ? done(await cardOf(found.value, actor, now)) : found;
}

/** The card as a viewer has it. */
export async function cardOf(announcement: Announcement, viewer: Actor, now: Date): Promise<AnnouncementCard> {
	const isOpen = announcement.state === "draft" || announcement.state === "waiting";
	const [author, approvedBy, names, reach, above, figures] = await Promise.all([
		people.byId(announcement.authorId),
		announcement.approvedById === undefined ? undefined : people.byId(announcement.approvedById),
		namesOf(announcement),
		isOpen ? reachOf(announcement.audience) : undefined,
		approvalAbove(),
		hasLeft(announcement) || announcement.state === "removed" ? figuresOf(announcement) : undefined,
	]);
	return {
		announcement,
		viewer,
		author,
		approvedBy,
		names,
		...(reach && { reach }),
		approvalAbove: above,
		...(figures && { figures }),
		removable: isRemovable(announcement, now),
		now,
	};
}

/** For a delivery: the announcement as it stands. */
export async function announcementOf(id: string): Promise<Announcement | undefined> {
	return await store.byId(id);
}

/** Whether somebody has said that they read it. */
export async function hasAcknowledged(id: string, personId: string): Promise<boolean> {
	return (await acknowledgements.among(id, [personId])).has(personId);
}

export async function figuresOf({ id, count = 0, state }: Announcement): Promise<Figures> {
	const key = deliveryKey(id);
	const [counts, row, acknowledged] = await Promise.all([countsOf(key), byKey(key), acknowledgements.count(id)]);
	const waiting = (counts.pending ?? 0) + (counts.sending ?? 0);
	const made = Object.values(counts).reduce((sum, one) => sum + one, 0);
	const expanding = row?.state === "pending" && state !== "stopped";
	// Whom the stop kept from being looked at were counted before.
	const cutShort = row?.state === "cancelled" ? Math.max(0, count - made) : 0;
	return {
		sent: counts.sent ?? 0,
		failed: (counts.failed ?? 0) + (counts.skipped ?? 0),
		blocked: counts.unreachable ?? 0,
		unknown: counts.unknown ?? 0,
		stopped: (counts.cancelled ?? 0) + cutShort,
		left: waiting + (expanding ? Math.max(0, count - made) : 0),
		acknowledged,
	};
}

async function namesOf({ audience }: Announcement): Promise<RuleNames> {
	const ids = (kind: keyof AudienceParts) => [...(audience.of[kind] ?? []), ...(audience.except[kind] ?? [])];
	const [committees, places, theirs, announcements] = await Promise.all([
		committeeStore.byIds(ids("committeeIds")),
		neighbourhoods.byIds(ids("neighbourhoodIds")),
		organizations.byIds(ids("organizationIds")),
		store.byIds([...ids("unacknowledgedIds"), ...ids("notReachedIds")]),
	]);
	return {
		committees: new Map(committees.map(({ id, name }) => [id, name])),
		others: new Map([
			...[...places, ...theirs].map(({ id, name }) => [id, name] as const),
			...announcements.map((one) => [one.id, titleOf(one)] as const),
		]),
	};
}

export interface AnnouncementsPage {
	list: Announcement[];
	count: number;
	hasMore: boolean;
}

const LISTED = ["draft", "waiting", "set", "going", "paused", "over", "stopped"] as const;

/** One page, the newest first. */
export async function list(
	actor: Actor,
	from: { after?: string; before?: string },
	limit: number,
): Promise<Result<AnnouncementsPage, "notAllowed">> {
	if (!may(actor, "announcement.write")) return refuse("notAllowed");
	const [found, count] = await Promise.all([store.page(LISTED, from, limit + 1), store.count(LISTED)]);
	const shown = from.before === undefined ? found.slice(0, limit) : found.slice(-limit);
	return done({ list: shown, count, hasMore: found.length > limit });
}

/** The announcement that somebody's message was a copy of. */
export async function ofMessage(actor: Actor, messageId: number): Promise<Announcement | undefined> {
	const parent = await copies.ofMessage(actor.person.id, messageId);
	const id = parent && /^announcement(?:\.ask|\.nudge)?:([^:]+)/.exec(parent)?.[1];
	return id === undefined ? undefined : await store.byId(id);
}

/** What audiences are put together from, found by a typed word: committees, organizations, announcements that were asked about. */
export const choices = {
	organizations: {
		async find(query: string, page: number): Promise<{ list: { id: string; name: string }[]; count: number }> {
			const words = queryWords(query);
			const finding = { states: ["approved" as const], ...(words.length > 0 && { words }) };
			const { list, count } = await register.find(finding, {}, (page + 1) * PER_PAGE);
			return { list: list.slice(page * PER_PAGE), count: Math.min(count, MOST_FOUND) };
		},
		byIds: (ids: readonly string[]): Promise<{ id: string; name: string }[]> => organizations.byIds(ids),
	},
	committees: {
		...finder(async () =>
			(await committeeStore.all())
				.filter(({ retiredAt }) => retiredAt === undefined)
				.map(({ id, name }) => ({ id, name: name.fa, also: name.en })),
		),
		nameIn: ({ name, also }: Named, language: PersonLanguage): string => (language === "en" ? also : name),
	},
	announcements: finder(async () =>
		(await store.askedToAcknowledge(100)).map((one) => ({ id: one.id, name: titleOf(one).slice(0, 60), also: "" })),
	),
};

interface Named {
	id: string;
	name: string;
	also: string;
}

const PER_PAGE = 6;
/** Who does not find it on the first pages types its name. */
const MOST_FOUND = 60;

function finder(all: () => Promise<Named[]>) {
	return {
		async find(query: string, page: number): Promise<{ list: Named[]; count: number }> {
			const list = (await all()).filter(({ name, also }) =>
				`${name} ${also}`.toLowerCase().includes(query.toLowerCase()),
			);
			return { list: list.slice(page * PER_PAGE, (page + 1) * PER_PAGE), count: list.length };
		},
		async byIds(ids: readonly string[]): Promise<Named[]> {
			return (await all()).filter(({ id }) => ids.includes(id));
		},
	};
}
