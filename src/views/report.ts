/** One report as it is shown: its card, what is offered as the same, what its reporter and supporters are told. */
import type { FacilitationOffice } from "../domain/neighbourhood.ts";
import type { Actor } from "../domain/person.ts";
import { hasRole, type Person } from "../domain/person.ts";
import { showPhone } from "../domain/phones.ts";
import type { Support } from "../domain/report.ts";
import { isOpen, type Outcome, type Report, type ReportState, type ReportStep } from "../domain/report.ts";
import type { Result } from "../kit/result.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { shortened } from "./form.ts";
import { homeButton } from "./home.ts";
import { titled } from "./person.ts";

type Names = { fa: string; en: string };

export interface ReportShown {
	report: Report;
	viewer: Actor;
	now: Date;
	neighbourhood: string | undefined;
	committee: Names | undefined;
	agency: Names | undefined;
	finishing: Names | undefined;
	organizations: string[];
	reporter: Person | undefined;
	steps: ReportStep[];
	support: Support | undefined;
	supports: Support[];
	office: FacilitationOffice | undefined;
	survivor: { id: string; code: string } | undefined;
}

export function kindName(report: Pick<Report, "kind">, t: T): string {
	return t.dynamic(`reports.choice.kind.${report.kind}`);
}

export function categoryName(report: Pick<Report, "category">, t: T): string {
	return t.dynamic(`reports.choice.category.${report.category}`);
}

/** "Referred to the municipality", "closed: done". */
export function stateName(
	{ state, outcome }: { state: ReportState; outcome?: Outcome },
	agency: Names | undefined,
	t: T,
): string {
	if (state === "closed" && outcome)
		return t("reports.closedAs", { outcome: html(t.dynamic(`reports.outcome.${outcome}`)) });
	if ((state === "referred" || state === "inProgress") && agency)
		return t.dynamic(`reports.stateWithAgency.${state}`, { agency: agency[t.language] });
	return t.dynamic(`reports.state.${state}`);
}

function headline(report: Report, t: T): string {
	return t("reports.headline", {
		kind: html(kindName(report, t)),
		category: html(categoryName(report, t)),
		code: report.code,
	});
}

const WHAT_LENGTH = 1500;
const HISTORY = 5;

/** Everything whoever looks may know, with what they may do. */
export function card(shown: ReportShown, t: T, more: Button[][] = []): Message {
	return {
		text: cardLines(shown, t).join("\n"),
		buttons: [...ownRows(shown, t), ...more, [listButton(t), homeButton(t)]],
	};
}

function cardLines(shown: ReportShown, t: T): string[] {
	const { report, survivor } = shown;
	return [
		headline(report, t),
		t("reports.card.state", { state: html(stateName(report, shown.agency, t)) }),
		...(survivor ? [t("reports.card.mergedInto", { code: survivor.code })] : []),
		...whereLines(shown, t),
		...whatLines(report, WHAT_LENGTH, t),
		...stalledLines(shown, t),
		t("reports.card.affected", {
			affected: report.affected > 0 ? report.affected : html(t("reports.card.notKnown")),
			urgency: html(t.dynamic(`reports.choice.urgency.${report.urgency}`)),
		}),
		...behindLines(shown, t),
		...routeLines(shown, t),
		...officeLine(shown, t),
		...behalfLines(shown, t),
		...historyLines(shown.steps, t),
	];
}

function whereLines({ report, neighbourhood }: ReportShown, t: T): string[] {
	const name = neighbourhood ?? t.plain("reports.card.unknownNeighbourhood");
	return report.landmark === undefined
		? [t("reports.card.where", { neighbourhood: name })]
		: [t("reports.card.whereExactly", { neighbourhood: name, landmark: report.landmark })];
}

function whatLines(report: Report, length: number, t: T): string[] {
	const { what, voice } = report;
	return [
		...(what === "" ? [] : [t("reports.card.what", { what: shortened(what, length) })]),
		...(voice === undefined ? [] : [t("reports.card.voice")]),
		...kindLines(report, t),
	];
}

/** What only a problem or a need has. */
export function kindLines({ since, proposal }: Report, t: T): string[] {
	return [
		...(since === undefined
			? []
			: [t("reports.card.since", { since: html(t.dynamic(`reports.choice.since.${since}`)) })]),
		...(proposal === undefined ? [] : [t("reports.card.proposal", { proposal: shortened(proposal, 400) })]),
	];
}

