import mongoose from "mongoose";
import { expect, test } from "vitest";
import { ALL_PEOPLE } from "../../src/domain/peopleRegister.ts";
import { ACTIONS, type Action, may } from "../../src/domain/permissions.ts";
import type { Actor } from "../../src/domain/person.ts";
import { WHOLE_REGISTER } from "../../src/domain/register.ts";
import { newId } from "../../src/kit/ids.ts";
import * as agencies from "../../src/services/agencies/index.ts";
import * as assessments from "../../src/services/assessments/index.ts";
import * as audit from "../../src/services/audit.ts";
import * as backups from "../../src/services/backups.ts";
import * as exports from "../../src/services/exports.ts";
import * as forgetting from "../../src/services/forgetting.ts";
import * as health from "../../src/services/health.ts";
import * as lists from "../../src/services/lists.ts";
import * as mydata from "../../src/services/mydata.ts";
import * as neighbourhoodKeeping from "../../src/services/neighbourhoodKeeping.ts";
import * as officeWeek from "../../src/services/officeWeek.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import * as people from "../../src/services/people.ts";
import * as peopleRegister from "../../src/services/peopleRegister.ts";
import * as register from "../../src/services/register.ts";
import * as staff from "../../src/services/staff.ts";
import * as stalledWorks from "../../src/services/stalledWorks.ts";
import * as stats from "../../src/services/stats.ts";
import * as threads from "../../src/services/threads.ts";
import * as organizationStore from "../../src/store/organizations.ts";
import * as peopleStore from "../../src/store/people.ts";
import * as threadStore from "../../src/store/threads.ts";
import { anApplication, answers, aPerson, NOW, withDatabase } from "../support/registrar.ts";

withDatabase();

type Relation = "own" | "others" | "missing";

/** The organization, talk or person an action is tried on. */
interface Target {
	organizationId: string;
	threadId: string;
	person: Actor;
}

/** What is not there may be asked for all the same. */
function refusedOr(result: { ok: boolean; reason?: string }): { ok: boolean } {
	return { ok: result.ok || result.reason !== "notAllowed" };
}

type Attempt = (actor: Actor, target: Target) => Promise<{ ok: boolean }>;

/** Every action, tried through its service; those of features with a matrix of their own are named in `TRIED_ELSEWHERE`. */
const ATTEMPTS: Partial<Record<Action, Attempt>> = {
	"organization.register": (actor) => organizations.register(actor, answers(), NOW, { requestId: newId() }),
	"organization.see": (actor, { organizationId }) => organizations.see(actor, organizationId),
	"organization.correct": async (actor, { organizationId }) => {
		const found = await organizationStore.byId(organizationId);
		if (found) await organizationStore.changeAt(found, { ...found, state: "rejected" });
		return await organizations.correct(actor, { organizationId, answers: answers(), requestId: newId() }, NOW);
	},
	"organization.withdraw": (actor, { organizationId }) => organizations.withdraw(actor, organizationId, NOW),
	"organization.decide": (actor, { organizationId }) => organizations.approve(actor, { organizationId, round: 1 }, NOW),
	"organization.seeWaiting": (actor) => organizations.waiting(actor, {}),
	"register.see": (actor) => register.list(actor, WHOLE_REGISTER, {}, NOW),
	"organization.suspend": async (actor, { organizationId }) => {
		const found = await organizationStore.byId(organizationId);
		if (found) await organizationStore.changeAt(found, { ...found, state: "approved" });
		return await register.suspend(actor, { organizationId, reason: "پروانه به پایان رسیده است." }, NOW);
	},
	"person.find": (actor) => peopleRegister.list(actor, ALL_PEOPLE, {}),
	"person.see": (actor, { person }) => peopleRegister.open(actor, person.person.id, NOW),
	"person.bar": (actor, { person }) =>
		peopleRegister.bar(actor, { personId: person.person.id, reason: "پیام‌های نامربوط" }, NOW),
	"thread.write": (actor) => threads.write(actor, { text: "سلام" }, NOW, { requestId: newId() }),
	"thread.see": (actor, { threadId }) => threads.see(actor, threadId),
	"thread.seeWaiting": (actor) => threads.open(actor),
	"thread.claim": (actor, { threadId }) => threads.claim(actor, threadId, NOW),
	"thread.answer": async (actor, { threadId }) => {
		await claimedBy(actor, threadId);
		return await threads.answer(actor, { threadId, text: "پاسخ" }, NOW, { requestId: newId() });
	},
	"thread.close": async (actor, { threadId }) => {
		await claimedBy(actor, threadId);
		return await threads.close(actor, threadId, NOW);
	},
	"person.introduce": (actor) => people.introduce(actor, { name: "زهرا کریمی", title: "ms" }),
	"person.setLanguage": (actor) => people.setLanguage(actor, "en"),
	"person.forget": (actor) => forgetting.forget(actor, NOW),
	"person.seeMyData": (actor) => mydata.everythingAboutMe(actor, NOW),
	"person.mute": (actor) => people.mute(actor, "answers", true),
	"person.actFor": (actor) => people.actFor(asMember(actor), "organization"),
	"agencies.change": (actor) => agencies.page(actor, 1, 6),
	"neighbourhoods.change": (actor) => neighbourhoodKeeping.page(actor, "", 1, 6),
	"lists.change": (actor) => lists.page(actor, "fields", 0, 6),
	"health.see": (actor) => health.look(actor, NOW),
	"delivery.seeTroubles": (actor) => health.whatDidNotArrive(actor, 0, 6),
	"backup.set": (actor) => backups.setNightly(actor, true, NOW),
	"audit.see": (actor, { organizationId }) => audit.ofThing(actor, "organization", organizationId),
	"export.organizations": (actor) => exports.order(actor, "organizations", NOW),
	"export.people": (actor) => exports.order(actor, "people", NOW),
	"export.reports": (actor) => exports.order(actor, "reports", NOW),
	"export.seats": (actor) => exports.order(actor, "seats", NOW),
	"export.neighbourhoods": (actor) => exports.order(actor, "neighbourhoods", NOW),
	"stalledWork.see": async (actor) => refusedOr(await stalledWorks.card(actor, "none", NOW)),
	"stalledWork.photograph": async (actor) => refusedOr(await stalledWorks.card(actor, "none", NOW)),
	"assessment.manage": async (actor) => refusedOr(await assessments.close(actor, "none", NOW)),
	"assessment.score": async (actor) => refusedOr(await assessments.list(actor, {}, 6)),
	"stats.see": (actor) => stats.stats(actor, NOW, "Asia/Tehran"),
	"office.setWeek": (actor) => officeWeek.setThursday(actor, true, NOW),
	"staff.see": (actor) => staff.list(actor),
	"staff.appoint": (actor, { person }) => staff.appointCoordinator(actor, person.person.userId, NOW),
	"staff.dismiss": (actor, { person }) => staff.dismiss(actor, person.person.id, NOW),
};

