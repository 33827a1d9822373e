/** What each kind of question takes for an answer, and what it says to the rest: tables of right and wrong input. */
import { describe, expect, test } from "vitest";
import { z } from "zod";
import {
	choice,
	date,
	dateTime,
	file,
	many,
	neighbourhood,
	neighbourhoods,
	number,
	offer,
	phone,
	photos,
	place,
	text,
	time,
	voice,
	year,
	yesNo,
} from "../../../src/bot/form/index.ts";
import type { Asking, Input, Question } from "../../../src/bot/form/question.ts";
import { done, refuse } from "../../../src/kit/result.ts";
import type { Language } from "../../../src/texts/languages.ts";
import { press } from "../../../src/texts/message.ts";
import { TODAY, textsForTrial, zahra } from "./desk.ts";

const texts = textsForTrial();

function asking(name: string, how: Partial<Asking> & { language?: Language } = {}): Asking {
	return {
		name,
		texts: "trial",
		subject: "",
		t: texts.in(how.language ?? "fa"),
		now: TODAY,
		actor: zahra,
		answers: {},
		answer: undefined,
		state: undefined,
		button: (label, action, ...about) => ({ label, press: press("f", "stamp", action, ...about) }),
		...how,
	};
}

const says = (words: string): Input => ({ kind: "text", text: words });
const taps = (action: string, ...about: string[]): Input => ({ kind: "press", action, about });

/** Plays a row of inputs, each on the state the one before left; resolves to what the last one came to. */
async function plays(question: Question, name: string, inputs: Input[], how: Parameters<typeof asking>[1] = {}) {
	let state = how.state;
	let taken: Awaited<ReturnType<Question["take"]>> = { unfit: true };
	for (const input of inputs) {
		taken = await question.take(input, asking(name, { ...how, state }));
		if ("state" in taken) state = taken.state;
	}
	return taken;
}

async function labels(question: Question, name: string, how: Parameters<typeof asking>[1] = {}) {
	const { rows = [] } = await question.screen(asking(name, how));
	return rows.map((row) => row.map((button) => button.label));
}

describe("a text", () => {
	const name = text(z.string().min(3, "nameTooShort"), { max: 10 });
	test.each([
		["همیاران", { answer: "همیاران" }],
		["  هم\u202Eیاران\u0000 ", { answer: "همیاران" }],
		["می\u200Cرود", { answer: "می\u200Cرود" }],
		["هم", { wrong: "nameTooShort", values: { length: 2, min: 3 } }],
		["همیاران سبز قزوین", { wrong: "tooLong", values: { max: 10, length: 17 } }],
		["\u200C \u0007", { wrong: "empty" }],
	])("%j", async (typed, taken) => {
		expect(await plays(name, "name", [says(typed)])).toEqual(taken);
	});

	test("is checked by a rule of the domain as well", async () => {
		const even = text({
			check: (typed: string) => (typed.length % 2 === 0 ? done(typed.length) : refuse("odd", { typed })),
		});
		expect(await plays(even, "name", [says("یک")])).toEqual({ answer: 2 });
		expect(await plays(even, "name", [says("دوو")])).toEqual({ wrong: "odd", values: { typed: "دوو" } });
	});
});

describe("a choice", () => {
	const kind = choice(["group", "charity"]);
	test.each<[Input, unknown]>([
		[taps("choose", "group"), { answer: "group" }],
		[says("خيريه"), { answer: "charity" }],
		[says("خیر"), { wrong: "notAChoice" }],
		[taps("choose", "ministry"), { wrong: "gone", screen: true }],
		[says("وزارت"), { wrong: "notAChoice" }],
		[{ kind: "photo", fileId: "1", uniqueId: "1" }, { unfit: true }],
	])("%j", async (input, taken) => {
		expect(await plays(kind, "kind", [input])).toEqual(taken);
	});

	test("an answer that was taken off the list does not fit any more", () => {
		expect(kind.fits?.("group")).toBe(true);
		expect(kind.fits?.("ministry")).toBe(false);
	});
});

