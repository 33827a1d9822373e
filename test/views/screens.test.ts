import { describe, expect, test } from "vitest";
import { parseHtml } from "../../scripts/playground/botApi/html.ts";
import { BUTTONS_A_ROW } from "../../src/telegram/capabilities.ts";
import { toTelegram } from "../../src/telegram/send.ts";
import { createTexts } from "../../src/texts/index.ts";
import { LANGUAGE_CODES } from "../../src/texts/languages.ts";
import { card } from "../../src/views/application.ts";
import { status } from "../../src/views/organization.ts";
import { allScreens, anOrganization, aPerson, NOW } from "./samples.ts";

const texts = createTexts({ timeZone: "Asia/Tehran", defaultLanguage: "fa" });

/** What people write and what breaks others' bots. */
const HOSTILE = [
	"<b>پررنگ</b> & <a href='x'>پیوند</a>",
	"{{name}} $t(home.start) {{- x}}",
	"\u202Eوارونه\u2066",
	"a\u0300\u0301\u0302\u0303\u0304\u0305 zalgo",
	"\u0000\uD800 نیمه",
	'&<>"'.repeat(1024),
	"ب".repeat(4096),
	"👨‍👩‍👧‍👦".repeat(300),
];

describe.each(LANGUAGE_CODES)("in %s", (language) => {
	const t = texts.in(language);

	test("every screen can be sent as it is", () => {
		for (const [name, message] of Object.entries(allScreens(t))) {
			expect(() => toTelegram(message), name).not.toThrow();
			expect(() => parseHtml(message.text), name).not.toThrow();
			for (const row of message.buttons ?? []) expect(row.length, name).toBeLessThanOrEqual(BUTTONS_A_ROW);
		}
	});

	test.each(HOSTILE)("whatever people write, the screens stay whole: %#", (words) => {
		for (const [name, message] of Object.entries(allScreens(t, words))) {
			expect(() => toTelegram(message), name).not.toThrow();
			expect(() => parseHtml(message.text), name).not.toThrow();
			expect(message.text, name).not.toMatch(/[\u202A-\u202E]|(?!\n)\p{Cc}|\p{Cs}/u);
		}
	});
});

describe("what one may not do is not offered", () => {
	const t = texts.in("fa");
	const labels = (message: { buttons?: { label: string }[][] }) =>
		(message.buttons ?? []).flat().map(({ label }) => label);

	test("a coordinator's own application carries no decision", () => {
		const viewer = { person: aPerson({ roles: ["coordinator"] }), memberships: [], seats: [], agencyIds: [] };
		const shown = { organization: anOrganization(), round: 1, neighbourhoods: [], decidedBy: undefined, viewer };
		expect(labels(card(shown, t))).not.toContain("تأیید");
		expect(card(shown, t).text).toContain("از خود شماست");
	});

	test("only the applicant withdraws, and only while it is open", () => {
		const applicant = { person: aPerson(), memberships: [], seats: [], agencyIds: [] };
		const other = { person: aPerson({ id: "other00000000000" }), memberships: [], seats: [], agencyIds: [] };
		expect(labels(status({ organization: anOrganization(), viewer: applicant }, t))).toContain("انصراف از درخواست");
		expect(labels(status({ organization: anOrganization(), viewer: other }, t))).not.toContain("انصراف از درخواست");
		const approved = anOrganization({ state: "approved" });
		expect(labels(status({ organization: approved, viewer: applicant }, t))).not.toContain("انصراف از درخواست");
	});

	test("a card of an earlier round decides nothing", () => {
		const viewer = {
			person: aPerson({ id: "other00000000000", roles: ["coordinator"] }),
			memberships: [],
			seats: [],
			agencyIds: [],
		};
		const organization = anOrganization({
			round: 2,
			steps: [
				{ event: "applied", at: NOW, byId: "a", round: 1 },
				{ event: "rejected", at: NOW, byId: "b", round: 1, words: "مدارک کامل نیست" },
				{ event: "corrected", at: NOW, byId: "a", round: 2 },
			],
		});
		const old = card({ organization, round: 1, neighbourhoods: [], decidedBy: undefined, viewer }, t);
		expect(labels(old)).not.toContain("تأیید");
		expect(old.text).toContain("دوباره فرستاده است");
		const fresh = card({ organization, round: 2, neighbourhoods: [], decidedBy: undefined, viewer }, t);
		expect(labels(fresh)).toContain("تأیید");
	});
});