/** What only a half-finished work has. */
export function stalledLines({ report, finishing }: Pick<ReportShown, "report" | "finishing">, t: T): string[] {
	const { stalled } = report;
	if (!stalled) return [];
	const [year = 0, month = 1, day = 1] = stalled.stoppedOn.split("-").map(Number);
	return [
		t("reports.card.stalled", {
			percent: stalled.percent,
			started: html(t.digits(t.calendar === "persian" ? stalled.startedYear : stalled.startedYear + 621)),
			stopped: html(t.shortDate({ year, month, day })),
		}),
		...(finishing ? [t("reports.card.finishing", { agency: finishing[t.language] })] : []),
		...(stalled.why === undefined ? [] : [t("reports.card.why", { why: stalled.why })]),
		...(stalled.dangers === undefined ? [] : [t("reports.card.dangers", { dangers: stalled.dangers })]),
	];
}

function behindLines({ report, organizations, reporter, supports, now }: ReportShown, t: T): string[] {
	const name = reporter && titled(reporter, t);
	return [
		t("reports.card.made", { when: html(t.near(report.createdAt, now)) }),
		...(name ? [t("reports.card.reporter", { person: name })] : []),
		...(report.supporters > 0 ? [t("reports.card.supporters", { count: report.supporters })] : []),
		...(organizations.length > 0 ? [t("reports.card.organizations", { organizations: t.list(organizations) })] : []),
		...supportLines(supports, t),
	];
}

/** More do not fit a card. */
const SUPPORTS_SHOWN = 3;

/** What the last supporters said. */
export function supportLines(supports: readonly Support[], t: T): string[] {
	return supports
		.flatMap(({ words }) => (words === undefined ? [] : [words]))
		.slice(0, SUPPORTS_SHOWN)
		.map((words) => t("reports.card.supportWords", { words: shortened(words, 200) }));
}

/** Where people of the neighbourhood can go. */
export function officeLine({ office }: { office: FacilitationOffice | undefined }, t: T): string[] {
	if (!office) return [];
	return office.phone === undefined
		? [t("reports.card.office", { office: office.name })]
		: [
				t("reports.card.officeWithPhone", {
					office: office.name,
					phone: html(`<code>${showPhone(office.phone)}</code>`),
				}),
			];
}

function routeLines({ report, committee, agency }: ReportShown, t: T): string[] {
	const [year = 0, month = 1, day = 1] = (report.dueOn ?? "").split("-").map(Number);
	return [
		...(committee ? [t("reports.card.committee", { committee: committee[t.language] })] : []),
		...(agency ? [t("reports.card.agency", { agency: agency[t.language] })] : []),
		...(report.dueOn !== undefined && isOpen(report)
			? [t("reports.card.due", { day: html(t.shortDate({ year, month, day })) })]
			: []),
		...(report.reopened > 0 ? [t("reports.card.reopened", { count: report.reopened })] : []),
	];
}

/** For whom it is told, for the reporter and the secretariat. */
export function behalfLines({ report, viewer }: Pick<ReportShown, "report" | "viewer">, t: T): string[] {
	const { behalf } = report;
	const sees = report.reporterId === viewer.person.id || hasRole(viewer, "coordinator");
	if (!behalf || !sees) return [];
	return behalf.phone === undefined
		? [t("reports.card.behalf", { person: behalf.name })]
		: [
				t("reports.card.behalfWithPhone", {
					person: behalf.name,
					phone: html(`<code>${showPhone(behalf.phone)}</code>`),
				}),
			];
}

/** What happened, the newest last. */
function historyLines(steps: ReportStep[], t: T): string[] {
	const told = steps.filter(({ event }) => event !== "received").slice(-HISTORY);
	if (told.length === 0) return [];
	return [
		"",
		t("reports.card.history"),
		...told.map((step) => {
			const what = html(t.dynamic(`reports.event.${step.event}`));
			const when = html(t.shortDate(step.at));
			return step.words === undefined
				? t("reports.card.step", { what, when })
				: t("reports.card.stepWords", { what, when, words: shortened(step.words, 200) });
		}),
	];
}