describe("several of a list", () => {
	const fields = many(["social", "environment", "education"], { atLeast: 2, atMost: 2 });
	test("ticks stand on the buttons, and the answer keeps the list's order", async () => {
		const inputs = [taps("tick", "education"), taps("tick", "social")];
		expect(await plays(fields, "fields", inputs)).toEqual({ state: ["social", "education"] });
		expect(await labels(fields, "fields", { state: ["social", "education"] })).toEqual([
			["☑︎ اجتماعی", "☐ محیط زیست"],
			["☑︎ آموزش"],
			["تأیید ۲ مورد"],
		]);
		expect(await plays(fields, "fields", [...inputs, taps("done")])).toEqual({ answer: ["social", "education"] });
	});
	test.each<[Input[], unknown]>([
		[[taps("tick", "social"), taps("tick", "social"), taps("tick", "social")], { state: ["social"] }],
		[[taps("tick", "social"), taps("untick", "social"), taps("untick", "social")], { state: [] }],
		[[taps("tick", "social"), taps("done")], { wrong: "tooFew", values: { min: 2 } }],
		[
			[taps("tick", "social"), taps("tick", "education"), taps("tick", "environment")],
			{ wrong: "tooMany", values: { max: 2 } },
		],
		[[says("آموزش")], { state: ["education"] }],
		[[says("محیط")], { state: ["environment"] }],
		[[says("آموزش و محیط زیست")], { state: ["environment", "education"] }],
		[[says("اجتماعی، آموزش")], { state: ["social", "education"] }],
		[[says("آموزش و ورزش")], { wrong: "notAChoice" }],
		[[taps("tick", "sport")], { wrong: "gone", screen: true }],
		[[says("ورزش")], { wrong: "notAChoice" }],
	])("%j", async (inputs, taken) => {
		expect(await plays(fields, "fields", inputs)).toEqual(taken);
	});
});

test.each<[Input, unknown]>([
	[taps("choose", "yes"), { answer: true }],
	[taps("choose", "no"), { answer: false }],
	[says("بله"), { answer: true }],
	[says("شاید"), { wrong: "notAChoice" }],
])("yes or no: %j", async (input, taken) => {
	expect(await plays(yesNo(), "hasOffice", [input])).toEqual(taken);
});

describe("a phone number", () => {
	test.each<[Input, unknown]>([
		[says("۰۹۱۲ ۵۵۵ ۰۱۴۲"), { answer: "+989125550142" }],
		[says("٠٩١٢٥٥٥٠١٤٢"), { answer: "+989125550142" }],
		[{ kind: "contact", phone: "989125550142", own: true }, { answer: "+989125550142" }],
		[{ kind: "contact", phone: "4915112345678", own: true }, { answer: "+4915112345678" }],
		[{ kind: "contact", phone: "989125550142", own: false }, { wrong: "notOwnContact" }],
		[says("۰۹۱۲"), { wrong: "notAPhone" }],
		[says("ندارم"), { wrong: "notAPhone" }],
		[{ kind: "other", what: "sticker" }, { unfit: true }],
	])("%j", async (input, taken) => {
		expect(await plays(phone(), "phone", [input])).toEqual(taken);
	});
	test("may be somebody else's where the form says so", async () => {
		const card: Input = { kind: "contact", phone: "989125550142", own: false };
		expect(await plays(phone({ anyContact: true }), "phone", [card])).toEqual({ answer: "+989125550142" });
	});
});

test.each([
	["۲۵", { answer: 25 }],
	["1,200", { answer: 1200 }],
	["۱٬۲۰۰", { answer: 1200 }],
	["٠", { answer: 0 }],
	["-1", { wrong: "outOfRange", values: { min: 0, max: 5000 } }],
	["5001", { wrong: "outOfRange", values: { min: 0, max: 5000 } }],
	["صفر", { answer: 0 }],
	["نداریم", { answer: 0 }],
	["حدود ۲۵ نفر", { answer: 25 }],
	["۲۵.", { answer: 25 }],
	["بین ۲۰ تا ۳۰", { wrong: "notANumber" }],
	["بیست", { wrong: "notANumber" }],
	["1.5", { wrong: "notANumber" }],
	["9".repeat(40), { wrong: "notANumber" }],
])("a number: %s", async (typed, taken) => {
	expect(await plays(number({ min: 0, max: 5000 }), "count", [says(typed)])).toEqual(taken);
});

