import { beforeAll, expect, test } from "vitest";
import { chance } from "../../scripts/bench/scale/names.ts";
import { plansOf } from "../../scripts/bench/scale/plans.ts";
import { fill } from "../../scripts/bench/scale/province.ts";
import { QUESTIONS } from "../../scripts/bench/scale/questions.ts";
import { People } from "../../src/store/people.ts";
import { withDatabase } from "../support/registrar.ts";

withDatabase();

const SIZE = { organizations: 600, people: 1_500 };

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
