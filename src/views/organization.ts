/** How an organization is shown to those it belongs to: where it stands, all that is known, what was decided. */
import type { Committee } from "../domain/committee.ts";
import { lastStep, type Organization, type OrganizationAnswer } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import type { Actor } from "../domain/person.ts";
import { showPhone } from "../domain/phones.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { shortened } from "./form.ts";
import { homeButton } from "./home.ts";
import { titled } from "./person.ts";

/** Where it stands, with what its applicant may do now. */
export function status({ organization, viewer }: { organization: Organization; viewer: Actor }, t: T): Message {
	const step =
		organization.state === "approved"
			? organization.steps.findLast(({ event }) => event === "approved")
			: lastStep(organization);
	const when = html(t.date(step?.at ?? organization.appliedAt));
	const words = step?.words ?? "";
	const buttons: Button[][] = [];
	const may_ = (action: "organization.correct" | "organization.withdraw") => may(viewer, action, organization);
	if (may_("organization.correct")) buttons.push(...correctionRows(organization, t));
	if (may_("organization.withdraw") && (organization.state === "waiting" || organization.state === "askedForMore"))
		buttons.push([
			{ label: t.plain("organizations.button.withdraw"), press: press("organization.withdraw", organization.id) },
		]);
	if (organization.state === "approved" && may(viewer, "member.see", organization))
		buttons.push([{ label: t.plain("membership.button.members"), press: press("member.list", organization.id) }]);
	const whole =
		organization.state === "approved" || organization.state === "suspended"
			? { label: t.plain("profile.button.profile"), press: press("profile.open", organization.id) }
			: { label: t.plain("organizations.button.details"), press: press("organization.details", organization.id) };
	buttons.push([whole, homeButton(t)]);
	const text = [
		headline(organization, t),
		t("organizations.stateLine", { state: html(stateName(organization, t)) }),
		"",
		t.dynamic(`organizations.status.${organization.state}`, { when, words }),
		...(organization.state === "askedForMore" ? [whatToCorrect(organization, t)] : []),
	];
	return { text: text.join("\n"), buttons };
}

export function headline(organization: Organization, t: T): string {
	return t("organizations.headline", { name: organization.name, code: organization.code });
}

export function stateName(organization: Organization, t: T): string {
	return t.dynamic(`organizations.state.${organization.state}`);
}

/** What the secretariat asked or objected to, to stand over what is corrected because of it. */
export function toCorrect(organization: Organization, t: T): string | undefined {
	const words = shortened(lastStep(organization)?.words ?? "", WORDS_LENGTH);
	if (words === "") return undefined;
	if (organization.state === "askedForMore") return t("organizations.correcting.question", { words });
	if (organization.state === "rejected") return t("organizations.correcting.reason", { words });
	return undefined;
}

/** Enough of what was asked to answer it. */
const WORDS_LENGTH = 600;

/** The way back to the answers, while there is one. */
function correctionRows({ id, state, steps }: Organization, t: T): Button[][] {
	if (state === "rejected")
		return [[{ label: t.plain("organizations.button.correctAgain"), press: press("organization.correct", id) }]];
	if (state !== "askedForMore") return [];
	const asked = steps.at(-1)?.answers ?? [];
	const inWords = { label: t.plain("organizations.button.inWords"), press: press("organization.answerInWords", id) };
	const [first, second] = asked;
	if (!first) return [[inWords]];
	const label = second
		? t.plain("organizations.button.correct")
		: t.plain("organizations.button.correctOne", { answer: html(shortName(first, t)) });
	return [[{ label, press: press("organization.correct", id) }], [inWords]];
}

function whatToCorrect(organization: Organization, t: T): string {
	const asked = lastStep(organization)?.answers ?? [];
	const [first, second] = asked;
	if (!first) return t("organizations.told.inWords");
	if (!second) return t("organizations.told.onlyThis", { answer: html(shortName(first, t)) });
	return t("organizations.told.onlyThese", { answers: t.list(asked.map((answer) => html(shortName(answer, t)))) });
}

function shortName(answer: OrganizationAnswer, t: T): string {
	return t.dynamicPlain(`organizations.question.${answer}.short`);
}