test.each([
	["۱۳۹۴", { answer: 1394 }],
	["۹۴", { answer: 1394 }],
	["2015", { answer: 1394 }],
	["1406", { wrong: "yearOutOfRange", values: { min: 1300, max: 1405 } }],
	["قدیم", { wrong: "notAYear" }],
])("a year: %s", async (typed, taken) => {
	expect(await plays(year({ min: 1300 }), "founded", [says(typed)])).toEqual(taken);
});

describe("a day", () => {
	const day = date({ future: true, max: "2027-03-20" });
	test.each<[Input, unknown]>([
		[says("۱۴۰۵/۹/۵"), { answer: "2026-11-26" }],
		[says("5 آذر"), { answer: "2026-11-26" }],
		[says("فردا"), { answer: "2026-11-25" }],
		[says("2026-11-26"), { answer: "2026-11-26" }],
		[says("۱۴۰۵/۹/۱"), { wrong: "dayNotFuture", values: {}, look: "2026-11-22" }],
		[says("۱۴۰۶/۱/۱"), { wrong: "dayTooLate", values: { day: "۲۹ اسفند ۱۴۰۵" } }],
		[says("۳۰ اسفند ۱۴۰۵"), { wrong: "monthIsShorter", values: { month: "اسفند ۱۴۰۵", days: 29 } }],
		[says("یک روز خوب"), { wrong: "notADate", values: {} }],
		[taps("day", "2026-11-24"), { answer: "2026-11-24" }],
		[taps("day", "2026-11-31"), { wrong: "gone", screen: true }],
		[taps("day", "2020-01-01"), { wrong: "dayNotFuture", values: {} }],
		[taps("month", "2026-12-22"), { state: "2026-12-22" }],
		[taps("no"), { idle: true }],
		[{ kind: "voice", fileId: "1", uniqueId: "1", seconds: 1 }, { unfit: true }],
	])("%j", async (input, taken) => {
		expect(await plays(day, "day", [input])).toEqual(taken);
	});

	test("has quick picks first, read from the right in Persian", async () => {
		expect(await labels(day, "day")).toEqual([["شنبه", "فردا", "امروز"], ["انتخاب از تقویم"]]);
		expect(await labels(day, "day", { language: "en" })).toEqual([
			["Today", "Tomorrow", "Saturday"],
			["Open the calendar"],
		]);
	});

	test("has a month to tap in: Saturday in the rightmost column, days off marked, days that cannot be left out", async () => {
		expect(await labels(day, "day", { state: "2026-11-24" })).toEqual([
			["·", "آذر ۱۴۰۵", "·"],
			["ج", "پ", "چ", "س", "د", "ی", "ش"],
			["۶•", "۵", "۴", "۳", "·", "·", "·"],
			["۱۳•", "۱۲", "۱۱", "۱۰", "۹", "۸", "۷"],
			["۲۰•", "۱۹", "۱۸", "۱۷", "۱۶", "۱۵", "۱۴"],
			["۲۷•", "۲۶", "۲۵", "۲۴", "۲۳", "۲۲", "۲۱"],
			["·", "·", "·", "·", "۳۰", "۲۹", "۲۸"],
			["دی ←", "·"],
		]);
		const february = await labels(date(), "day", { state: "2027-02-11", language: "en" });
		expect(february.slice(0, 4)).toEqual([
			["← 2026", "February 2027", "2028 →"],
			["Sat", "Sun", "Mon", "Tue", "Wed", "Thu", "Fri"],
			["·", "·", "1", "2", "3", "4", "5•"],
			["6", "7", "8", "9", "10", "11•", "12•"],
		]);
	});

	test("names the official holidays of the month, and says which are only probable", async () => {
		const { lines = [] } = await date().screen(asking("day", { state: "2027-02-11" }));
		expect(lines.join("\n").replace(/[\u2068\u2069]/g, "")).toContain(
			"تعطیل رسمی (احتمالی)، روز ۴: ولادت حضرت مهدی، نیمهٔ شعبان\nتعطیل رسمی، روز ۲۲: پیروزی انقلاب اسلامی",
		);
	});

	test("an answer whose month will not do any more is no month to begin in", async () => {
		const rows = await labels(date({ quick: false, future: true }), "day", { answer: "2025-03-21" });
		expect(rows.flat()).toContain("آذر ۱۴۰۵");
	});

	test("may be checked by a rule of the domain, and replaced by a button", async () => {
		const expiry = date({ instead: "renewing", check: (iso) => (iso < "2026-11-24" ? refuse("expired") : done(iso)) });
		expect(await plays(expiry, "day", [says("1404/1/1")])).toEqual({ wrong: "expired", values: {} });
		expect(await plays(expiry, "day", [says("1407/1/1")])).toEqual({ answer: "2028-03-20" });
	});
});

