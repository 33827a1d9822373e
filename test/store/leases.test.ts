import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { giveLease, nextEpoch, takeLease } from "../../src/store/leases.ts";
import { withDatabase } from "../support/registrar.ts";

withDatabase();

const one = { instance: "one", epoch: 1 };
const two = { instance: "two", epoch: 1 };

test("one of many takes the lease; the others have it when it is over", async () => {
	const owners = Array.from({ length: 10 }, (_, index) => ({ instance: `i${index}`, epoch: 1 }));
	const taken = await Promise.all(owners.map((owner) => takeLease("race", owner, 300)));
	expect(taken.filter(Boolean)).toHaveLength(1);
	const holder = owners[taken.indexOf(true)] ?? one;
	expect(await takeLease("race", holder, 300)).toBe(true);
	expect(await takeLease("race", two, 300)).toBe(false);
	await setTimeout(320);
	expect(await takeLease("race", two, 300)).toBe(true);
	expect(await takeLease("race", holder, 300)).toBe(false);
});

test("a later life of the holder takes it at once, and the earlier one cannot take it back", async () => {
	expect(await takeLease("lives", one, 60_000)).toBe(true);
	expect(await takeLease("lives", { instance: "one", epoch: 2 }, 60_000)).toBe(true);
	expect(await takeLease("lives", one, 60_000)).toBe(false);
});

test("a lease given back is free; another's cannot be given", async () => {
	expect(await takeLease("given", one, 60_000)).toBe(true);
	await giveLease("given", two);
	expect(await takeLease("given", two, 60_000)).toBe(false);
	await giveLease("given", one);
	expect(await takeLease("given", two, 60_000)).toBe(true);
});

test("every life of an instance has a higher number", async () => {
	expect(await nextEpoch("a")).toBe(1);
	expect(await nextEpoch("a")).toBe(2);
	expect(await nextEpoch("b")).toBe(1);
	const many = await Promise.all(Array.from({ length: 20 }, () => nextEpoch("a")));
	expect(new Set(many).size).toBe(20);
});