/** What is sent to the applicant when it was decided. */
export function approved(
	{ organization, committees = [] }: { organization: Organization; committees?: Committee[] },
	t: T,
): Message {
	const [best] = committees;
	const told = t("organizations.told.approved", { name: organization.name });
	return {
		text: best ? `${told}\n${t("committees.nextStep")}` : told,
		buttons: [
			...(best ? [[{ label: shortLabel(best.name[t.language]), press: press("committee.open", best.id) }]] : []),
			[
				{ label: t.plain("committees.button.all"), press: press("committee.list") },
				{ label: t.plain("membership.button.invite"), press: press("invite.new", organization.id, "m") },
			],
			[
				{ label: t.plain("home.button.organization"), press: press("organization.open", organization.id) },
				homeButton(t),
			],
		],
	};
}

export function askedForMore({ organization }: { organization: Organization }, t: T): Message {
	const words = lastStep(organization)?.words ?? "";
	return {
		text: `${t("organizations.told.askedForMore", { words })}\n${whatToCorrect(organization, t)}`,
		buttons: [...correctionRows(organization, t), [statusButton(organization, t), homeButton(t)]],
	};
}

export function rejected({ organization }: { organization: Organization }, t: T): Message {
	const words = lastStep(organization)?.words ?? "";
	return {
		text: t("organizations.told.rejected", { name: organization.name, words }),
		buttons: [...correctionRows(organization, t), [statusButton(organization, t), homeButton(t)]],
	};
}

/** After the form was sent. */
export function sent({ organization }: { organization: Organization }, t: T): Message {
	const key = organization.round === 1 ? "organizations.sent" : "organizations.corrected";
	return { text: t(key, { code: organization.code }), buttons: [[statusButton(organization, t), homeButton(t)]] };
}

function statusButton({ id }: Organization, t: T): Button {
	return { label: t.plain("organizations.button.status"), press: press("organization.open", id) };
}

/** A person's organizations, when there are none or several. */
export function list(organizations: Organization[], t: T): Message {
	if (organizations.length === 0) {
		return {
			text: t("organizations.none"),
			buttons: [[{ label: t.plain("home.button.register"), press: press("organization.register") }], [homeButton(t)]],
		};
	}
	const shown = organizations.slice(0, 12);
	return {
		text: [
			t("organizations.several"),
			...shown.map((one) => t.dynamic(`home.organization.${one.state}`, { name: one.name })),
		].join("\n"),
		buttons: [
			...shown.map((one) => [{ label: shortLabel(one.name), press: press("organization.open", one.id) }]),
			[homeButton(t)],
		],
	};
}

/** A code that opens nothing for whoever typed it. */
export function notFound(t: T): Message {
	return { text: t("organizations.refusal.notFound"), buttons: [[homeButton(t)]] };
}

/** A name on a button: cut where a small phone would cut it. */
export function shortLabel(name: string): string {
	return shortened(name, 32);
}

export function withdrawAsk(organization: Organization, t: T): Message {
	return {
		text: t("organizations.withdraw.ask", { name: organization.name }),
		buttons: [
			[{ label: t.plain("organizations.withdraw.yes"), press: press("organization.withdrawYes", organization.id) }],
			[{ label: t.plain("organizations.withdraw.no"), press: press("organization.open", organization.id) }],
		],
	};
}

export interface Details {
	organization: Organization;
	/** Names of the neighbourhoods it works in. */
	neighbourhoods: string[];
	now: Date;
	/** Where the way back leads. */
	back: Button;
	/** Phone numbers and the license are shown; so when left out. */
	personal?: boolean;
}

/** Everything that is known, for those who may see it. */
export function details({ organization, neighbourhoods, now, back, personal = true }: Details, t: T): Message {
	const buttons: Button[][] = [];
	if (organization.licenseFile && personal)
		buttons.push([
			{ label: t.plain("organizations.button.license"), press: press("organization.license", organization.id) },
		]);
	buttons.push([back, homeButton(t)]);
	const lines = factLines({ organization, neighbourhoods, now, personal }, t);
	return { text: [headline(organization, t), "", ...lines].join("\n"), buttons };
}

/** What is known, a line each. */
export function factLines(
	{ organization, neighbourhoods, now, personal }: Omit<Details, "back"> & { personal: boolean },
	t: T,
): string[] {
	return facts({ organization, neighbourhoods, now, personal }, t).map(([label, value]) =>
		t("organizations.details.line", { label: html(t.dynamic(`organizations.details.${label}`)), value }),
	);
}