function ownRows({ report, viewer, support, supports }: ReportShown, t: T): Button[][] {
	const { id, photos, voice, place } = report;
	const media: Button[] = [];
	if (photos.length > 0)
		media.push({
			label: t.plain("reports.button.photos", { count: photos.length }),
			press: press("report.photo", id, 0),
		});
	if (voice !== undefined) media.push({ label: t.plain("reports.button.voice"), press: press("report.voice", id) });
	if (place) media.push({ label: t.plain("reports.button.map"), url: mapUrl(place) });
	const rows: Button[][] = media.length > 0 ? [media] : [];
	rows.push(...supportPhotosRow(report, supports, t));
	if (support) rows.push([{ label: t.plain("reports.button.tellMore"), press: press("report.tellMore", id) }]);
	else if (isOpen(report) && report.reporterId !== viewer.person.id && viewer.memberships.length > 0)
		rows.push([{ label: t.plain("reports.button.support"), press: press("report.support", id) }]);
	return rows;
}

/** To the photos of those who see it too. */
export function supportPhotosRow({ id }: Report, supports: readonly Support[], t: T): Button[][] {
	const count = supportPhotos(supports).length;
	return count === 0
		? []
		: [[{ label: t.plain("reports.button.supportPhotos", { count }), press: press("report.supportPhoto", id, 0) }]];
}

function supportPhotos(supports: readonly Support[]): string[] {
	return supports.flatMap(({ photos }) => photos);
}

/** A place on a map in the browser. */
export function mapUrl({ latitude, longitude }: { latitude: number; longitude: number }): string {
	return `https://www.google.com/maps?q=${latitude},${longitude}`;
}

export function listButton(t: T): Button {
	return { label: t.plain("reports.button.back"), press: press("report.list") };
}

export interface CandidateShown extends ReportShown {
	metres?: number;
}

/** Enough of what was said to know it by; three of them stand under a question. */
const CANDIDATE_LENGTH = 350;

/** Reports that may be the same, each with its text, state, supporters and distance. */
export function candidates(found: CandidateShown[], t: T): string {
	return found
		.map(({ metres, ...shown }, index) => {
			const { report } = shown;
			const values = { number: index + 1, category: html(categoryName(report, t)) };
			const where = metres === undefined ? undefined : Math.max(10, Math.round(metres / 10) * 10);
			return [
				"",
				where === undefined
					? t("reports.candidate.line", values)
					: t("reports.candidate.lineNear", { ...values, metres: where }),
				...whereLines(shown, t),
				...whatLines({ ...report, photos: [] }, CANDIDATE_LENGTH, t),
				...(report.reporterId === shown.viewer.person.id ? [t("reports.candidate.yourOwn")] : []),
				...supportLines(shown.supports, t),
				t("reports.candidate.facts", {
					state: html(stateName(report, shown.agency, t)),
					supporters: html(t("reports.candidate.supporters", { count: report.supporters })),
					day: html(t.shortDate(report.createdAt)),
				}),
			].join("\n");
		})
		.join("\n");
}

/** The first photo of each, and what was said aloud, to stand over the question about them. */
export function candidateMedia(found: CandidateShown[], t: T): Message[] {
	const shown = found.flatMap(({ report, supports }, index) => {
		const fileId = report.photos[0] ?? supportPhotos(supports)[0];
		return fileId === undefined ? [] : [{ number: index + 1, fileId }];
	});
	const photos = shown.map(({ fileId }) => ({ kind: "photo", source: { fileId } }) as const);
	const [first] = photos;
	const numbers = t.list(shown.map(({ number }) => html(t.digits(number))));
	const text = t("reports.candidate.photos", { numbers });
	return [
		...(photos.length > 1 ? [{ text, album: photos }] : first ? [{ text, file: first }] : []),
		...found.flatMap(({ report: { voice } }, index): Message[] =>
			voice === undefined
				? []
				: [
						{
							text: t("reports.candidate.voice", { number: index + 1 }),
							file: { kind: "voice", source: { fileId: voice } },
						},
					],
		),
	];
}

/** The form ends: this is to be called, not written. */
export function emergency({ value, emergencyNumber }: { value: string; emergencyNumber: string }, t: T): Message {
	return {
		text: t("reports.emergency", {
			category: html(t.dynamic(`reports.choice.category.${value}`)),
			number: html(`<b>${t.digits(Number(emergencyNumber))}</b>`),
			dial: html(`<code>${emergencyNumber}</code>`),
		}),
		buttons: [[{ label: t.plain("reports.button.begin"), press: press("report.begin") }], [homeButton(t)]],
	};
}

