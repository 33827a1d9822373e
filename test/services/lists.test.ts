import mongoose from "mongoose";
import { beforeAll, expect, test } from "vitest";
import type { Actor } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as lists from "../../src/services/lists.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import { createTexts } from "../../src/texts/index.ts";
import { answers, aPerson, NOW, withDatabase } from "../support/registrar.ts";

withDatabase();

let admin: Actor;
beforeAll(async () => {
	await lists.beginWithFirstLists();
	admin = await aPerson({ roles: ["admin"] });
});

const names = { fa: "گردشگری", en: "Tourism" };

test("the first values are there once, however often the bot starts; what was retired stays so", async () => {
	const before = await lists.offered("fields");
	expect(before).toHaveLength(16);
	await lists.retire(admin, "fields:elderly", NOW);
	await lists.beginWithFirstLists();
	expect(await lists.offered("fields")).toEqual(before.filter((value) => value !== "elderly"));
	await lists.restore(admin, "fields:elderly", NOW);
	expect(await lists.offered("fields")).toEqual(before);
});

test("the same draft sent twice adds one item, at the end; the same name is taken", async () => {
	const requestId = newId();
	const [one, two] = [
		await lists.add(admin, { list: "fields", ...names }, NOW, { requestId }),
		await lists.add(admin, { list: "fields", ...names }, NOW, { requestId }),
	];
	expect(one.ok && two.ok && two.value.id === one.value.id).toBe(true);
	expect((await lists.offered("fields")).at(-1)).toBe(requestId);
	expect(await lists.add(admin, { list: "fields", ...names }, NOW, { requestId: newId() })).toMatchObject({
		reason: "nameTaken",
	});
	expect(
		await lists.add(admin, { list: "fields", fa: "Tourism", en: "Tourism" }, NOW, { requestId: newId() }),
	).toMatchObject({
		reason: "incomplete",
		values: { question: "fa" },
	});
});

test("a registration takes what the list has or had, and nothing else", async () => {
	const zahra = await aPerson();
	const register = (fields: string[]) =>
		organizations.register(zahra, answers({ fields, name: `سازمان ${newId()}` }), NOW, { requestId: newId() });
	const added = (await lists.offered("fields")).at(-1) as string;
	expect(await register([added])).toMatchObject({ ok: true });
	await lists.retire(admin, `fields:${added}`, NOW);
	expect(await register([added])).toMatchObject({ ok: true });
	expect(await register(["conjured"])).toMatchObject({ reason: "incomplete", values: { question: "fields" } });
	const wrong = answers({ licensingAuthority: "conjured" });
	expect(await organizations.register(zahra, wrong, NOW, { requestId: newId() })).toMatchObject({
		reason: "incomplete",
		values: { question: "licensingAuthority" },
	});
});

test("a list that is offered never gets empty", async () => {
	for (const value of (await lists.offered("authorities")).slice(1)) {
		expect(await lists.retire(admin, `authorities:${value}`, NOW)).toMatchObject({ ok: true });
	}
	const [last] = await lists.offered("authorities");
	expect(await lists.retire(admin, `authorities:${last}`, NOW)).toMatchObject({ reason: "lastOne" });
});

test("texts call an item as the admins do, in both languages, hostile names included", async () => {
	const texts = createTexts({ timeZone: "Asia/Tehran", defaultLanguage: "fa" });
	const before = texts.in("fa").dynamic("organizations.choice.fields.social");
	await lists.rename(admin, { id: "fields:social", fa: "اجتماعی <b>{{x}}</b> $t(y)", en: "Social & <i>more</i>" }, NOW);
	texts.keep(await lists.officeWords());
	expect(before).not.toContain("&lt;");
	expect(texts.in("fa").dynamic("organizations.choice.fields.social")).toBe("اجتماعی &lt;b&gt;{{x}}&lt;/b&gt; $t(y)");
	expect(texts.in("en").dynamicPlain("organizations.choice.fields.social")).toBe("Social & <i>more</i>");
	expect(texts.in("fa").has("organizations.choice.fields.nothing")).toBe(false);
});

test("a lunar day is settled within reach only, once, and noted", async () => {
	const found = await lists.open(admin, "holidays:fitr", NOW, "Asia/Tehran");
	const [one] = found.ok ? found.value.days : [];
	const computed = `${one?.computed.year}-${String(one?.computed.month).padStart(2, "0")}-${String(one?.computed.day).padStart(2, "0")}`;
	const settle = (shift: number, day = computed) =>
		lists.settleLunarDay(admin, { id: "holidays:fitr", computed: day, shift }, NOW, "Asia/Tehran");
	expect(await settle(9)).toMatchObject({ reason: "notFound" });
	expect(await settle(0, "2026-01-01")).toMatchObject({ reason: "notFound" });
	await settle(1);
	await settle(1);
	await settle(-1);
	const noted = await mongoose.connection.collection("audit").countDocuments({ action: "list.daySettled" });
	expect(noted).toBe(2);
	const { holidays } = await lists.officeWords();
	expect([...holidays.official.keys()]).toEqual([computed]);
});
