import { describe, expect, test } from "vitest";
import { ACTIONS, type Action, allowed, may, type Rank } from "../../src/domain/permissions.ts";
import type { Actor, Person, Role } from "../../src/domain/person.ts";

/** Who may do what, written out once more by hand: person · coordinator · admin, for own/others/missing things. */
const EXPECTED: Record<Action, [person: string, coordinator: string, admin: string]> = {
	"organization.register": ["own others missing", "own others missing", "own others missing"],
	"organization.see": ["own", "own others", "own others"],
	"organization.correct": ["own", "own", "own"],
	"organization.withdraw": ["own", "own", "own"],
	"organization.decide": ["", "others", "others"],
	"organization.seeWaiting": ["", "own others missing", "own others missing"],
	"register.see": ["", "own others missing", "own others missing"],
	"organization.suspend": ["", "others", "others"],
	"person.find": ["", "own others missing", "own others missing"],
	"person.see": ["", "own others", "own others"],
	"person.bar": ["", "others", "others"],
	"profile.edit": ["", "", ""],
	"profileChange.decide": ["", "others", "others"],
	"document.see": ["", "own others", "own others"],
	"member.see": ["own", "own others", "own others"],
	// Of what one leads; see below.
	"member.invite": ["", "", ""],
	"member.remove": ["", "", ""],
	"membership.leave": ["own", "own", "own"],
	"joinRequest.ask": ["others", "others", "others"],
	"joinRequest.withdraw": ["own", "own", "own"],
	"joinRequest.decide": ["", "others", "others"],
	"director.accept": ["own", "own", "own"],
	"director.change": ["", "others", "others"],
	// A committee is nobody's own who belongs nowhere; see test/services/committees.test.ts.
	"committee.see": ["own", "own others", "own others"],
	"committee.ask": ["own", "own", "own"],
	"committee.run": ["", "own others", "own others"],
	"committee.appoint": ["", "own others", "own others"],
	"committee.keep": ["", "", "own others missing"],
	"seat.change": ["own", "own", "own"],
	"seatRequest.withdraw": ["own", "own", "own"],
	"thread.write": ["own others missing", "own others missing", "own others missing"],
	"thread.see": ["own", "own others", "own others"],
	"thread.seeWaiting": ["", "own others missing", "own others missing"],
	"thread.claim": ["", "others", "others"],
	"thread.answer": ["", "others", "others"],
	"thread.close": ["own", "own others", "own others"],
	"person.introduce": ["own", "own", "own"],
	"person.setLanguage": ["own", "own", "own"],
	"person.forget": ["own", "own", "own"],
	"person.seeMyData": ["own", "own", "own"],
	"person.mute": ["own", "own", "own"],
	"person.actFor": ["own", "own", "own"],
	"import.run": ["", "", "own others missing"],
	"announcement.write": ["", "own others missing", "own others missing"],
	"announcement.manage": ["", "own others", "own others"],
	"announcement.approve": ["", "others", "others"],
	"announcement.acknowledge": ["own others missing", "own others missing", "own others missing"],
	"announcement.setApproval": ["", "", "own others missing"],
	"export.organizations": ["", "own others missing", "own others missing"],
	"export.people": ["", "", "own others missing"],
	"export.reports": ["", "own others missing", "own others missing"],
	"export.seats": ["", "own others missing", "own others missing"],
	"export.neighbourhoods": ["", "own others missing", "own others missing"],
	"assessment.manage": ["", "own others missing", "own others missing"],
	"assessment.score": ["own others missing", "own others missing", "own others missing"],
	"stalledWork.see": ["own others missing", "own others missing", "own others missing"],
	"stalledWork.photograph": ["own others missing", "own others missing", "own others missing"],
	"claim.ask": ["own others missing", "own others missing", "own others missing"],
	"claim.decide": ["", "others", "others"],
	"claim.issueCodes": ["", "", "own others missing"],
	"report.make": ["own others missing", "own others missing", "own others missing"],
	"report.see": ["own", "own others", "own others"],
	"report.support": ["own others", "own others", "own others"],
	"report.list": ["own others missing", "own others missing", "own others missing"],
	"report.listAll": ["", "own others missing", "own others missing"],
	"organization.trust": ["", "others", "others"],
	"report.handle": ["", "own others", "own others"],
	"stats.see": ["", "own others missing", "own others missing"],
	"report.seeDesk": ["", "own others missing", "own others missing"],
	"report.reveal": ["", "own others", "own others"],
	"referral.answer": ["", "", ""],
	"report.follow": ["own", "own", "own"],
	"office.setWeek": ["", "", "own others missing"],
	"meeting.begin": ["", "own others missing", "own others missing"],
	"meeting.see": ["own", "own others", "own others"],
	"meeting.answer": ["own", "own", "own"],
	// Led by chair and secretary.
	"meeting.run": ["", "own others", "own others"],
	"actionItem.see": ["own", "own others", "own others"],
	"actionItem.report": ["own", "own", "own"],
	"audit.see": ["", "", "own others missing"],
	"staff.see": ["", "", "own others missing"],
	"staff.appoint": ["", "", "own others missing"],
	"staff.dismiss": ["", "", "own others"],
	"lists.change": ["", "", "own others missing"],
	"agencies.change": ["", "", "own others missing"],
	"neighbourhoods.change": ["", "", "own others missing"],
	"contact.ask": ["own others missing", "own others missing", "own others missing"],
	"contact.answer": ["", "", ""],
	"health.see": ["", "", "own others missing"],
	"delivery.seeTroubles": ["", "own others missing", "own others missing"],
	"backup.set": ["", "", "own others missing"],
};

const RELATIONS = ["own", "others", "missing"] as const;

function anActor(id: string, roles: Role[]): Actor {
	const person: Person = { id, platform: "telegram", userId: 1, language: "fa", roles, consentedAt: new Date(0) };
	return { person, memberships: [], seats: [], agencyIds: [] };
}

describe.each(ACTIONS)("%s", (action) => {
	test.each(["person", "coordinator", "admin"] as const)("is allowed to a %s as the table says", (rank) => {
		const roles: Role[] = rank === "person" ? [] : [rank];
		const actor = anActor("me", roles);
		const expected = EXPECTED[action][["person", "coordinator", "admin"].indexOf(rank)]?.split(" ");
		for (const relation of RELATIONS) {
			const thing = relation === "missing" ? undefined : anActor(relation === "own" ? "me" : "other", []).person;
			expect({ relation, may: may(actor, action, thing) }).toEqual({
				relation,
				may: expected?.includes(relation) ?? false,
			});
		}
	});

	test("is allowed to nobody who has not agreed to be remembered", () => {
		expect(may(undefined, action, anActor("me", []).person)).toBe(false);
	});
});

test("the table answers for a rank alone as for somebody who holds it", () => {
	const ranks: Rank[] = ["person"];
	for (const action of ACTIONS) {
		for (const relation of RELATIONS) {
			const thing = relation === "missing" ? undefined : anActor(relation === "own" ? "me" : "other", []).person;
			expect(may(anActor("me", []), action, thing)).toBe(ranks.some((rank) => allowed(action, rank, relation)));
		}
	}
});