describe("a time", () => {
	test.each<[Input[], unknown]>([
		[[says("۱۸:۳۰")], { answer: "18:30" }],
		[[says("۶ عصر")], { answer: "18:00" }],
		[[taps("hour", "18"), taps("minute", "15")], { answer: "18:15" }],
		[[says("۶")], { wrong: "ambiguousTime" }],
		[[says("۲۵:۰۰")], { wrong: "notATime" }],
		[[taps("minute", "15")], { wrong: "gone", screen: true }],
		[[taps("hour", "99"), taps("minute", "15")], { wrong: "gone", screen: true }],
		[[{ kind: "photo", fileId: "1", uniqueId: "1" }], { unfit: true }],
	])("%j", async (inputs, taken) => {
		expect(await plays(time(), "hour", inputs)).toEqual(taken);
	});
});

describe("a moment", () => {
	const meeting = dateTime({ future: true });
	test.each<[Input[], unknown]>([
		[[says("فردا ۱۸:۳۰")], { answer: "2026-11-25T15:00:00.000Z" }],
		[[says("tomorrow 6 pm")], { answer: "2026-11-25T14:30:00.000Z" }],
		[[taps("day", "2026-11-25"), taps("hour", "18"), taps("minute", "30")], { answer: "2026-11-25T15:00:00.000Z" }],
		[[says("فردا")], { state: { day: "2026-11-25" } }],
		[[says("فردا"), says("۱۸:۳۰")], { answer: "2026-11-25T15:00:00.000Z" }],
		[[says("فردا"), says("۶")], { wrong: "ambiguousTime" }],
		[[says("امروز ۹:۰۰")], { wrong: "momentNotFuture" }],
		[[taps("day", "2026-11-24"), taps("hour", "8"), taps("minute", "0")], { wrong: "momentNotFuture" }],
		[[says("دیروز ۱۸:۳۰")], { wrong: "dayNotFuture", values: {}, look: { month: "2026-11-23" } }],
		[[taps("minute", "30")], { wrong: "gone", screen: true }],
		[[taps("day", "2026-11-25"), taps("month", "2026-12-25")], { state: { month: "2026-12-25" } }],
	])("%j", async (inputs, taken) => {
		expect(await plays(meeting, "meeting", inputs)).toEqual(taken);
	});
	test("asks for the hour, then for the minute", async () => {
		expect((await labels(meeting, "meeting", { state: { day: "2026-11-25", hour: 18 } }))[0]).toEqual([
			"۱۸:۴۵",
			"۱۸:۳۰",
			"۱۸:۱۵",
			"۱۸:۰۰",
		]);
		expect(await meeting.review("2026-11-25T15:00:00.000Z", asking("meeting"))).toBe("چهارشنبه ۴ آذر ۱۴۰۵، ساعت ۱۸:۳۰");
	});
});