/** Prefixes of actions whose own test file tries them by role and by whose the thing is. */
const TRIED_ELSEWHERE = [
	"announcement.",
	...["report.", "referral.", "organization.trust"],
	...["meeting.", "actionItem."],
	...["member.", "membership.", "joinRequest.", "director."],
	...["committee.", "seat.", "seatRequest."],
	...["contact.", "profile.", "profileChange.", "document.", "import.", "claim."],
];

test("every action of the table is tried", () => {
	const left = ACTIONS.filter(
		(action) => !ATTEMPTS[action] && !TRIED_ELSEWHERE.some((prefix) => action.startsWith(prefix)),
	);
	expect(left).toEqual([]);
});

/** These act on the actor alone: there is no way to name somebody else. */
const ON_ONESELF = new Set<Action>([
	"person.introduce",
	"person.setLanguage",
	"person.forget",
	"person.seeMyData",
	"person.mute",
	"person.actFor",
]);

/** As if they belonged to an organization. */
function asMember(actor: Actor): Actor {
	const place = { id: newId(), personId: actor.person.id, organizationId: "organization", role: "member" as const };
	return { ...actor, memberships: [{ ...place, status: "active", since: NOW }] };
}

/** As if it had been claimed, so that what is refused is refused for who asks and not for that. */
async function claimedBy(actor: Actor, threadId: string): Promise<void> {
	const thread = await threadStore.byId(threadId);
	if (thread) await threadStore.changeAt(thread, { ...thread, state: "claimed", claimedById: actor.person.id });
}

async function aTarget(owner: Actor, relation: Relation): Promise<Target> {
	if (relation === "missing") {
		const nobody: Actor = {
			person: { ...owner.person, id: newId(), userId: 999_999_999_999 },
			memberships: [],
			seats: [],
			agencyIds: [],
		};
		return { organizationId: newId(), threadId: newId(), person: nobody };
	}
	const organization = await anApplication(owner);
	const thread = await threads.write(owner, { text: "سلام" }, NOW, { requestId: newId() });
	if (!thread.ok) throw new Error(thread.reason);
	return { organizationId: organization.id, threadId: thread.value.id, person: owner };
}

const COLLECTIONS = ["organizations", "threads", "memberships", "people", "audit", "deliveries", "appointments"];

async function everything(): Promise<string> {
	const all = await Promise.all(
		COLLECTIONS.map((name) => mongoose.connection.collection(name).find().sort({ _id: 1 }).toArray()),
	);
	return JSON.stringify(all);
}

for (const [action, attempt] of Object.entries(ATTEMPTS) as [Action, Attempt][]) {
	for (const rank of ["person", "coordinator", "admin"] as const) {
		for (const relation of ["own", "others", "missing"] as const) {
			if (ON_ONESELF.has(action) && relation !== "own") continue;
			test(`${action} by a ${rank} on what is ${relation}`, async () => {
				await mongoose.connection.collection("people").deleteMany({ roles: { $ne: [] } });
				await aPerson({ roles: ["admin"] });
				const actor = await aPerson({ roles: rank === "person" ? [] : [rank] });
				const target = await aTarget(relation === "others" ? await aPerson() : actor, relation);
				const thing =
					relation === "missing"
						? undefined
						: action.startsWith("organization")
							? await organizationStore.byId(target.organizationId)
							: action.startsWith("thread")
								? await threadStore.byId(target.threadId)
								: await peopleStore.byId(target.person.person.id);
				const expected = may(actor, action, thing);
				const before = await everything();
				const result = await attempt(actor, target);
				expect(result.ok).toBe(expected);
				if (!expected) {
					const settled = (dump: string) => dump.replace(/"(state|claimedById|revision)":("[^"]*"|\d+),?/g, "");
					expect(settled(await everything())).toBe(settled(before));
				}
			});
		}
	}
}