type Fact = [label: string, value: SafeHtml | string | number];

function facts({ organization, neighbourhoods, now, personal }: Parameters<typeof factLines>[0], t: T): Fact[] {
	const said = (key: string) => html(t.dynamic(`organizations.details.${key}`));
	const license: Fact[] = [
		["nationalId", organization.nationalId ? html(`<code>${organization.nationalId}</code>`) : said("none")],
		[
			"licensingAuthority",
			organization.licensingAuthority ? html(authorityName(organization.licensingAuthority, t)) : said("none"),
		],
		["licenseExpiresOn", html(expiry(organization, now, t))],
		["license", said(organization.licenseFile ? "licenseSent" : "licenseNotSent")],
	];
	const registered = organization.registrationNumber !== undefined;
	return [
		[
			"registrationNumber",
			registered ? html(`<code>${organization.registrationNumber}</code>`) : said("notRegisteredYet"),
		],
		...(registered ? license : []),
		["foundedYear", organization.foundedYear === 0 ? said("none") : html(foundedYear(organization.foundedYear, t))],
		["fields", organization.fields.length > 0 ? fieldList(organization, t) : said("none")],
		["neighbourhoods", neighbourhoods.length > 0 ? t.list(neighbourhoods) : said("none")],
		[
			"people",
			organization.unclaimed && organization.memberCount + organization.volunteerCount === 0
				? said("none")
				: html(
						t("organizations.details.peopleCounts", {
							members: organization.memberCount,
							volunteers: organization.volunteerCount,
						}),
					),
		],
		["director", director(organization, personal, t)],
		["about", organization.about === "" ? said("none") : organization.about],
	];
}

function director({ director: person, unclaimed }: Organization, personal: boolean, t: T): SafeHtml {
	const name = titled(person, t);
	if (!name) return html(unclaimed ? t("organizations.details.none") : t("organizations.details.forgotten"));
	if (!personal || person.phone === "") return name;
	return html(`${name.markup} · <code>${showPhone(person.phone)}</code>`);
}

export function fieldList({ fields }: Organization, t: T): SafeHtml {
	// Their names have an "and" of their own.
	return html(fields.map((field) => t.dynamic(`organizations.choice.fields.${field}`)).join(t("common.list.comma")));
}

export function authorityName(authority: string, t: T): string {
	return t.dynamic(`organizations.choice.licensingAuthority.${authority}`);
}

/** Kept as a Jalali year; an English reader gets the Gregorian year it begins in. */
function foundedYear(year: number, t: T): string {
	return t.digits(t.calendar === "persian" ? year : year + 621);
}

/** A license that ends within so many days has them counted. */
const SOON_DAYS = 90;

/** How long the license holds, or since when it does not. */
export function expiry({ licenseExpiresOn, unclaimed }: Organization, now: Date, t: T): string {
	if (licenseExpiresOn === undefined)
		return unclaimed ? t("organizations.details.none") : t("organizations.details.beingRenewed");
	const [year = 0, month = 1, day = 1] = licenseExpiresOn.split("-").map(Number);
	const shown = html(t.shortDate({ year, month, day }));
	const today = Temporal.Instant.fromEpochMilliseconds(now.getTime()).toZonedDateTimeISO(t.timeZone).toPlainDate();
	if (licenseExpiresOn < today.toString()) return t("organizations.details.expired", { day: shown });
	const days = today.until(Temporal.PlainDate.from(licenseExpiresOn)).days;
	return days <= SOON_DAYS
		? t("organizations.details.untilSoon", { day: shown, count: days })
		: t("organizations.details.until", { day: shown });
}

/** The photo of the license, for those who may see it. */
export function license(organization: Organization, t: T): Message {
	const file = organization.licenseFile;
	if (!file) return { text: t("organizations.noLicense") };
	return {
		text: t("organizations.licenseCaption", { name: organization.name, code: organization.code }),
		file: { kind: file.kind, source: { fileId: file.fileId } },
	};
}

/** Telegram does not have the license any more. */
export function licenseLost({ id }: Organization, t: T): Message {
	const open = { label: t.plain("organizations.button.back"), press: press("organization.open", id) };
	return { text: t("organizations.licenseLost"), buttons: [[open, homeButton(t)]] };
}