describe("a place", () => {
	const qazvin = { within: { south: 35.5, west: 48.5, north: 36.9, east: 51 } };
	test.each<[Input, unknown]>([
		[{ kind: "place", latitude: 36.27, longitude: 50 }, { answer: { latitude: 36.27, longitude: 50 } }],
		[{ kind: "place", latitude: 48.85, longitude: 2.35 }, { wrong: "outOfBounds" }],
		[says("سر کوچه"), { unfit: true }],
	])("%j", async (input, taken) => {
		expect(await plays(place(qazvin), "place", [input])).toEqual(taken);
	});
	test("may be told in words where the form says so", async () => {
		expect(await plays(place({ words: true }), "place", [says(" کوچهٔ ۱۲ ")])).toEqual({ answer: { words: "کوچهٔ ۱۲" } });
		expect(await plays(place({ words: true }), "place", [says("الف".repeat(200))])).toEqual({
			wrong: "tooLong",
			values: { max: 300, length: 600 },
		});
	});
});

describe("photos", () => {
	const photo = (id: string, album?: string): Input => ({
		kind: "photo",
		fileId: id,
		uniqueId: id,
		...(album ? { album } : {}),
	});
	const kept = (...ids: string[]) => ids.map((id) => ({ fileId: id, uniqueId: id }));
	const some = photos({ atLeast: 2, atMost: 3 });
	test.each<[Input[], unknown]>([
		[[photo("a", "1"), photo("b", "1")], { state: kept("a", "b") }],
		[[photo("a"), photo("a")], { state: kept("a") }],
		[[photo("a"), photo("b"), taps("done")], { answer: kept("a", "b") }],
		[[photo("a"), photo("b"), photo("c")], { answer: kept("a", "b", "c") }],
		[[photo("a"), taps("done")], { wrong: "tooFewPhotos", values: { min: 2 } }],
		[[photo("a"), taps("clear")], { state: [] }],
		[
			[{ kind: "file", fileId: "1", uniqueId: "1", name: "a.jpg", mime: "image/jpeg", bytes: 1 }],
			{ wrong: "photoAsFile" },
		],
		[[says("ندارم")], { unfit: true }],
	])("%j", async (inputs, taken) => {
		expect(await plays(some, "photos", inputs)).toEqual(taken);
	});
	test("of an album the first one is taken where one is asked for, and that is said", async () => {
		const taken = await plays(photos({ atMost: 1 }), "photos", [photo("a", "1")]);
		expect(taken).toEqual({ answer: kept("a"), notice: expect.stringContaining("فقط عکس نخست") });
		expect(await plays(photos({ atMost: 1 }), "photos", [photo("a")])).toEqual({ answer: kept("a") });
	});
});

test.each<[Input, unknown]>([
	[{ kind: "voice", fileId: "1", uniqueId: "1", seconds: 40 }, { answer: { fileId: "1", uniqueId: "1", seconds: 40 } }],
	[
		{ kind: "voice", fileId: "1", uniqueId: "1", seconds: 61 },
		{ wrong: "voiceTooLong", values: { max: 60, seconds: 61 } },
	],
	[says("سلام"), { unfit: true }],
])("a voice message: %j", async (input, taken) => {
	expect(await plays(voice({ maxSeconds: 60 }), "voice", [input])).toEqual(taken);
});

describe("a file", () => {
	const pdf = {
		kind: "file" as const,
		fileId: "1",
		uniqueId: "1",
		name: "a.pdf",
		mime: "application/pdf",
		bytes: 1000,
	};
	const { kind: _, ...kept } = pdf;
	const question = file({ kinds: ["pdf"], maxMegabytes: 1 });
	test.each<[Input, unknown]>([
		[pdf, { answer: kept }],
		[
			{ ...pdf, mime: "text/html" },
			{ wrong: "wrongFileKind", values: { kinds: expect.objectContaining({}) } },
		],
		[
			{ ...pdf, bytes: 2_000_000 },
			{ wrong: "fileTooLarge", values: { max: 1 } },
		],
		[{ kind: "photo", fileId: "1", uniqueId: "1" }, { unfit: true }],
		[says("a.pdf"), { unfit: true }],
	])("%j", async (input, taken) => {
		expect(await plays(question, "file", [input])).toEqual(taken);
	});
	test("a photo where any file is asked is asked for as a file", async () => {
		expect(await plays(file(), "file", [{ kind: "photo", fileId: "1", uniqueId: "1" }])).toEqual({
			wrong: "photoNotFile",
		});
	});
});

