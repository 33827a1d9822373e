/** An NGO's own matters: registering, seeing where the application stands, correcting it, withdrawing it. */
import type { Organization } from "../../../domain/organization.ts";
import { may } from "../../../domain/permissions.ts";
import { normaliseDigits } from "../../../domain/persian.ts";
import { seesPersonal } from "../../../domain/profile.ts";
import { applicationCard, neighbourhoodNames } from "../../../services/cards.ts";
import { licenseOf } from "../../../services/documents.ts";
import * as services from "../../../services/organizations/index.ts";
import { press } from "../../../texts/message.ts";
import { card } from "../../../views/application.ts";
import * as views from "../../../views/organization.ts";
import type { BotContext, Feature, Handler } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";
import { showDocument, showFile } from "../../showDocument.ts";
import { beginCorrection, correctOrganization } from "./correct.ts";
import { registerOrganization } from "./register.ts";

/** "O-1405-0042", typed by itself or named by a link. */
const CODE = /^O-\d{4}-\d{4,}$/i;

/** Who has an application already is told that this is for another organization. */
const register: Handler = async (ctx) => {
	const before = (await services.mine(actorOf(ctx))).find(({ state }) => state !== "withdrawn");
	const notice = before && ctx.t("organizations.another", { name: before.name });
	await ctx.begin(registerOrganization, notice === undefined ? {} : { notice });
};

export const organizations: Feature = {
	forms: [registerOrganization, correctOrganization],
	commands: {
		register,
		organization: showMine,
	},
	presses: {
		"organization.register": register,
		"organization.mine": showMine,
		"organization.open": about(show),
		"organization.details": about(async (ctx, organization) => {
			const neighbourhoods = await neighbourhoodNames(organization);
			const back = {
				label: ctx.t.plain("organizations.button.back"),
				press: press("organization.open", organization.id),
			};
			const personal = seesPersonal(actorOf(ctx), organization);
			await ctx.show(views.details({ organization, neighbourhoods, now: ctx.now, back, personal }, ctx.t));
		}),
		"organization.license": async (ctx, id = "") => {
			const found = await services.seePersonal(actorOf(ctx), id, "license", ctx.now);
			if (!found.ok || !seesPersonal(actorOf(ctx), found.value)) return await showNoAccess(ctx);
			const document = await licenseOf(actorOf(ctx), id);
			if (document) await showDocument(ctx, document);
			else if (!(await showFile(ctx, views.license(found.value, ctx.t))))
				await ctx.show(views.licenseLost(found.value, ctx.t));
		},
		"organization.correct": about(ifMine("organization.correct", (ctx, one) => beginCorrection(ctx, one))),
		"organization.answerInWords": about(
			ifMine("organization.correct", (ctx, one) => beginCorrection(ctx, one, { inWords: true })),
		),
		"organization.withdraw": about(
			ifMine("organization.withdraw", async (ctx, organization) => {
				await ctx.show(views.withdrawAsk(organization, ctx.t));
			}),
		),
		"organization.withdrawYes": about(async (ctx, { id }) => {
			const result = await services.withdraw(actorOf(ctx), id, ctx.now);
			if (result.ok) await ctx.toast(ctx.t.plain("organizations.withdraw.done"));
			else await ctx.toast(ctx.t.dynamicPlain(`organizations.refusal.${result.reason}`), { alert: true });
			const after = await services.see(actorOf(ctx), id);
			if (after.ok) await show(ctx, after.value);
		}),
	},
	async message(ctx) {
		const code = normaliseDigits(ctx.message?.text ?? "").trim();
		return CODE.test(code) && (await openByCode(ctx, code));
	},
};

/** Opens an organization by its code; false when it is no code at all. */
export async function openByCode(ctx: BotContext, code: string): Promise<boolean> {
	if (!CODE.test(code)) return false;
	const found = await services.byCode(actorOf(ctx), code);
	if (found.ok) await show(ctx, found.value);
	else await ctx.show(views.notFound(ctx.t));
	return true;
}

async function showMine(ctx: BotContext): Promise<void> {
	await pauseForm(ctx);
	const mine = await services.mine(actorOf(ctx));
	const [first, second] = mine;
	if (first && !second) return await show(ctx, first);
	await ctx.show(views.list(mine, ctx.t));
}

/** Where it stands, to its own people; the card, to coordinators. */
async function show(ctx: BotContext, organization: Organization): Promise<void> {
	await pauseForm(ctx);
	const viewer = actorOf(ctx);
	const theirs = may(viewer, "organization.withdraw", organization);
	if (theirs) await ctx.show(views.status({ organization, viewer }, ctx.t));
	else await ctx.show(card(await applicationCard(organization, organization.round, viewer), ctx.t));
}

type About = (ctx: BotContext, organization: Organization) => Promise<void>;

/** For a button that names an organization; what one may not see is answered as such. */
function about(act: About): (ctx: BotContext, id?: string) => Promise<void> {
	return async (ctx, id = "") => {
		const found = await services.see(actorOf(ctx), id);
		if (found.ok) await act(ctx, found.value);
		else await showNoAccess(ctx);
	};
}

/** Seeing it is not enough: it must be one's own. */
function ifMine(action: "organization.correct" | "organization.withdraw", act: About): About {
	return async (ctx, organization) => {
		if (may(actorOf(ctx), action, organization)) await act(ctx, organization);
		else await showNoAccess(ctx);
	};
}
