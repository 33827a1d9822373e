/** What a coordinator is asked about an announcement: its words, whom it is for and who is left out, when it goes. */
import type { Announcement } from "../../../domain/announcement.ts";
import { AUDIENCE_ROLES, type AudienceParts, type AudienceRule } from "../../../domain/audience.ts";
import { decisionReason } from "../../../domain/organization.ts";
import { may } from "../../../domain/permissions.ts";
import type { Actor } from "../../../domain/person.ts";
import { done, type Result } from "../../../kit/result.ts";
import * as announcements from "../../../services/announcements/index.ts";
import { offered } from "../../../services/lists.ts";
import * as neighbourhoodList from "../../../services/neighbourhoods.ts";
import * as cardViews from "../../../views/announcementCard.ts";
import * as draftViews from "../../../views/announcementDraft.ts";
import * as listViews from "../../../views/announcementList.ts";
import { choice, dateTime, form, many, neighbourhoods, number, text } from "../../form/index.ts";
import type { Answers } from "../../form/question.ts";
import { type ContentAnswer, content } from "./content.ts";

const WHOM = [
	"directors",
	"members",
	"committees",
	"neighbourhoods",
	"fields",
	"roles",
	"organizations",
	"unacknowledged",
] as const;
const EXCEPT = ["committees", "neighbourhoods", "fields", "roles", "organizations"] as const;

/** The picker of neighbourhoods goes through any list of names. */
const pick = neighbourhoods as unknown as (
	from: {
		find(query: string, page: number): Promise<object>;
		byIds(ids: readonly string[]): Promise<object[]>;
		nameIn?: unknown;
	},
	options: { onlyIf: (answers: Answers) => boolean; againAfter: readonly string[] },
) => ReturnType<typeof neighbourhoods<{ onlyIf: (answers: Answers) => boolean }>>;

/** What is asked of each kind that was ticked in `first`. */
function parts(first: string) {
	const ticked = (what: string) => ({
		onlyIf: (answers: Answers) => Array.isArray(answers[first]) && (answers[first] as string[]).includes(what),
		againAfter: [first],
	});
	return {
		committees: pick(announcements.choices.committees, ticked("committees")),
		neighbourhoods: pick(neighbourhoodList, ticked("neighbourhoods")),
		fields: many(
			{ from: () => offered("fields") },
			{ ...ticked("fields"), label: (value, t) => t.dynamicPlain(`organizations.choice.fields.${value}`) },
		),
		roles: many(AUDIENCE_ROLES, ticked("roles")),
		organizations: pick(announcements.choices.organizations, ticked("organizations")),
	};
}

interface PartAnswers {
	committees?: string[] | undefined;
	neighbourhoods?: string[] | undefined;
	fields?: string[] | undefined;
	roles?: (typeof AUDIENCE_ROLES)[number][] | undefined;
	organizations?: string[] | undefined;
}

function partsOf(answers: PartAnswers): AudienceParts {
	const { committees, neighbourhoods: places, fields, roles, organizations } = answers;
	return {
		...(committees && { committeeIds: committees }),
		...(places && { neighbourhoodIds: places }),
		...(fields && { fields }),
		...(roles && { roles }),
		...(organizations && { organizationIds: organizations }),
	};
}

export const announce = form("announce", {
	texts: "announcements",
	questions: {
		fa: content({ files: true, optional: true }),
		en: content({ optional: true }),
		whom: many(WHOM, { instead: "everybody" }),
		...parts("whom"),
		unacknowledged: pick(announcements.choices.announcements, {
			onlyIf: ({ whom }) => Array.isArray(whom) && whom.includes("unacknowledged"),
			againAfter: ["whom"],
		}),
	},
	review: false,
	async submit(actor, answers, now, { requestId, subject }) {
		const { fa, en, whom } = answers;
		const kinds = Array.isArray(whom) ? whom : [];
		const standings = [
			...(kinds.includes("directors") ? (["director"] as const) : []),
			...(kinds.includes("members") ? (["member"] as const) : []),
		];
		const of: AudienceParts = {
			...partsOf(answers),
			...(standings.length > 0 && { standings }),
			...(answers.unacknowledged && { unacknowledgedIds: answers.unacknowledged }),
		};
		const words = { ...(fa?.words && { fa: fa.words }), ...(en?.words && { en: en.words }) };
		if (subject === "") {
			const audience: AudienceRule = { of, except: {} };
			const result = await announcements.compose(actor, { words, files: fa?.files ?? [], audience }, now, {
				requestId,
			});
			return await shown(actor, result, now);
		}
		const before = await announcements.see(actor, subject, now);
		if (!before.ok) return before;
		const { except } = before.value.announcement.audience;
		return await shown(actor, await announcements.change(actor, subject, { audience: { of, except } }, now), now);
	},
	over: ["notFound", "notAllowed", "hasLeft"],
	done: cardViews.card,
});

