/** Neighbourhoods in chat: opened by everybody, kept by admins, with the offices that stand in them. */
import { neighbourhoodName, officeWords, otherNames, PROVINCE } from "../../../domain/neighbourhood.ts";
import { may } from "../../../domain/permissions.ts";
import { fullName } from "../../../domain/person.ts";
import { cleanText } from "../../../kit/cleanText.ts";
import { done, refuse } from "../../../kit/result.ts";
import { exampleSheet } from "../../../papers/neighbourhoodSheet.ts";
import { spreadsheetBytes } from "../../../papers/writeSpreadsheet.ts";
import * as imports from "../../../services/neighbourhoodImports.ts";
import * as keeping from "../../../services/neighbourhoodKeeping.ts";
import * as maps from "../../../services/neighbourhoodMaps.ts";
import * as views from "../../../views/neighbourhood.ts";
import * as sheets from "../../../views/neighbourhoodSheet.ts";
import { PAGE } from "../../../views/paging.ts";
import type { BotContext, Feature, PressHandler } from "../../context.ts";
import { form, number, pauseForm, phone, place, text, yesNo } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";

/** Kept as they were typed; the service takes them apart. */
const otherNamesTyped = {
	check(typed: string) {
		const names = otherNames.safeParse(typed);
		if (names.success) return done(names.data.join("، "));
		const [issue] = names.error.issues;
		const max = issue && "maximum" in issue ? Number(issue.maximum) : 0;
		return refuse(issue?.message ?? "notAName", { max, length: typed.length });
	},
};

const questions = {
	name: text(neighbourhoodName),
	city: text(neighbourhoodName),
	otherNames: text(otherNamesTyped, { optional: true }),
	centre: place({ within: PROVINCE, optional: true }),
	isMarginalised: yesNo(),
	population: number({ max: 5_000_000, optional: true }),
};

const addNeighbourhood = form("addNeighbourhood", {
	texts: "neighbourhoods",
	questions,
	submit: (actor, answers, now, draft) => keeping.add(actor, answers, now, draft),
	done: views.kept,
	title: ({ name }) => name,
	over: ["notAllowed"],
});

const changeNeighbourhood = form("changeNeighbourhood", {
	texts: "neighbourhoods",
	questions,
	submit: (actor, answers, now, { subject }) => keeping.change(actor, subject, answers, now),
	done: views.kept,
	title: ({ name }) => name,
	over: ["notAllowed", "notFound"],
});

const setOffice = form("setOffice", {
	texts: "neighbourhoods",
	questions: {
		officeName: text(officeWords),
		address: text(officeWords, { optional: true }),
		hours: text(officeWords, { optional: true }),
		phone: phone({ optional: true }),
		facilitator: text(fullName, { optional: true }),
	},
	submit: (actor, { officeName, ...answers }, now, { subject }) =>
		keeping.setOffice(actor, subject, { name: officeName, ...answers }, now),
	done: views.card,
	over: ["notAllowed", "notFound"],
});

const MOST_TYPED = 60;

