/** Finding in chat: one search over everything, who does what where, and asking an organization to get in touch. */
import { contactAbout } from "../../../domain/contactRequest.ts";
import { labelKey } from "../../../domain/list.ts";
import { hasRole } from "../../../domain/person.ts";
import { cleanText } from "../../../kit/cleanText.ts";
import * as contactRequests from "../../../services/contactRequests.ts";
import * as finding from "../../../services/finding/index.ts";
import { everOffered, offered } from "../../../services/lists.ts";
import * as neighbourhoods from "../../../services/neighbourhoods.ts";
import * as views from "../../../views/finding.ts";
import { PAGE } from "../../../views/paging.ts";
import { type BotContext, type Feature, payloadOf } from "../../context.ts";
import { form, pauseForm, text } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";

const askContact = form("askContact", {
	texts: "finding",
	questions: { contactAbout: text(contactAbout) },
	submit: (actor, answers, now, { subject, requestId }) =>
		contactRequests.ask(actor, { organizationId: subject, about: answers.contactAbout }, now, { requestId }),
	done: views.contactAsked,
	over: ["notAllowed", "own", "nobody", "tooMany"],
});

export const findingFeature: Feature = {
	forms: [askContact],
	commands: {
		async find(ctx) {
			const words = cleanText(payloadOf(ctx));
			await (words === "" ? askWords(ctx) : showFound(ctx, words));
		},
	},
	presses: {
		"find.open": askWords,
		"find.who": async (ctx) => {
			await pauseForm(ctx);
			const [all, now] = [await everOffered("fields"), await offered("fields")];
			await ctx.show(
				views.chooseField(
					now.map((value) => ({ value, index: all.indexOf(value) })),
					ctx.t,
				),
			);
		},
		"find.where": async (ctx, field = "", page = "1") => {
			const shown = Math.max(1, Math.trunc(Number(page)) || 1);
			const { list, count } = await neighbourhoods.find("", shown - 1, PAGE);
			const value = await fieldOf(field);
			const fieldName = value && ctx.t.dynamicPlain(labelKey("fields", value));
			await ctx.show(
				views.choosePlace(
					{ field: value ? field : views.ANY, fieldName, list, page: shown, count, perPage: PAGE },
					ctx.t,
				),
			);
		},
		"find.go": showWho,
		"find.place": (ctx, id = "") => showWho(ctx, views.ANY, id),
		"find.organization": async (ctx, id = "") => {
			await pauseForm(ctx);
			const found = await finding.contactCard(actorOf(ctx), id);
			if (found.ok) await ctx.show(views.organization(found.value, ctx.t));
			else await ctx.toast(ctx.t.plain("finding.toast.gone"), { alert: true });
		},
		"contact.ask": async (ctx, organizationId = "") => {
			const found = await finding.contactCard(actorOf(ctx), organizationId);
			if (!found.ok) return await ctx.toast(ctx.t.plain("finding.toast.gone"), { alert: true });
			if (found.value.ask === "possible" && !found.value.contact)
				return await ctx.begin(askContact, { subject: organizationId });
			await ctx.show(views.organization(found.value, ctx.t));
		},
		"contact.accept": (ctx, id = "") => answer(ctx, id, "accepted"),
		"contact.decline": (ctx, id = "") => answer(ctx, id, "declined"),
	},
	/** Words typed after the search was opened are looked for. */
	async message(ctx) {
		const typed = cleanText(ctx.message?.text ?? "");
		if (typed === "" || ctx.session.looking?.typed !== "anything" || !ctx.actor) return false;
		await showFound(ctx, typed);
		return true;
	},
};

async function askWords(ctx: BotContext): Promise<void> {
	await pauseForm(ctx);
	ctx.session.looking = { ...ctx.session.looking, typed: "anything" };
	await ctx.show(views.ask(ctx.t));
}

async function showFound(ctx: BotContext, words: string): Promise<void> {
	await pauseForm(ctx);
	const actor = actorOf(ctx);
	const found = await finding.find(actor, words, ctx.now);
	ctx.session.looking = { ...ctx.session.looking, typed: "anything" };
	await ctx.show(views.found({ ...found, staff: hasRole(actor, "coordinator") }, ctx.t));
}

/** The field that stands at this place in the list; none for any. */
async function fieldOf(index: string): Promise<string | undefined> {
	return /^\d{1,4}$/.test(index) ? (await everOffered("fields"))[Number(index)] : undefined;
}

async function showWho(
	ctx: BotContext,
	field = "",
	neighbourhoodId = "",
	way = "",
	edge = "",
	page = "1",
): Promise<void> {
	await pauseForm(ctx);
	const value = await fieldOf(field);
	const from = way === "a" ? { after: edge } : way === "b" ? { before: edge } : {};
	const found = await finding.whoDoesWhat(
		{ field: value, neighbourhoodId: neighbourhoodId === views.ANY ? undefined : neighbourhoodId },
		from,
		PAGE,
	);
	const turned = Math.max(1, Math.trunc(Number(page)) || 1);
	await ctx.show(
		views.who(
			{
				// What is no field is none in the buttons either.
				field: value ? field : views.ANY,
				fieldName: value && ctx.t.dynamicPlain(labelKey("fields", value)),
				neighbourhoodId,
				neighbourhood: found.neighbourhood,
				list: found.list,
				count: found.count,
				page: way === "b" && !found.hasMore ? 1 : turned,
				hasMore: way === "b" ? true : found.hasMore,
			},
			ctx.t,
		),
	);
}

async function answer(ctx: BotContext, id: string, state: "accepted" | "declined"): Promise<void> {
	const result = await contactRequests.answer(actorOf(ctx), id, state, ctx.now);
	if (!result.ok && result.reason === "notFound") return await showNoAccess(ctx);
	if (!result.ok) await ctx.toast(ctx.t.plain("finding.toast.alreadyAnswered"), { alert: true });
	const shown = await contactRequests.see(actorOf(ctx), id);
	if (shown.ok) await ctx.show(views.contactCard(shown.value, ctx.t));
}
