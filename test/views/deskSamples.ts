/** A sample of everything the admins' desk shows, for the tests that look at all screens. */
import type { AuditLine } from "../../src/domain/audit.ts";
import type { ListItem } from "../../src/domain/list.ts";
import type { Person } from "../../src/domain/person.ts";
import type { T } from "../../src/texts/index.ts";
import type { Message } from "../../src/texts/message.ts";
import * as desk from "../../src/views/adminDesk.ts";
import * as log from "../../src/views/auditLog.ts";
import * as lists from "../../src/views/lists.ts";

const NOW = new Date("2026-11-24T06:30:00Z");
const ID = "0123456789abcdef";
const ANY = { who: "-", kind: "-", days: "-" };

export function deskScreens(t: T, name: string, person: Person): Record<string, Message> {
	const run = { id: ID, at: new Date("2026-11-18T06:30:00Z"), by: "night" as const, documents: 1234567, bytes: 5e9 };
	const lastDone = { ...run, state: "done" as const };
	const lastFailed = { ...run, at: NOW, state: "failed" as const };
	const backups = { nightly: true, lastDone, lastFailed, isOld: true };
	const health = {
		...{ now: NOW, lag: 3.4, setAside: 2, version: "0.1.0", leader: `${"h".repeat(100)}/12` },
		deliveries: { pending: 1200, sending: 8, failed: 3, unknown: 1, unreachable: 40 },
		database: { version: "8.0.4", bytes: 123_456_789, answersInMs: 2 },
		backups,
	};
	const trouble = { state: "failed", kind: "organization.applied", reason: "badRequest", person, at: NOW };
	const line = (action: string, thing: AuditLine["thing"]): AuditLine => ({ id: ID, at: NOW, byId: ID, action, thing });
	const lines = [
		line("organization.approved", { kind: "organization", id: ID }),
		line("organization.seen.license", { kind: "organization", id: "gone000000000000" }),
		line("staff.appointed", { kind: "person", id: "gone000000000000" }),
		line("list.renamed", { kind: "listItem", id: "fields:social" }),
		line("something.unheardOf", { kind: "what", id: ID }),
		{ ...line("staff.adminByConfiguration", { kind: "user", id: "77" }), byId: "system" },
	];
	const shown = {
		...{ lines, count: 1001, hasMore: true, chosen: { who: ID, kind: "o", days: "month" }, page: 2, now: NOW },
		people: new Map([[ID, person]]),
		organizations: new Map([[ID, { code: "O-1405-0042", name }]]),
	};
	const item = (value: string, more: Partial<ListItem> = {}): ListItem => ({
		...{ id: `holidays:${value}`, list: "holidays", value, order: 1, ...more },
	});
	const own = item(ID, { labels: { fa: name.slice(0, 60), en: name.slice(0, 60) }, rule: { yearly: "7/12" } });
	const items = [item("fitr"), own, item("nowruz", { retiredAt: NOW })];
	const days = [{ computed: { year: 2027, month: 3, day: 10 }, official: "2027-03-11" }];
	return {
		desk: desk.desk(health, t),
		deskAllWell: desk.desk({ ...health, deliveries: {}, setAside: 0, backups: { ...backups, isOld: false } }, t),
		health: desk.health(health, t),
		healthWithoutBackup: desk.health(
			{ ...health, lag: 0, leader: undefined, backups: { ...backups, lastDone: undefined } },
			t,
		),
		troubles: desk.troubles(
			{
				list: [trouble, { ...trouble, person: undefined, reason: undefined }],
				page: 1,
				count: 14,
				perPage: 6,
				now: NOW,
				viewer: { person: { ...person, roles: ["admin"] }, memberships: [], seats: [], agencyIds: [] },
			},
			t,
		),
		noTroubles: desk.troubles(
			{
				list: [],
				page: 0,
				count: 0,
				perPage: 6,
				now: NOW,
				viewer: { person: { ...person, roles: ["admin"] }, memberships: [], seats: [], agencyIds: [] },
			},
			t,
		),
		backups: desk.backups(backups, NOW, t),
		backupsOff: desk.backups({ nightly: false, lastDone: undefined, lastFailed: undefined, isOld: true }, NOW, t),
		auditLog: log.log(shown, t),
		auditLogEmpty: log.log({ ...shown, lines: [], count: 0, hasMore: false, page: 1, chosen: ANY }, t),
		auditWho: log.whoChoices([person], ANY, t),
		auditKind: log.kindChoices(ANY, t),
		lists: lists.all(t),
		list: lists.list({ list: "holidays", items, page: 1, count: 14, perPage: 6 }, t),
		listItem: lists.item({ item: item("fitr"), days, other: "Eid al-Fitr" }, t),
		listItemAdded: lists.item({ item: own, days: [], other: name }, t),
		listItemRetired: lists.item({ item: item("nowruz", { retiredAt: NOW }), days: [], other: "Nowruz" }, t),
		listRetireAsk: lists.retireAsk(own, t),
		listAdded: lists.added(own, t),
		listRenamed: lists.renamed(own, t),
	};
}
