/** P9's trials: every button and command, forged by every rank, on own, other's and missing things; see `tryShare`. */
import { expect } from "vitest";
import type { Person as Client } from "../../scripts/playground/botApi/index.ts";
import { type Action, allowed, ranksOf } from "../../src/domain/permissions.ts";
import type { Actor } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as peopleStore from "../../src/store/people.ts";
import { createTexts } from "../../src/texts/index.ts";
import { aKnownPerson, aThing, COMMANDS, type Deed, PRESSES, type Relation, type Thing } from "./deeds.ts";
import { effects, withoutLooks } from "./dump.ts";
import { aLogbook, type Logbook } from "./logbook.ts";
import { aTown, TODAY, type Town } from "./town.ts";

type Tap = ReturnType<Client["taps"]>;

const RANKS = ["stranger", "person", "coordinator", "admin"] as const;
type Rank = (typeof RANKS)[number];
const RELATIONS: Relation[] = ["own", "others", "missing"];

const t = createTexts({ timeZone: "Asia/Tehran", defaultLanguage: "fa" }).in("fa");

/** What buttons are about, by the first part of their names; every other one, and the commands, are the office's. */
const SHARES = {
	organizations: /^(register|organization|claim|import|member|membership|join|director|invite|profile|document)(\.|$)/,
	fieldwork: /^(report|referral|week|assessment|stalled|indicator|agency|neighbourhood|find|contact)(\.|$)/,
	gatherings: /^(meeting|meet|calendar|minutes|announcement|committee|seatRequest|seat|group|digest)(\.|$)/,
};
export type Share = keyof typeof SHARES | "office";

function shareOf(name: string): Share {
	const share = Object.entries(SHARES).find(([, buttons]) => buttons.test(name));
	return (share?.[0] ?? "office") as Share;
}

/** One person of one rank, about to try one thing. */
interface Attempt {
	name: string;
	rank: Rank;
	relation: Relation;
	deed: Deed;
	client: Client;
	actor: Actor | undefined;
	thing: Thing | undefined;
	does(): Tap | undefined;
	allowed: boolean;
	/** The thing's words may be shown. */
	maySee: boolean;
	/** Calls before it was tried, and the tap. */
	before: number;
	tap: Tap | undefined;
}

/** Its log is kept. */
export async function aQuietTown(): Promise<{ town: Town; book: Logbook }> {
	const book = aLogbook();
	return { town: await aTown({ log: book.log, pace: { perChatMs: 0, watchdogMs: 60_000 } }), book };
}

async function anAttempt(town: Town, rank: Rank, relation: Relation, name: string, deed: Deed): Promise<Attempt> {
	const client = town.botApi.person({ firstName: rank, languageCode: "fa" });
	const roles = rank === "coordinator" || rank === "admin" ? [rank] : [];
	const actor = rank === "stranger" ? undefined : await aKnownPerson(client.id, TODAY, [...roles]);
	const thing = deed.about && relation !== "missing" ? await theThing(town, deed, relation, actor) : undefined;
	const missing = deed.about === "user" ? "999999999" : newId();
	const id = deed.about && (deed.about === "user" ? thing?.userId : thing?.id);
	const about = deed.about ? [id ?? missing, ...(deed.rest ?? [])] : (deed.rest ?? []);
	const may = (needs: Action[] = []) =>
		actor !== undefined && needs.every((need) => ranksOf(actor).some((held) => allowed(need, held, relation)));
	return {
		...{ name, rank, relation, deed, client, actor, thing, before: 0, tap: undefined },
		does: () => {
			if (name.startsWith("/")) client.sends(name);
			else return client.taps(1, [name, ...about].join(":"), { forged: true });
			return undefined;
		},
		allowed: actor ? may(deed.needs) : deed.strangers === true,
		maySee: deed.about === "organization" ? may(["organization.see"]) : may(["thread.see"]),
	};
}

async function theThing(town: Town, deed: Deed, relation: Relation, actor: Actor | undefined): Promise<Thing> {
	const stranger = async (name: string) =>
		(await aKnownPerson(town.botApi.person({ firstName: name }).id, TODAY)).person;
	const owner = relation === "own" && actor ? actor.person : await stranger("owner");
	const claimer = deed.claimed === "byActor" ? (actor?.person ?? owner) : deed.claimed && (await stranger("claimer"));
	return await aThing(deed, owner, claimer || undefined, TODAY);
}

/** They may be written to; what they would have been shown is not what this is about. */
function everybodyHasStarted({ botApi: { updates } }: Town, attempts: Attempt[]): void {
	updates.hold();
	for (const { client } of attempts) client.start();
	updates.release(() => []);
}

/** Everybody tries at once. */
async function tryAll(town: Town, attempts: Attempt[]): Promise<void> {
	for (const attempt of attempts) {
		attempt.before = town.botApi.calls();
		attempt.tap = attempt.does();
	}
	await town.settles();
}

