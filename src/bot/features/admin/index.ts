/** The admins' matters: who works for the secretariat, appointing and dismissing. */
import { may } from "../../../domain/permissions.ts";
import { type Person, userIdOf } from "../../../domain/person.ts";
import type { Refusal } from "../../../kit/result.ts";
import * as staff from "../../../services/staff.ts";
import { PAGE } from "../../../views/paging.ts";
import * as views from "../../../views/staff.ts";
import type { BotContext, Feature } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import { appointCoordinator } from "./appoint.ts";
import { deskPresses, showDesk } from "./desk.ts";
import { listForms, listPresses } from "./lists.ts";

export const admin: Feature = {
	forms: [appointCoordinator, ...listForms],
	commands: {
		admin: showDesk,
	},
	presses: {
		...deskPresses,
		...listPresses,
		"staff.list": showList,
		"staff.add": async (ctx) => {
			if (!may(ctx.actor, "staff.appoint")) return await showNoAccess(ctx);
			await ctx.begin(appointCoordinator);
		},
		"staff.candidates": async (ctx, beforeId) => {
			const found = await staff.candidates(actorOf(ctx), beforeId, PAGE);
			if (!found.ok) return await showNoAccess(ctx);
			const people = found.value.slice(0, PAGE);
			await ctx.show(views.candidates({ people, hasMore: found.value.length > PAGE }, ctx.t));
		},
		"staff.appoint": (ctx, userId) => askToAppoint(ctx, Number(userId)),
		"staff.appointYes": async (ctx, userId) => {
			const result = await staff.appointCoordinator(actorOf(ctx), Number(userId), ctx.now);
			if (!result.ok) return await tell(ctx, result);
			const { value } = result;
			await ctx.show(views.appointed(value.state === "appointed" ? value.person : undefined, ctx.t));
		},
		"staff.open": about(async (ctx, person) => {
			const mayBeDismissed = await staff.mayBeDismissed(actorOf(ctx), person);
			await ctx.show(views.one({ person, mayBeDismissed }, ctx.t));
		}),
		"staff.dismiss": about(async (ctx, person) => {
			await ctx.show(views.dismissAsk(person, ctx.t));
		}),
		"staff.dismissYes": about(async (ctx, person) => {
			const result = await staff.dismiss(actorOf(ctx), person.id, ctx.now);
			if (!result.ok) return await tell(ctx, result);
			await ctx.show(views.dismissed(result.value, ctx.t));
		}),
		"staff.takeBack": async (ctx, userId) => {
			if (!may(ctx.actor, "staff.appoint")) return await showNoAccess(ctx);
			if (!userIdOf(userId ?? "").ok) return await showList(ctx);
			await ctx.show(views.takeBackAsk(Number(userId), ctx.t));
		},
		"staff.takeBackYes": async (ctx, userId) => {
			const result = await staff.takeBack(actorOf(ctx), Number(userId), ctx.now);
			if (!result.ok) return await tell(ctx, result);
			await ctx.show(views.takenBack(ctx.t));
		},
	},
	/** A contact an admin sends is somebody to be appointed. */
	async message(ctx) {
		const contact = ctx.message?.contact;
		if (!contact || !may(ctx.actor, "staff.appoint")) return false;
		if (contact.user_id !== undefined) await askToAppoint(ctx, contact.user_id);
		else await ctx.show(views.contactWithoutId(ctx.t));
		return true;
	},
};

async function showList(ctx: BotContext, page = "1"): Promise<void> {
	await pauseForm(ctx);
	const found = await staff.list(actorOf(ctx));
	if (!found.ok) return await showNoAccess(ctx);
	const { people, waiting } = found.value;
	const pages = Math.max(1, Math.ceil((people.length + waiting.length) / PAGE));
	const shown = Math.min(Math.max(1, Math.trunc(Number(page)) || 1), pages);
	await ctx.show(views.list({ people, waiting: waiting.map(({ userId }) => userId), page: shown }, ctx.t));
}

async function askToAppoint(ctx: BotContext, userId: number): Promise<void> {
	const found = await staff.byUser(actorOf(ctx), userId);
	if (!found.ok && found.reason !== "notFound") return await tell(ctx, found);
	await ctx.show(views.appointAsk({ userId, person: found.ok ? found.value : undefined }, ctx.t));
}

async function tell(ctx: BotContext, { reason }: Refusal): Promise<void> {
	if (reason === "notAllowed") return await showNoAccess(ctx);
	await ctx.toast(ctx.t.dynamicPlain(`admin.refusal.${reason}`), { alert: true });
	await showList(ctx);
}

/** For a button that names one of the staff. */
function about(
	act: (ctx: BotContext, person: Person) => Promise<void>,
): (ctx: BotContext, id?: string) => Promise<void> {
	return async (ctx, id = "") => {
		const found = await staff.byId(actorOf(ctx), id);
		if (found.ok) await act(ctx, found.value);
		else await tell(ctx, found);
	};
}