describe("neighbourhoods", () => {
	const all = Array.from({ length: 14 }, (_, i) => ({
		id: `n${i}`,
		name: `محلهٔ ${i}`,
		city: "قزوین",
		otherNames: [],
		isMarginalised: false,
	}));
	const list = {
		find: async (query: string, page: number) => {
			const found = all.filter(({ name }) => name.includes(query));
			return { list: found.slice(page * 6, page * 6 + 6), count: found.length };
		},
		byIds: async (ids: readonly string[]) => all.filter(({ id }) => ids.includes(id)),
	};
	const areas = neighbourhoods(list, { atMost: 3 });

	test("are shown six a page, with the way through the pages", async () => {
		const rows = await labels(areas, "areas");
		expect(rows.slice(0, 3).flat()).toHaveLength(6);
		expect(rows.slice(3)).toEqual([["‹", "۱ از ۳", "›"], ["تأیید انتخاب‌ها"]]);
		const second = await labels(areas, "areas", { state: { page: 1, chosen: ["n7"] } });
		expect(second.flat()).toContain("☑︎ محلهٔ 7");
		expect(second.slice(3)).toEqual([["‹", "۲ از ۳", "›"], ["تأیید ۱ مورد"]]);
	});
	test.each<[Input[], unknown]>([
		[[taps("tick", "n1"), taps("page", "1"), taps("tick", "n8"), taps("done")], { answer: ["n1", "n8"] }],
		[[says("13")], { state: { query: "13", page: 0, chosen: [] } }],
		[[says("13"), taps("tick", "n13")], { state: { query: "13", page: 0, chosen: ["n13"] } }],
		[[says("13"), taps("whole")], { state: { query: "", page: 0, chosen: [] } }],
		[[says("تهران")], { wrong: "nothingFound", values: { query: "تهران" } }],
		[[taps("tick", "n1"), taps("untick", "n1"), taps("done")], { wrong: "tooFew", values: { min: 1 } }],
		[["n1", "n2", "n3", "n4"].map((id) => taps("tick", id)), { wrong: "tooMany", values: { max: 3 } }],
		[[taps("tick", "x")], { wrong: "gone", screen: true }],
		[[{ kind: "other", what: "poll" }], { unfit: true }],
	])("%j", async (inputs, taken) => {
		expect(await plays(areas, "areas", inputs)).toEqual(taken);
	});
	test("one is answered by one tap", async () => {
		expect(await plays(neighbourhood(list), "areas", [taps("choose", "n2")])).toEqual({ answer: "n2" });
		expect(await neighbourhood(list).review("n2", asking("areas"))).toBe("محلهٔ 2");
	});
});

describe("an offer", () => {
	const reports = [{ id: "r1", title: "زباله" }];
	const nearby = offer(async (_actor, answers) => (answers.where === "here" ? reports : []), {
		id: ({ id }) => id,
		label: ({ title }, _t, position) => `${position}) ${title}`,
		choose: async (_actor, { id }) => (id === "r1" ? { answer: id } : { answer: "?" }),
	});
	test("is made only when something was found", async () => {
		expect(await nearby.asksNow?.(asking("nearby", { answers: { where: "here" } }))).toBe(true);
		expect(await nearby.asksNow?.(asking("nearby", { answers: { where: "there" } }))).toBe(false);
	});
	test.each<[Input, unknown]>([
		[taps("choose", "r1"), { answer: "r1" }],
		[taps("choose", "r2"), { wrong: "gone", screen: true }],
		[says("زباله"), { wrong: "notAChoice" }],
	])("%j", async (input, taken) => {
		expect(await plays(nearby, "nearby", [input], { answers: { where: "here" } })).toEqual(taken);
	});
});
