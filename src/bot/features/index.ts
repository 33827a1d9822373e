/** What people can do by talking: every feature of the bot, and the two screens the rest of it falls back to. */
import { homeOf } from "../../services/home.ts";
import * as views from "../../views/home.ts";
import { decideFirst, welcome as welcomeView } from "../../views/onboarding.ts";
import { showBarred } from "../barred.ts";
import type { BotContext, Feature } from "../context.ts";
import { pauseForm, unfinishedForms } from "../form/index.ts";
import { admin } from "./admin/index.ts";
import { agenciesFeature } from "./agencies/index.ts";
import { announcements } from "./announcements/index.ts";
import { assessmentsFeature } from "./assessments/index.ts";
import { claiming } from "./claiming/index.ts";
import { committeesFeature, openGroupLink } from "./committees/index.ts";
import { coordination } from "./coordination/index.ts";
import { digestsFeature } from "./digests/index.ts";
import { exporting } from "./exporting/index.ts";
import { findingFeature } from "./finding/index.ts";
import { importing } from "./importing/index.ts";
import { invitationsFeature, openInvitation } from "./invitations/index.ts";
import { meetingsFeature, openAttendance } from "./meetings/index.ts";
import { acceptDirectorship, membership, openJoinable } from "./membership/index.ts";
import { minutesFeature } from "./minutes/index.ts";
import { mydata } from "./mydata/index.ts";
import { neighbourhoodsFeature } from "./neighbourhoods/index.ts";
import { onboarding } from "./onboarding/index.ts";
import { openByCode, organizations } from "./organizations/index.ts";
import { people } from "./people/index.ts";
import { profile } from "./profile/index.ts";
import { referrals } from "./referrals/index.ts";
import { register } from "./register/index.ts";
import { reportDesk } from "./reportDesk/index.ts";
import { openReportByCode, reports } from "./reports/index.ts";
import { secretariat } from "./secretariat/index.ts";
import { settings } from "./settings/index.ts";
import { stalledWorksFeature } from "./stalledWorks/index.ts";
import { statsFeature } from "./stats/index.ts";
import { stopped } from "./stopped/index.ts";

/** In the order in which they are offered a message that answers no question. */
export const features: Feature[] = [
	onboarding([openGroupLink, openInvitation, openJoinable, openByCode, openReportByCode, openAttendance]),
	membership,
	invitationsFeature(acceptDirectorship),
	organizations,
	announcements,
	coordination,
	committeesFeature,
	admin,
	agenciesFeature,
	neighbourhoodsFeature,
	findingFeature,
	settings,
	digestsFeature,
	statsFeature,
	mydata,
	register,
	people,
	stopped,
	profile,
	importing,
	exporting,
	claiming,
	assessmentsFeature,
	stalledWorksFeature,
	meetingsFeature,
	minutesFeature,
	reports,
	reportDesk,
	referrals,
	secretariat,
];

/** The home screen of whoever acts; the welcome for somebody who has not agreed to be remembered. */
export async function home(ctx: BotContext, how: { fresh?: boolean; notice?: string } = {}): Promise<void> {
	if (!ctx.actor) return await welcome(ctx);
	if (ctx.actor.person.barred) return await showBarred(ctx);
	await pauseForm(ctx);
	const state = { ...(await homeOf(ctx.actor, ctx.now)), unfinished: unfinishedForms(ctx) };
	const { notice, ...where } = how;
	const screen = views.home(state, ctx.t);
	const text = notice === undefined ? screen.text : `${notice}\n\n${screen.text}`;
	ctx.session.home = await ctx.show({ ...screen, text }, where);
}

export async function welcome(ctx: BotContext): Promise<void> {
	const welcomedBefore = ctx.session.strangerUntil !== undefined && ctx.message !== undefined;
	await ctx.show(welcomedBefore ? decideFirst(ctx.t) : welcomeView(ctx.t));
}

/** What somebody who is barred writes is for the secretariat, whatever it is. */
export async function appeal(ctx: BotContext): Promise<void> {
	await secretariat.message?.(ctx);
}
