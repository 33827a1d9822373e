import { beforeAll, expect, test } from "vitest";
import { chance } from "../../scripts/bench/scale/names.ts";
import { plansOf } from "../../scripts/bench/scale/plans.ts";
import { fill } from "../../scripts/bench/scale/province.ts";
import { QUESTIONS } from "../../scripts/bench/scale/questions.ts";
import { queryWords } from "../../src/domain/finding.ts";
import { STATE_GROUPS } from "../../src/domain/register.ts";
import { Organizations } from "../../src/store/organizations.ts";
import { People } from "../../src/store/people.ts";
import * as register from "../../src/store/register.ts";
import type { Edge } from "../../src/store/words.ts";
import { aDatabaseToShape } from "../support/mongod.ts";
import { withDatabase } from "../support/registrar.ts";

withDatabase(aDatabaseToShape);

const SIZE = { organizations: 1_100, people: 1_500, reports: 3_000 };

beforeAll(() => fill(SIZE));

test.each(QUESTIONS.map((question) => [question.name, question] as const))(
	"%s: along an index, never through the whole collection",
	async (_name, { ask, isDefault }) => {
		const luck = chance(42);
		const { indexes, scans, examined, returned } = await plansOf(() => ask(luck, SIZE));
		expect(scans).toBe(false);
		expect(indexes.length).toBeGreaterThan(0);
		if (isDefault) expect(examined).toBeLessThanOrEqual(3 * Math.max(1, returned));
	},
);

test("the profiler sees a question that has no index", async () => {
	const { scans, examined } = await plansOf(() => People.find({ title: "ms" }).limit(5).lean());
	expect(scans).toBe(true);
	expect(examined).toBeGreaterThan(0);
});

test.each(["o", "انجمن", "انجمن قزوین", "هم چکا", "o ه", "1405", "ققنوس"])(
	"whichever way %s is looked for, every page has what belongs there",
	async (typed) => {
		const words = queryWords(typed);
		const kept = await Organizations.find().select({ searchWords: 1, nameOrder: 1 }).lean();
		const expected = kept
			.filter((one) => words.every((word) => one.searchWords.some((own) => own.startsWith(word))))
			.sort((a, b) => (a.nameOrder < b.nameOrder ? -1 : 1))
			.map(({ _id }) => _id);
		const finding = { states: STATE_GROUPS.all, words };
		const ids = async (from: Edge) => (await register.find(finding, from, 50)).list.map(({ id }) => id);
		expect((await register.find(finding, {}, 50)).count).toBe(Math.min(1001, expected.length));
		expect(await ids({})).toEqual(expected.slice(0, 50));
		for (const at of [0, 49, expected.length - 3].filter((one) => one >= 0 && one < expected.length)) {
			const edge = expected[at] ?? "";
			expect(await ids({ after: edge })).toEqual(expected.slice(at + 1, at + 51));
			expect(await ids({ before: edge })).toEqual(expected.slice(Math.max(0, at - 50), at));
		}
	},
);
