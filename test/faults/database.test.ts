/** P5 in short: the database may go away; nobody loses a word, and readiness says so meanwhile. */
import { expect, onTestFinished, test } from "vitest";
import { aGate, type Gate } from "../support/gate.ts";
import { aDatabaseUri } from "../support/mongod.ts";
import { aTown, type Town } from "../support/town.ts";

async function aGatedTown(): Promise<{ town: Town; gate: Gate }> {
	const gate = await aGate(aDatabaseUri());
	onTestFinished(gate.stop);
	return { town: await aTown({ env: { MONGODB_URI: gate.uri, LOG_LEVEL: "silent" } }), gate };
}

const ready = async (town: Town) => (await fetch(`http://127.0.0.1:${town.dabir.port}/health/ready`)).status;

test("while the database is away people are heard, and answered when it is back", { timeout: 60_000 }, async () => {
	const { town, gate } = await aGatedTown();
	const people = await Promise.all(["سارا", "امید", "زهرا"].map((name) => town.person(name)));
	expect(await ready(town)).toBe(200);

	gate.shut();
	const before = people.map((person) => person.screen.length);
	for (const { client } of people) client.sends("/help");
	expect(await ready(town)).toBe(503);

	gate.open();
	await town.settles();
	expect(people.map((person) => person.screen.length)).toEqual(before.map((count) => count + 1));
	for (const person of people) expect(person.sees).toContain("راهنما");
	expect(await ready(town)).toBe(200);
	expect(town.botApi.violations).toEqual([]);
});

test("an answer given while the database is away is stored once it is back", { timeout: 60_000 }, async () => {
	const { town, gate } = await aGatedTown();
	const omid = await town.person("امید");
	await omid.sends("/register");
	gate.shut();
	omid.client.sends("همیاران سبز قزوین");
	expect(await ready(town)).toBe(503);
	gate.open();
	await town.settles();
	await town.restarts();
	await omid.sends("/register");
	expect(omid.sees).toContain("گام ۲");
});