/** What was said to who tried, since then: messages, changes and what was flashed over the chat. */
function answersTo({ botApi }: Town, { client, before, tap }: Attempt): string[] {
	const shown = botApi.ledger
		.accepted({ chatId: client.id })
		.filter(({ sequence, method }) => sequence > before && method !== "editMessageReplyMarkup")
		.map(({ parameters }) => String(parameters.text ?? parameters.caption ?? ""));
	const same = botApi.ledger
		.entries({ chatId: client.id })
		.filter(({ sequence, outcome }) => sequence > before && "description" in outcome)
		.filter(({ outcome }) => "description" in outcome && outcome.description.includes("not modified"))
		.map(({ parameters }) => String(parameters.text ?? ""));
	return [...shown, ...same, tap?.answer?.text ?? ""].filter((text) => text !== "");
}

const titleOf = ({ name, rank, relation, deed }: Attempt) =>
	`${name} by a ${rank}${deed.about ? ` (${relation === "others" ? "other's" : relation} ${deed.about})` : ""}`;

const DEEDS: (readonly [name: string, deed: Deed])[] = [
	...Object.entries(PRESSES),
	...Object.entries(COMMANDS).map(([name, deed]) => [`/${name}`, deed] as const),
];

/** What one may not do has no effect, is answered and shows nothing; what one may do is done. */
export async function tryShare(share: Share): Promise<void> {
	const deeds = DEEDS.filter(([name]) => shareOf(name) === share);
	const { town, book } = await aQuietTown();
	let [refusals, permissions] = [0, 0];
	// In waves, so that never more people work for the secretariat than a province has.
	for (let first = 0; first < deeds.length; first += 8) {
		const wave = deeds
			.slice(first, first + 8)
			.flatMap(([name, deed]) =>
				RANKS.flatMap((rank) =>
					(deed.about ? RELATIONS : (["missing"] as const)).map((relation) => ({ name, deed, rank, relation })),
				),
			);
		const attempts = await Promise.all(wave.map((one) => anAttempt(town, one.rank, one.relation, one.name, one.deed)));
		everybodyHasStarted(town, attempts);

		const refused = attempts.filter((attempt) => !attempt.allowed);
		const harmless = attempts.filter(({ rank, deed }) => rank === "stranger" && deed.strangers && !deed.remembers);
		// What is due by now is not done later, when the minute turns.
		await town.dabir.tick();
		await town.settles();
		const before = withoutLooks(await effects());
		await tryAll(town, [...refused, ...harmless]);
		expect(book.faults).toEqual([]);
		expect(withoutLooks(await effects())).toEqual(before);
		for (const attempt of refused) isRefused(town, attempt);

		const permitted = attempts.filter((attempt) => attempt.allowed && !harmless.includes(attempt));
		await tryAll(town, permitted);
		for (const attempt of permitted) isDone(town, attempt);
		for (const { actor } of attempts) if (actor) await peopleStore.removeRoles(actor.person.id);
		refusals += refused.length;
		permissions += permitted.length;
	}
	expect(refusals).toBeGreaterThan(100);
	expect(permissions).toBeGreaterThan(100);
	// Things made for these tests carry files that Telegram does not know.
	expect(town.botApi.violations.filter(({ parameters }) => parameters.file_id !== "none")).toEqual([]);
	expect(book.faults).toEqual([]);
}

/** Refusals that say more than "you have no access". */
const IN_OTHER_WORDS = [
	t("membership.refusal.alreadyMember"),
	t("membership.refusal.notFound"),
	t("membership.refusal.unknown"),
];

function isRefused(town: Town, attempt: Attempt): void {
	const answers = answersTo(town, attempt);
	expect(answers, `${titleOf(attempt)} was met with silence`).not.toEqual([]);
	if (attempt.tap) expect(attempt.tap.answer, `${titleOf(attempt)} left the button spinning`).toBeDefined();
	const refusal = attempt.rank === "stranger" ? t("onboarding.welcome") : t("coordination.noAccess");
	const toldSo =
		answers.some((answer) => answer === refusal || IN_OTHER_WORDS.includes(answer)) ||
		(attempt.tap?.answer?.text ?? "") !== "";
	expect(toldSo, `${titleOf(attempt)} was answered with: ${answers.join(" | ")}`).toBe(true);
	if (!attempt.thing || attempt.maySee) return;
	expect(answers.join("\n"), `${titleOf(attempt)} shows what it must not`).not.toContain(attempt.thing.secret);
}

/** Else the refusals would prove nothing. */
function isDone(town: Town, attempt: Attempt): void {
	const answers = answersTo(town, attempt);
	expect(answers, `${titleOf(attempt)} was met with silence`).not.toEqual([]);
	expect(answers, `${titleOf(attempt)} was refused`).not.toContain(t("coordination.noAccess"));
}
