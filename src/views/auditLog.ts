/** The audit log as admins read it: who did what to which thing, and when; filtered, a page at a time. */
import type { AuditLine } from "../domain/audit.ts";
import { isListName, labelKey } from "../domain/list.ts";
import type { Person } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press, rowsOf } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { deskButton } from "./adminDesk.ts";
import { counted, homeButton } from "./home.ts";
import { shortLabel } from "./organization.ts";
import { turns } from "./paging.ts";
import { staffName } from "./staff.ts";

/** What is looked at, short enough for a button: a person's id (or "system"), a kind of thing, days. "-" is any. */
export interface LogChosen {
	who: string;
	kind: string;
	days: string;
}

export interface LogShown {
	lines: AuditLine[];
	count: number;
	hasMore: boolean;
	people: ReadonlyMap<string, Person>;
	organizations: ReadonlyMap<string, { code: string; name: string }>;
	chosen: LogChosen;
	/** Counted from 1. */
	page: number;
	now: Date;
}

/** Kinds of things the log can be narrowed to, by one letter each: a button holds 64 bytes. */
export const LOG_KINDS: Readonly<Record<string, string>> = {
	o: "organization",
	t: "thread",
	p: "person",
	u: "user",
	l: "listItem",
	s: "setting",
	b: "backup",
	i: "import",
	j: "backgroundJob",
	v: "invitation",
	a: "agency",
	n: "neighbourhood",
	e: "assessment",
	c: "committee",
	m: "announcement",
	r: "report",
};
/** Spans the log can be narrowed to, in days. */
export const LOG_DAYS: Readonly<Record<string, number>> = { day: 1, week: 7, month: 30 };
const ANY = "-";

export function log(shown: LogShown, t: T): Message {
	const { lines, count, hasMore, page, chosen, people } = shown;
	const { who, kind, days } = chosen;
	const span = days === ANY ? "any" : days;
	const first = lines[0]?.id ?? "";
	const last = lines.at(-1)?.id ?? "";
	const filters = t("admin.audit.chosen", {
		who: whoName(who, people, t),
		kind: html(t.dynamic(`admin.audit.kind.${LOG_KINDS[kind] ?? "any"}`)),
		days: html(t.dynamic(`admin.audit.days.${span}`)),
	});
	const body =
		lines.length > 0 ? lines.map((line, index) => lineOf(line, index + 1, shown, t)) : [t("admin.audit.empty")];
	return {
		text: [t("admin.audit.title", { number: counted(count, t) }), filters, ...body].join("\n\n"),
		buttons: [
			...numbers(shown, t),
			...turns(
				{
					page,
					count,
					hasMore,
					to: (way, to) =>
						press("audit", who, kind, days, way === "after" ? "a" : "b", way === "after" ? last : first, to),
					here: press("audit", who, kind, days),
				},
				t,
			),
			[
				{ label: t.plain("admin.audit.button.who"), press: press("audit.who", who, kind, days) },
				{ label: t.plain("admin.audit.button.kind"), press: press("audit.kind", who, kind, days) },
				{ label: t.plain("admin.audit.button.days"), press: press("audit.days", who, kind, days) },
			],
			[deskButton(t), homeButton(t)],
		],
	};
}

/** Opens the organization a line is about. */
function numbers({ lines, organizations }: LogShown, t: T): Button[][] {
	const row = lines.flatMap(({ thing }, index) =>
		thing.kind === "organization" && organizations.has(thing.id)
			? [{ label: t.digits(index + 1), press: press("register.open", thing.id) }]
			: [],
	);
	return row.length > 0 ? [row] : [];
}

function lineOf(line: AuditLine, number: number, shown: LogShown, t: T): string {
	const moment = html(t.near(line.at, shown.now));
	const who = whoName(line.byId, shown.people, t);
	const key = `admin.audit.action.${line.action}`;
	const what = t.has(key) ? html(t.dynamic(key)) : html(`<code>${line.action}</code>`);
	const thing = thingOf(line, shown, t);
	return thing
		? t("admin.audit.lineAbout", { number, moment, who, what, thing })
		: t("admin.audit.line", { number, moment, who, what });
}

function thingOf({ thing, byId }: AuditLine, { organizations, people }: LogShown, t: T): SafeHtml | undefined {
	if (thing.kind === "organization") {
		const organization = organizations.get(thing.id);
		return organization && html(`${t.value(organization.name).markup} <code>${organization.code}</code>`);
	}
	if (thing.kind === "person") return thing.id === byId ? undefined : whoName(thing.id, people, t);
	if (thing.kind === "user") return html(`<code>${thing.id}</code>`);
	if (thing.kind === "listItem") {
		const [list = "", value = ""] = thing.id.split(":");
		const key = isListName(list) ? labelKey(list, value) : "";
		return t.has(key) ? html(t.dynamic(key)) : undefined;
	}
	return undefined;
}

function whoName(id: string, people: ReadonlyMap<string, Person>, t: T): SafeHtml {
	if (id === ANY) return html(t("admin.audit.who.any"));
	if (id === "system") return html(t("admin.audit.system"));
	const person = people.get(id);
	return person ? staffName(person, t) : html(t("admin.audit.gone"));
}

/** Of whom: the staff, the bot itself, or everybody. */
export function whoChoices(staff: Person[], { kind, days }: LogChosen, t: T): Message {
	const to = (who: string) => press("audit", who, kind, days);
	return {
		text: t("admin.audit.who.ask"),
		buttons: [
			[
				{ label: t.plain("admin.audit.who.any"), press: to(ANY) },
				{ label: t.plain("admin.audit.system"), press: to("system") },
			],
			...staff
				.slice(0, 30)
				.map(({ id, name, userId }) => [{ label: shortLabel(name ?? String(userId)), press: to(id) }]),
			[backToLog(t), homeButton(t)],
		],
	};
}

export function kindChoices({ who, days }: LogChosen, t: T): Message {
	const all = [[ANY, "any"], ...Object.entries(LOG_KINDS)] as [string, string][];
	const buttons = all.map(([letter, kind]) => ({
		label: t.dynamicPlain(`admin.audit.kind.${kind}`),
		press: press("audit", who, letter, days),
	}));
	return { text: t("admin.audit.kinds.ask"), buttons: [...rowsOf(buttons), [backToLog(t), homeButton(t)]] };
}

/** The next span of days, round and round. */
export function nextDays(days: string): string {
	const all = [ANY, ...Object.keys(LOG_DAYS)];
	return all[(all.indexOf(days) + 1) % all.length] ?? ANY;
}

function backToLog(t: T): Button {
	return { label: t.plain("admin.audit.button.back"), press: press("audit") };
}
