import { describe, expect, test } from "vitest";
import { nextAfter } from "../../src/domain/announcement.ts";
import { type AudienceParts, type Belonging, chooses } from "../../src/domain/audience.ts";
import { formatted } from "../../src/texts/formatted.ts";

const place = {
	organizationId: "green",
	standing: "director" as const,
	fields: ["environment"],
	neighbourhoodIds: ["h"],
};
const SARA: Belonging = {
	personId: "sara",
	roles: ["chair"],
	committeeIds: ["social"],
	places: [place, { ...place, organizationId: "art", standing: "member", fields: ["art"], neighbourhoodIds: [] }],
	unacknowledgedIds: ["a1"],
	notReachedIds: [],
};

describe("an audience", () => {
	test.each<[of: AudienceParts, except: AudienceParts, chosen: boolean]>([
		[{}, {}, true],
		[{ standings: ["director"] }, {}, true],
		[{ standings: ["director"], committeeIds: ["social", "economic"] }, {}, true],
		[{ standings: ["director"], committeeIds: ["economic"] }, {}, false],
		// She is a director, but not of the organization that works in art.
		[{ standings: ["director"], fields: ["art"] }, {}, false],
		[{ standings: ["member"], fields: ["art"] }, {}, true],
		[{ neighbourhoodIds: ["h"], fields: ["art"] }, {}, false],
		[{ roles: ["liaison", "chair"] }, {}, true],
		[{ roles: ["coordinator"] }, {}, false],
		[{ unacknowledgedIds: ["a1"] }, {}, true],
		[{ unacknowledgedIds: ["a2"] }, {}, false],
		[{}, { organizationIds: ["green"] }, false],
		[{ standings: ["director"] }, { organizationIds: ["other"], committeeIds: ["economic"] }, true],
		[{ committeeIds: ["social"] }, { roles: ["chair"] }, false],
		[{}, { personIds: ["sara"] }, false],
		[{ personIds: ["omid"] }, {}, false],
	])("of %j except %j", (of, except, chosen) => {
		expect(chooses({ of, except }, SARA)).toBe(chosen);
	});

	test("somebody without an organization is meant by everybody alone", () => {
		const nobody = { ...SARA, places: [], committeeIds: [], roles: [] };
		expect(chooses({ of: {}, except: { fields: ["art"] } }, nobody)).toBe(true);
		expect(chooses({ of: { fields: ["art"] }, except: {} }, nobody)).toBe(false);
	});
});

describe("an announcement comes again", () => {
	const at = (moment: string) => new Date(moment);

	test.each<[from: string, repeat: "weekly" | "monthly", now: string, next: string]>([
		["2026-11-24T06:30:00Z", "weekly", "2026-11-24T06:31:00Z", "2026-12-01T06:30:00.000Z"],
		// After three weeks down it comes once, at the next of its days.
		["2026-11-24T06:30:00Z", "weekly", "2026-12-16T00:00:00Z", "2026-12-22T06:30:00.000Z"],
		// 10 Azar, then 10 Dey.
		["2026-12-01T06:30:00Z", "monthly", "2026-12-01T06:31:00Z", "2026-12-31T06:30:00.000Z"],
		// 31 Shahrivar, then 30 Mehr, for Mehr has no 31st.
		["2026-09-22T06:30:00Z", "monthly", "2026-09-22T06:31:00Z", "2026-10-22T06:30:00.000Z"],
	])("from %s %s, seen from %s", (from, repeat, now, next) => {
		expect(nextAfter(at(from), repeat, at(now), "Asia/Tehran").toISOString()).toBe(next);
	});

	test("at the same hour by the clock on the wall when it is put forward", () => {
		const next = nextAfter(at("2027-03-24T09:00:00Z"), "weekly", at("2027-03-24T09:01:00Z"), "Europe/Berlin");
		expect(next.toISOString()).toBe("2027-03-31T08:00:00.000Z");
	});
});

describe("formatting", () => {
	test.each([
		["plain & <b>", [], "plain &amp; &lt;b&gt;"],
		["a bold c", [{ type: "bold", offset: 2, length: 4 }], "a <b>bold</b> c"],
		[
			"abcdef",
			[
				{ type: "bold", offset: 0, length: 4 },
				{ type: "italic", offset: 2, length: 4 },
			],
			"<b>ab<i>cd</i></b><i>ef</i>",
		],
		[
			"x",
			[{ type: "text_link", offset: 0, length: 1, url: 'https://a.b/?"&<' }],
			'<a href="https://a.b/?&quot;&amp;&lt;">x</a>',
		],
		["x", [{ type: "text_link", offset: 0, length: 1, url: "javascript:alert(1)" }], "x"],
		["x", [{ type: "bold", offset: 0, length: 99 }], "<b>x</b>"],
		["/start x", [{ type: "bot_command", offset: 0, length: 6 }], "/start x"],
	])("%j with %j", (text, marks, html) => {
		expect(formatted(text, marks)).toBe(html);
	});
});
