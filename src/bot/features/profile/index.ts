/** An organization's profile in chat: looked at, changed answer by answer, the change approved; its documents. */
import type { Organization } from "../../../domain/organization.ts";
import { may } from "../../../domain/permissions.ts";
import { changeable, PROFILE_ANSWERS, type ProfileAnswer } from "../../../domain/profile.ts";
import * as organizations from "../../../services/organizations/index.ts";
import { named } from "../../../services/people.ts";
import * as changes from "../../../services/profileChanges.ts";
import * as profiles from "../../../services/profiles.ts";
import { coordinatorName } from "../../../views/person.ts";
import * as views from "../../../views/profile.ts";
import * as changeViews from "../../../views/profileChange.ts";
import type { BotContext, Feature } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import { showFile } from "../../showDocument.ts";
import { documentPresses } from "./documents.ts";
import { beginChange, changeProfile, editProfile, rejectChange } from "./edit.ts";
import { sendDocument, sendOtherDocument } from "./send.ts";

export const profile: Feature = {
	forms: [editProfile, changeProfile, rejectChange, sendDocument, sendOtherDocument],
	presses: {
		...documentPresses,
		"profile.open": async (ctx, id = "") => await showProfile(ctx, id),
		"profile.edit": aboutMine(async (ctx, organization) => {
			await ctx.show(views.editing(organization, ctx.t));
		}),
		"profile.change": aboutMine(async (ctx, organization, answer) => {
			const known = PROFILE_ANSWERS.find((one) => one === answer);
			if (known && changeable(organization).includes(known)) await beginChange(ctx, organization, known);
			else await showStale(ctx, organization);
		}),
		"profile.confirm": async (ctx, id = "") => {
			const result = await profiles.confirm(actorOf(ctx), id, ctx.now);
			if (!result.ok && result.reason === "notAllowed") return await showNoAccess(ctx);
			if (result.ok) await ctx.toast(ctx.t.plain("profile.toast.confirmed"));
			else await ctx.toast(ctx.t.dynamicPlain(`profile.refusal.${result.reason}`), { alert: true });
			await showProfile(ctx, id);
		},
		"profile.history": async (ctx, id = "", way = "", edge = "", page = "1") => {
			const found = await profiles.history(actorOf(ctx), id, fromOf(way, edge));
			if (!found.ok) return await showNoAccess(ctx);
			await ctx.show(views.history({ ...found.value, page: pageOf(page) }, ctx.t));
		},
		"profile.changes": async (ctx, way = "", edge = "", page = "1") => {
			const asked = await changes.waitingChanges(actorOf(ctx), fromOf(way, edge));
			// A page that was decided away meanwhile: from the beginning.
			const gone = asked.ok && asked.value.list.length === 0 && way !== "";
			const found = gone ? await changes.waitingChanges(actorOf(ctx), {}) : asked;
			if (!found.ok) return await showNoAccess(ctx);
			await pauseForm(ctx);
			await ctx.show(changeViews.changesList({ ...found.value, page: gone ? 1 : pageOf(page) }, ctx.t));
		},
		"profile.changeOpen": async (ctx, id = "") => await showChange(ctx, id),
		"profile.newLicense": async (ctx, id = "") => {
			const found = await changes.seeNewLicense(actorOf(ctx), id, ctx.now);
			const message = found.ok ? changeViews.newLicense(found.value, ctx.t) : undefined;
			if (!found.ok || !message) return await showNoAccess(ctx);
			if (!(await showFile(ctx, message))) await ctx.show(changeViews.newLicenseLost(found.value, ctx.t));
		},
		"profile.approve": async (ctx, id = "") => {
			const result = await changes.approve(actorOf(ctx), id, ctx.now);
			if (result.ok) await ctx.toast(ctx.t.plain("profile.toast.approved"));
			await afterDecision(ctx, id, result);
		},
		"profile.reject": async (ctx, id = "") => {
			const found = await changes.seeChange(actorOf(ctx), id);
			if (!found.ok || !may(actorOf(ctx), "profileChange.decide", found.value.organization))
				return await showNoAccess(ctx);
			if (found.value.change.state === "waiting") return await ctx.begin(rejectChange, { subject: id });
			await afterDecision(ctx, id, changes.isOver(found.value.change));
		},
		"profile.withdraw": async (ctx, id = "") => {
			const result = await changes.withdrawChange(actorOf(ctx), id, ctx.now);
			if (result.ok) await ctx.toast(ctx.t.plain("profile.toast.withdrawn"));
			await afterDecision(ctx, id, result);
		},
	},
};

async function showProfile(ctx: BotContext, id: string): Promise<void> {
	const found = await profiles.see(actorOf(ctx), id, ctx.now);
	if (!found.ok) return await showNoAccess(ctx);
	await pauseForm(ctx);
	await ctx.show(views.profile({ shown: found.value, now: ctx.now }, ctx.t));
}

async function showChange(ctx: BotContext, id: string): Promise<void> {
	const found = await changes.seeChange(actorOf(ctx), id);
	if (!found.ok) return await showNoAccess(ctx);
	await pauseForm(ctx);
	await ctx.show(changeViews.changeCard(found.value, ctx.t));
}

/** Says who was first, where somebody was; then the change as it stands. */
async function afterDecision(
	ctx: BotContext,
	id: string,
	result: { ok: boolean; reason?: string; values?: Record<string, string | number> },
): Promise<void> {
	if (result.reason === "notAllowed") return await showNoAccess(ctx);
	if (result.reason === "alreadyDecided") {
		const byId = String(result.values?.byId ?? "");
		const person = coordinatorName((await named([byId])).get(byId), ctx.t);
		await ctx.toast(ctx.t.plain("profile.toast.alreadyDecided", { person }), { alert: true });
	} else if (result.reason !== undefined) {
		await ctx.toast(ctx.t.dynamicPlain(`profile.refusal.${result.reason}`), { alert: true });
	}
	await showChange(ctx, id);
}

async function showStale(ctx: BotContext, organization: Organization): Promise<void> {
	await ctx.toast(ctx.t.plain("bot.stale"));
	await ctx.show(views.editing(organization, ctx.t));
}

/** For a director's button; while the organization is suspended nothing is changed, and they are told. */
function aboutMine(
	act: (ctx: BotContext, organization: Organization, more: ProfileAnswer | string) => Promise<void>,
): (ctx: BotContext, id?: string, more?: string) => Promise<void> {
	return async (ctx, id = "", more = "") => {
		const found = await organizations.see(actorOf(ctx), id);
		if (!found.ok || !may(actorOf(ctx), "profile.edit", found.value)) return await showNoAccess(ctx);
		if (found.value.state === "approved") return await act(ctx, found.value, more);
		await ctx.toast(ctx.t.plain("profile.refusal.suspended"), { alert: true });
		await showProfile(ctx, id);
	};
}

function fromOf(way: string, edge: string): changes.From {
	return way === "after" ? { after: edge } : way === "before" ? { before: edge } : {};
}

function pageOf(page: string): number {
	return Math.max(1, Math.trunc(Number(page)) || 1);
}