export const neighbourhoodsFeature: Feature = {
	forms: [addNeighbourhood, changeNeighbourhood, setOffice],
	presses: {
		"neighbourhood.list": (ctx, page = "1") => showList(ctx, "", Math.max(1, Math.trunc(Number(page)) || 1)),
		"neighbourhood.open": showCard,
		"neighbourhood.add": async (ctx) => {
			if (!may(ctx.actor, "neighbourhoods.change")) return await showNoAccess(ctx);
			await ctx.begin(addNeighbourhood);
		},
		"neighbourhood.change": ifMayChange(async (ctx, { neighbourhood }) => {
			const { id, name, city, centre, isMarginalised, population, otherNames: others } = neighbourhood;
			await ctx.begin(changeNeighbourhood, {
				subject: id,
				answers: {
					...{ name, city, isMarginalised },
					...(others.length > 0 ? { otherNames: others.join("، ") } : {}),
					...(centre ? { centre } : {}),
					...(population === undefined ? {} : { population }),
				},
			});
		}),
		"neighbourhood.office": ifMayChange(async (ctx, { neighbourhood, office }) => {
			const { id: _, neighbourhoodIds: __, name: officeName, ...known } = office ?? {};
			await ctx.begin(setOffice, {
				subject: neighbourhood.id,
				...(officeName === undefined ? {} : { answers: { officeName, ...known } }),
			});
		}),
		"neighbourhood.retire": ifMayChange(async (ctx, { neighbourhood }) => {
			await ctx.show(views.retireAsk(neighbourhood, ctx.t));
		}),
		"neighbourhood.retireYes": async (ctx, id = "") => {
			const result = await keeping.retire(actorOf(ctx), id, ctx.now);
			if (!result.ok) return await refused(ctx, result.reason);
			await ctx.toast(ctx.t.plain("neighbourhoods.toast.retired"));
			await showCard(ctx, id);
		},
		"neighbourhood.restore": async (ctx, id = "") => {
			const result = await keeping.restore(actorOf(ctx), id, ctx.now);
			if (!result.ok) return await refused(ctx, result.reason);
			await ctx.toast(ctx.t.plain("neighbourhoods.toast.restored"));
			await showCard(ctx, id);
		},
		"neighbourhood.map": async (ctx, id = "") => {
			const result = await maps.order(actorOf(ctx), id, ctx.now);
			if (result.ok) await ctx.toast(ctx.t.plain("neighbourhoods.toast.drawing"));
			else if (result.reason === "notFound") await refused(ctx, result.reason);
			else await ctx.toast(ctx.t.plain("neighbourhoods.map.nowhere"), { alert: true });
		},
		"neighbourhood.sheet": async (ctx) => {
			await pauseForm(ctx);
			if (!may(ctx.actor, "neighbourhoods.change")) return await showNoAccess(ctx);
			ctx.session.looking = { ...ctx.session.looking, typed: "neighbourhoodFile" };
			await ctx.show(sheets.start(ctx.t));
		},
		"neighbourhood.example": async (ctx) => {
			if (!may(ctx.actor, "neighbourhoods.change")) return await showNoAccess(ctx);
			const sheet = exampleSheet(ctx.t.plain("neighbourhoods.button.desk"), sheets.columnTitles(ctx.t), ctx.t);
			// The file that follows is one of neighbourhoods still.
			ctx.session.looking = { ...ctx.session.looking, typed: "neighbourhoodFile" };
			await ctx.show(sheets.example(await spreadsheetBytes(sheet), ctx.t), { fresh: true });
		},
		"neighbourhood.commit": (ctx, id = "") => decide(ctx, imports.commit(actorOf(ctx), id, ctx.now)),
		"neighbourhood.cancel": (ctx, id = "") => decide(ctx, imports.cancel(actorOf(ctx), id)),
	},
	/** A file of neighbourhoods; a word typed while the list is open is looked up in it. */
	async message(ctx) {
		if (ctx.message?.document) return await takeFile(ctx);
		const typed = cleanText(ctx.message?.text ?? "").slice(0, MOST_TYPED);
		if (typed === "" || ctx.session.looking?.typed !== "neighbourhoodList") return false;
		if (!may(ctx.actor, "neighbourhoods.change")) return false;
		await showList(ctx, typed, 1);
		return true;
	},
};

const OUTLINES = /\.(geo)?json$/i;

/** A file that was asked for, or one of outlines, which is nothing else. */
async function takeFile(ctx: BotContext): Promise<boolean> {
	const document = ctx.message?.document;
	if (!document || !may(ctx.actor, "neighbourhoods.change")) return false;
	const isAskedFor = ctx.session.looking?.typed === "neighbourhoodFile";
	if (!isAskedFor && !OUTLINES.test(document.file_name ?? "")) return false;
	const file = { fileId: document.file_id, name: document.file_name ?? "", bytes: document.file_size ?? 0 };
	const result = await imports.receive(actorOf(ctx), file, ctx.now);
	await ctx.show(result.ok ? sheets.reading(ctx.t) : sheets.tooLarge(ctx.t));
	return true;
}

async function decide(ctx: BotContext, step: ReturnType<typeof imports.commit>): Promise<void> {
	const result = await step;
	if (result.ok) await ctx.show(sheets.shown(result.value, ctx.t));
	else if (result.reason === "notAllowed") await showNoAccess(ctx);
	else await ctx.toast(ctx.t.plain("neighbourhoods.sheet.refusal.tooLate"), { alert: true });
}

async function showList(ctx: BotContext, query: string, page: number): Promise<void> {
	await pauseForm(ctx);
	const found = await keeping.page(actorOf(ctx), query, page, PAGE);
	if (!found.ok) return await showNoAccess(ctx);
	if (found.value.list.length === 0 && page > 1) return await showList(ctx, query, 1);
	ctx.session.looking = { ...ctx.session.looking, typed: "neighbourhoodList" };
	await ctx.show(views.list(found.value, ctx.t));
}

async function showCard(ctx: BotContext, id = ""): Promise<void> {
	await pauseForm(ctx);
	const found = await keeping.open(actorOf(ctx), id);
	if (found.ok) await ctx.show(views.card(found.value, ctx.t));
	else await refused(ctx, found.reason);
}

/** What is gone, or was never there, is said to be so. */
async function refused(ctx: BotContext, reason: string): Promise<void> {
	if (reason === "notAllowed") return await showNoAccess(ctx);
	await ctx.toast(ctx.t.plain("neighbourhoods.refusal.notFound"), { alert: true });
}

/** For a button of those who keep the neighbourhoods. */
function ifMayChange(act: (ctx: BotContext, card: keeping.NeighbourhoodCard) => Promise<void>): PressHandler {
	return async (ctx, id = "") => {
		const found = await keeping.open(actorOf(ctx), id);
		if (!found.ok) await refused(ctx, found.reason);
		else if (found.value.mayChange) await act(ctx, found.value);
		else await showNoAccess(ctx);
	};
}