/** Why somebody cannot report now, and what they can do. */
export function cannotReport(reason: string, values: Record<string, string | number> | undefined, t: T): Message {
	const register =
		reason === "notMember"
			? [
					[
						{ label: t.plain("home.button.register"), press: press("organization.register") },
						{ label: t.plain("membership.button.find"), press: press("join.find") },
					],
				]
			: [];
	return {
		text: t.dynamic(`reports.refusal.${reason}`, values ?? {}),
		buttons: [
			...register,
			[{ label: t.plain("home.button.secretariat"), press: press("secretariat.write") }],
			[homeButton(t)],
		],
	};
}

/** After the form was sent. */
export function made(report: Report, t: T): Message {
	return {
		text: t("reports.made", { code: report.code }),
		buttons: [
			[openButton(report, t), { label: t.plain("reports.button.mine"), press: press("report.mine") }],
			[homeButton(t)],
		],
	};
}

function openButton({ id }: Pick<Report, "id">, t: T): Button {
	return { label: t.plain("reports.button.open"), press: press("report.open", id) };
}

/** After "we see it too". */
export function supported(result: Result<Report>, t: T): Message {
	if (!result.ok)
		return { text: t.dynamic(`reports.refusal.${result.reason}`), buttons: [[listButton(t), homeButton(t)]] };
	const report = result.value;
	return {
		text: t("reports.supported", { code: report.code }),
		buttons: [
			[{ label: t.plain("reports.button.tellMore"), press: press("report.tellMore", report.id) }],
			[openButton(report, t), homeButton(t)],
		],
	};
}

export function toldMore(report: Report, t: T): Message {
	return { text: t("reports.toldMore", { code: report.code }), buttons: [[openButton(report, t), homeButton(t)]] };
}

/** A code that opens nothing for whoever typed it. */
export function notFound(t: T): Message {
	return { text: t("reports.refusal.notFound"), buttons: [[listButton(t), homeButton(t)]] };
}

/** One of the photos, with the way to the next. */
export function photo({ report, index }: { report: Report; index: number }, t: T): Message | undefined {
	const fileId = report.photos[index];
	if (fileId === undefined) return undefined;
	const count = report.photos.length;
	const next = (index + 1) % count;
	return {
		text: t("reports.photo", { number: index + 1, count, code: report.code }),
		file: { kind: "photo", source: { fileId } },
		buttons: [
			[
				...(count > 1
					? [{ label: t.plain("reports.button.nextPhoto"), press: press("report.photo", report.id, next) }]
					: []),
				openButton(report, t),
			],
		],
	};
}

/** One of the photos of those who see it too, with the way to the next. */
export function supportPhoto(
	{ report, supports, index }: { report: Report; supports: readonly Support[]; index: number },
	t: T,
): Message | undefined {
	const all = supportPhotos(supports);
	const fileId = all[index];
	if (fileId === undefined) return undefined;
	const next = { label: t.plain("reports.button.nextPhoto"), press: "" };
	return {
		text: t("reports.supportPhoto", { number: index + 1, count: all.length, code: report.code }),
		file: { kind: "photo", source: { fileId } },
		buttons: [
			[
				...(all.length > 1
					? [{ ...next, press: press("report.supportPhoto", report.id, (index + 1) % all.length) }]
					: []),
				openButton(report, t),
			],
		],
	};
}

export function voiceNote(report: Report, t: T): Message | undefined {
	if (report.voice === undefined) return undefined;
	return {
		text: t("reports.voiceOf", { code: report.code }),
		file: { kind: "voice", source: { fileId: report.voice } },
		buttons: [[openButton(report, t)]],
	};
}

/** Telegram does not have the file any more. */
export function fileLost(report: Report, t: T): Message {
	return { text: t("reports.fileLost"), buttons: [[openButton(report, t), homeButton(t)]] };
}

/** The reporter hears that somebody stands beside them. */
export function toldSupported({ report }: { report: Report }, t: T): Message {
	return {
		text: t("reports.toldSupported", { code: report.code, count: report.supporters }),
		buttons: [[openButton(report, t), homeButton(t)]],
	};
}

/** In a committee's group: nothing about people, nothing anybody wrote of themselves, no exact place. */
export function posted(
	{ report, neighbourhood }: { report: Report; neighbourhood: string | undefined },
	t: T,
): Message {
	const place: SafeHtml | string = neighbourhood ?? html(t("reports.card.unknownNeighbourhood"));
	return {
		text: t("reports.posted", {
			kind: html(kindName(report, t)),
			category: html(categoryName(report, t)),
			code: report.code,
			neighbourhood: place,
		}),
	};
}
