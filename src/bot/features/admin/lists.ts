/** Keeping the lists: opening one, adding, renaming, retiring, restoring, and the days of lunar holidays. */
import { englishLabel, type ListItem, type ListName, labelKey, persianLabel } from "../../../domain/list.ts";
import { may } from "../../../domain/permissions.ts";
import * as lists from "../../../services/lists.ts";
import * as views from "../../../views/lists.ts";
import type { BotContext, PressHandler } from "../../context.ts";
import { date, form, pauseForm, text, yesNo } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";

const PAGE = 6;

const names = { fa: text(persianLabel), en: text(englishLabel) };

const addListItem = form("addListItem", {
	texts: "lists",
	questions: names,
	review: false,
	submit: (actor, answers, now, draft) => lists.add(actor, { ...answers, list: draft.subject as ListName }, now, draft),
	done: views.added,
});

const addHoliday = form("addHoliday", {
	texts: "lists",
	questions: { ...names, day: date({ quick: false }), everyYear: yesNo() },
	submit: (actor, answers, now, draft) => lists.add(actor, { ...answers, list: "holidays" }, now, draft),
	done: views.added,
	title: (answers) => answers.fa,
});

const renameListItem = form("renameListItem", {
	texts: "lists",
	questions: names,
	review: false,
	submit: (actor, answers, now, { subject }) => lists.rename(actor, { ...answers, id: idOf(subject) }, now),
	done: views.renamed,
});

export const listForms = [addListItem, addHoliday, renameListItem];

/** A draft's subject holds no colon. */
function subjectOf(id: string): string {
	return id.replace(":", "-");
}

function idOf(subject: string): string {
	return subject.replace("-", ":");
}

export const listPresses: Record<string, PressHandler> = {
	"list.all": async (ctx) => {
		await pauseForm(ctx);
		if (!may(ctx.actor, "lists.change")) return await showNoAccess(ctx);
		await reread(ctx);
		await ctx.show(views.all(ctx.t));
	},
	"list.open": (ctx, list = "", page = "0") => showList(ctx, list, Math.trunc(Number(page)) || 0),
	"list.item": (ctx, list, value) => showItem(ctx, list, value),
	"list.add": async (ctx, list = "") => {
		if (!may(ctx.actor, "lists.change") || !["fields", "authorities", "dimensions"].includes(list))
			return await showNoAccess(ctx);
		await ctx.begin(addListItem, { subject: list });
	},
	"list.addHoliday": async (ctx) => {
		if (!may(ctx.actor, "lists.change")) return await showNoAccess(ctx);
		await ctx.begin(addHoliday);
	},
	"list.rename": about(async (ctx, { id }) => ctx.begin(renameListItem, { subject: subjectOf(id) })),
	"list.retire": about(async (ctx, item) => {
		await ctx.show(views.retireAsk(item, ctx.t));
	}),
	"list.retireYes": about(async (ctx, item) => {
		const result = await lists.retire(actorOf(ctx), item.id, ctx.now);
		if (result.ok) await ctx.toast(ctx.t.plain("lists.toast.retired"));
		else await ctx.toast(ctx.t.dynamicPlain(`lists.refusal.${result.reason}`), { alert: true });
		await reread(ctx);
		await showItem(ctx, ...parts(item));
	}),
	"list.restore": about(async (ctx, item) => {
		const result = await lists.restore(actorOf(ctx), item.id, ctx.now);
		if (result.ok) await ctx.toast(ctx.t.plain("lists.toast.restored"));
		await reread(ctx);
		await showItem(ctx, ...parts(item));
	}),
	"list.day": async (ctx, list = "", value = "", computed = "", shift = "0") => {
		const input = { id: `${list}:${value}`, computed, shift: Number(shift) };
		const result = await lists.settleLunarDay(actorOf(ctx), input, ctx.now, ctx.t.timeZone);
		if (!result.ok && result.reason === "notAllowed") return await showNoAccess(ctx);
		if (result.ok) await ctx.toast(ctx.t.plain("lists.moved"));
		await reread(ctx);
		await showItem(ctx, list, value);
	},
};

function parts({ list, value }: ListItem): [string, string] {
	return [list, value];
}

/** What was changed is said and offered from now on; other processes read it within half a minute. */
async function reread(ctx: BotContext): Promise<void> {
	ctx.deps.texts.keep(await lists.officeWords());
}

async function showList(ctx: BotContext, list: string, page: number): Promise<void> {
	await pauseForm(ctx);
	const found = await lists.page(actorOf(ctx), list, page, PAGE);
	if (!found.ok) return await showNoAccess(ctx);
	// What a form has just added or renamed is called by its name at once.
	await reread(ctx);
	await ctx.show(views.list({ ...found.value, perPage: PAGE }, ctx.t));
}

async function showItem(ctx: BotContext, list = "", value = ""): Promise<void> {
	await pauseForm(ctx);
	const found = await lists.open(actorOf(ctx), `${list}:${value}`, ctx.now, ctx.t.timeZone);
	if (!found.ok) return found.reason === "notAllowed" ? await showNoAccess(ctx) : await showList(ctx, "fields", 0);
	const { item, days } = found.value;
	const other = ctx.deps.texts.in(ctx.t.language === "fa" ? "en" : "fa");
	await ctx.show(views.item({ item, days, other: other.dynamicPlain(labelKey(item.list, item.value)) }, ctx.t));
}

/** For a button that names an item. */
function about(act: (ctx: BotContext, item: ListItem) => Promise<void>): PressHandler {
	return async (ctx, list = "", value = "") => {
		const found = await lists.open(actorOf(ctx), `${list}:${value}`, ctx.now, ctx.t.timeZone);
		if (found.ok) await act(ctx, found.value.item);
		else await showNoAccess(ctx);
	};
}
