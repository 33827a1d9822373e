/** The coordinators' desk: what waits, each application's card, and the decision on it. */
import type { Organization } from "../../../domain/organization.ts";
import { may } from "../../../domain/permissions.ts";
import { applicationCard, neighbourhoodNames, personOf } from "../../../services/cards.ts";
import { countNotArrived } from "../../../services/health.ts";
import { deskOf } from "../../../services/home.ts";
import * as organizations from "../../../services/organizations/index.ts";
import * as views from "../../../views/application.ts";
import { details } from "../../../views/organization.ts";
import { coordinatorName } from "../../../views/person.ts";
import type { BotContext, Feature } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import { askApplicant, rejectOrganization, subjectOf } from "./decide.ts";

/** No register has more; a number that somebody made up must fit on the buttons too. */
const LAST_PAGE = 99_999;

export const coordination: Feature = {
	forms: [askApplicant, rejectOrganization],
	commands: {
		inbox: showInbox,
	},
	presses: {
		inbox: showInbox,
		"organization.waiting": async (ctx, way = "", edge = "", page = "1") => {
			const from = way === "after" ? { after: edge } : way === "before" ? { before: edge } : {};
			const found = await organizations.waiting(actorOf(ctx), from, views.PAGE);
			if (!found.ok) return await showNoAccess(ctx);
			const { list, count, hasMore } = found.value;
			// A page that was decided away meanwhile: from the beginning.
			if (list.length === 0 && way !== "") return await showFirstPage(ctx);
			const number = Math.min(Math.max(1, Math.trunc(Number(page)) || 1), LAST_PAGE);
			await ctx.show(
				views.waitingList({ list, count, page: number, hasMore: way === "before" ? true : hasMore }, ctx.t),
			);
		},
		"organization.card": about(async (ctx, organization) => await showCard(ctx, organization)),
		"organization.allOf": about(async (ctx, { id }) => {
			const found = await organizations.seePersonal(actorOf(ctx), id, "details", ctx.now);
			if (!found.ok) return await showNoAccess(ctx);
			const organization = found.value;
			const back = views.backToCard(organization, ctx.t);
			const neighbourhoods = await neighbourhoodNames(organization);
			await ctx.show(details({ organization, neighbourhoods, now: ctx.now, back }, ctx.t));
		}),
		"organization.approve": about(async (ctx, organization, round) => {
			const result = await organizations.approve(actorOf(ctx), { organizationId: organization.id, round }, ctx.now);
			if (result.ok) {
				await ctx.toast(ctx.t.plain("coordination.toast.approved"));
				return await showCard(ctx, result.value);
			}
			await tellTooLate(ctx, organization, result);
		}),
		"organization.ask": about((ctx, organization, round) => beginDecision(ctx, organization, round, askApplicant)),
		"organization.reject": about((ctx, organization, round) =>
			beginDecision(ctx, organization, round, rejectOrganization),
		),
	},
};

async function showInbox(ctx: BotContext): Promise<void> {
	await pauseForm(ctx);
	const desk = await deskOf(actorOf(ctx), ctx.now);
	if (!desk.ok) return await showNoAccess(ctx);
	const notArrived = await countNotArrived(actorOf(ctx), ctx.now);
	await ctx.show(views.inbox({ desk: desk.value, now: ctx.now, notArrived }, ctx.t));
}

async function showFirstPage(ctx: BotContext): Promise<void> {
	const found = await organizations.waiting(actorOf(ctx), {}, views.PAGE);
	if (!found.ok) return await showNoAccess(ctx);
	await ctx.show(views.waitingList({ ...found.value, page: 1 }, ctx.t));
}

async function showCard(ctx: BotContext, organization: Organization): Promise<void> {
	await ctx.show(views.openedCard(await applicationCard(organization, organization.round, actorOf(ctx)), ctx.t));
}

/** Begins the form of a decision, unless somebody decided meanwhile. */
async function beginDecision(
	ctx: BotContext,
	organization: Organization,
	round: number,
	decision: typeof askApplicant,
): Promise<void> {
	if (!may(actorOf(ctx), "organization.decide", organization)) return await showNoAccess(ctx);
	if (organization.state === "waiting" && organization.round === round)
		return await ctx.begin(decision, { subject: subjectOf(organization) });
	const { steps } = organization;
	const reason = organization.round === round ? "alreadyDecided" : "changedMeanwhile";
	await tellTooLate(ctx, organization, { reason, values: { byId: steps.at(-1)?.byId ?? "" } });
}

/** Says who was first, and shows the application as it stands. */
async function tellTooLate(
	ctx: BotContext,
	before: Organization,
	refusal: { reason: string; values?: Record<string, string | number> },
): Promise<void> {
	if (refusal.reason === "alreadyDecided") {
		const person = coordinatorName(await personOf(String(refusal.values?.byId ?? "")), ctx.t);
		await ctx.toast(ctx.t.plain("coordination.toast.alreadyDecided", { person }), { alert: true });
	} else if (refusal.reason === "changedMeanwhile") {
		await ctx.toast(ctx.t.plain("coordination.toast.changedMeanwhile"), { alert: true });
	} else {
		return await showNoAccess(ctx);
	}
	const fresh = await organizations.see(actorOf(ctx), before.id);
	if (fresh.ok) await showCard(ctx, fresh.value);
}

type About = (ctx: BotContext, organization: Organization, round: number) => Promise<void>;

/** For a coordinator's button on one round of an application. */
function about(act: About): (ctx: BotContext, id?: string, round?: string) => Promise<void> {
	return async (ctx, id = "", round = "") => {
		const actor = actorOf(ctx);
		const found = may(actor, "organization.seeWaiting") ? await organizations.see(actor, id) : undefined;
		if (found?.ok) await act(ctx, found.value, Number(round));
		else await showNoAccess(ctx);
	};
}