/** The questions of `announce` that say whom it is for. */
export const WHOM_QUESTIONS = [
	"whom",
	"committees",
	"neighbourhoods",
	"fields",
	"roles",
	"organizations",
	"unacknowledged",
];

export const announceExcept = form("announceExcept", {
	texts: "announcements",
	questions: { except: many(EXCEPT, { instead: "nobody" }), ...parts("except") },
	review: false,
	async submit(actor, answers, now, { subject }) {
		const before = await announcements.see(actor, subject, now);
		if (!before.ok) return before;
		const { of } = before.value.announcement.audience;
		const audience = { of, except: partsOf(answers) };
		return await shown(actor, await announcements.change(actor, subject, { audience }, now), now);
	},
	over: ["notFound", "hasLeft"],
	done: cardViews.card,
});

/** Writes the Persian version anew, with its pictures and files. */
export const announceFa = form("announceFa", {
	texts: "announcements",
	questions: { fa: content({ files: true }) },
	review: false,
	submit: (actor, { fa }, now, { subject }) => rewritten(actor, subject, "fa", fa, now),
	over: ["notFound", "hasLeft"],
	done: cardViews.card,
});

export const announceEn = form("announceEn", {
	texts: "announcements",
	questions: { en: content() },
	review: false,
	submit: (actor, { en }, now, { subject }) => rewritten(actor, subject, "en", en, now),
	over: ["notFound", "hasLeft"],
	done: cardViews.card,
});

async function rewritten(actor: Actor, id: string, language: "fa" | "en", answer: ContentAnswer, now: Date) {
	const before = await announcements.see(actor, id, now);
	if (!before.ok) return before;
	const words = { ...before.value.announcement.words, ...(answer.words && { [language]: answer.words }) };
	const files = language === "fa" ? { files: answer.files } : {};
	return await shown(actor, await announcements.change(actor, id, { words, ...files }, now), now);
}

const TIMES = ["now", "once", "weekly", "monthly"] as const;

export const announceWhen = form("announceWhen", {
	texts: "announcements",
	questions: {
		timing: choice(TIMES),
		at: dateTime({ future: true, onlyIf: ({ timing }) => timing !== "now" }),
	},
	review: false,
	async submit(actor, { timing, at }, now, { subject }) {
		const repeat = timing === "weekly" || timing === "monthly" ? { repeat: timing } : {};
		const when = timing === "now" || at === undefined ? {} : { at: new Date(at), ...repeat };
		return await shown(actor, await announcements.change(actor, subject, { timing: when }, now), now);
	},
	over: ["notFound", "hasLeft"],
	done: cardViews.card,
});

export const correctAnnouncement = form("correctAnnouncement", {
	texts: "announcements",
	questions: { language: choice(["fa", "en"]), corrected: content() },
	review: false,
	async submit(actor, { language, corrected }, now, { subject }) {
		const { words } = corrected;
		if (!words) return { ok: false, reason: "incomplete", values: { question: "corrected" } };
		return await shown(actor, await announcements.correct(actor, { id: subject, language, words }, now), now);
	},
	over: ["notFound", "notNow"],
	done: cardViews.card,
});

export const giveBackAnnouncement = form("giveBackAnnouncement", {
	texts: "announcements",
	questions: { reason: text(decisionReason) },
	review: false,
	async submit(actor, { reason }, now, { subject }) {
		return await shown(actor, await announcements.giveBack(actor, { id: subject, reason }, now), now);
	},
	over: ["notFound", "notNow"],
	done: draftViews.gaveBack,
});

export const setApprovalAbove = form("setApprovalAbove", {
	texts: "announcements",
	questions: { count: number({ min: 0, max: 1_000_000 }) },
	review: false,
	submit: (actor, { count }, now) => announcements.setApprovalAbove(actor, count, now),
	over: ["notAllowed"],
	done: listViews.approvalSet,
});

/** The card in place of the form. */
async function shown(
	actor: Actor,
	result: Result<Announcement>,
	now: Date,
): Promise<Result<announcements.AnnouncementCard>> {
	if (!result.ok) return result;
	if (!may(actor, "announcement.manage", result.value)) return { ok: false, reason: "notFound" };
	return done(await announcements.cardOf(result.value, actor, now));
}
