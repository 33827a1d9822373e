import { describe, expect, test } from "vitest";
import { MOST_OTHERS, type SentFile } from "../../src/domain/document.ts";
import type { Actor } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as documents from "../../src/services/documents.ts";
import { forget } from "../../src/services/forgetting.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import * as people from "../../src/services/people.ts";
import * as profiles from "../../src/services/profiles.ts";
import * as store from "../../src/store/documents.ts";
import * as files from "../../src/store/files.ts";
import { wholeDatabase } from "../support/dump.ts";
import { anApplication, aPerson, NOW, withDatabase } from "../support/registrar.ts";

withDatabase();

const PDF = new TextEncoder().encode("%PDF-1.4\nstatute");
const pdf = (fileId = newId()): SentFile => ({
	...{ kind: "document", fileId, uniqueId: "u", name: "اساسنامه.pdf" },
	...{ mime: "application/pdf", bytes: PDF.length },
});

async function anApproved() {
	const [director, reza] = [await aPerson(), await aPerson({ roles: ["coordinator"] })];
	const { id } = await anApplication(director, { license: [{ fileId: "license" }] });
	await organizations.approve(reza, { organizationId: id, round: 1 }, NOW);
	return { director: (await people.actorOf("telegram", director.person.userId)) as Actor, reza, id };
}

async function send(
	actor: Actor,
	organizationId: string,
	more: Partial<documents.NewDocument> = {},
	requestId = newId(),
) {
	const given = { organizationId, kind: "statute" as const, file: pdf(), ...more };
	return await documents.add(actor, given, NOW, { requestId });
}

async function sent(actor: Actor, organizationId: string, more?: Partial<documents.NewDocument>) {
	const result = await send(actor, organizationId, more);
	if (!result.ok) throw new Error(result.reason);
	return result.value.document;
}

test("a license given at registration is the first document", async () => {
	const { director, id } = await anApproved();
	const found = await documents.list(director, id);
	expect(found.ok && found.value.list).toMatchObject([{ kind: "license", file: { kind: "photo", fileId: "license" } }]);
});

describe("our own copy", () => {
	test("is made from what Telegram hands out, once", async () => {
		const { director, id } = await anApproved();
		const document = await sent(director, id);
		let fetched = 0;
		const download = async () => {
			fetched++;
			return PDF;
		};
		await documents.keep(document.id, download, NOW);
		await documents.keep(document.id, download, NOW);
		expect(fetched).toBe(1);
		const kept = (await store.byId(document.id)) as NonNullable<Awaited<ReturnType<typeof store.byId>>>;
		expect(Buffer.from((await documents.copyOf(kept)) ?? [])).toEqual(Buffer.from(PDF));
	});

	test("of 20 MB is the same, byte by byte", async () => {
		const { director, id } = await anApproved();
		const document = await sent(director, id);
		const big = Buffer.alloc(20 * 1024 * 1024, "dabir");
		big.write("%PDF-1.4");
		await documents.keep(document.id, async () => big, NOW);
		expect(Buffer.compare(Buffer.from((await files.get(document.id)) ?? []), big)).toBe(0);
	});

	test("is tried again when Telegram cannot be reached, and given up when the file is gone", async () => {
		const { director, id } = await anApproved();
		const document = await sent(director, id);
		const offline = async () => {
			throw new Error("no line");
		};
		await expect(documents.keep(document.id, offline, NOW)).rejects.toThrow("no line");
		expect((await store.byId(document.id))?.keeping).toBe("waiting");
		await documents.keep(document.id, async () => undefined, NOW);
		expect((await store.byId(document.id))?.keeping).toBe("gone");
	});

	test("of a file that is not what its name says is not made, and the sender is told", async () => {
		const { director, id } = await anApproved();
		const document = await sent(director, id);
		await documents.keep(document.id, async () => new TextEncoder().encode("MZ program"), NOW);
		expect((await store.byId(document.id))?.keeping).toBe("unfit");
		expect(await files.get(document.id)).toBeUndefined();
		const whole = await wholeDatabase();
		expect(JSON.stringify(whole.deliveries)).toContain(`document.unfit:${document.id}`);
	});

	test("goes with the document, also when it was replaced while the copy was made", async () => {
		const { director, id } = await anApproved();
		const first = await sent(director, id);
		await documents.keep(first.id, async () => PDF, NOW);
		const second = await sent(director, id);
		expect(await files.get(first.id)).toBeUndefined();
		await documents.keep(
			second.id,
			async () => {
				await sent(director, id);
				return PDF;
			},
			NOW,
		);
		expect(await files.get(second.id)).toBeUndefined();
		expect((await store.ofKind(id, "statute")).length).toBe(1);
	});
});

describe("sending and taking away", () => {
	test("the same draft sent twice at once is one document", async () => {
		const { director, id } = await anApproved();
		const requestId = newId();
		const both = await Promise.all([send(director, id, {}, requestId), send(director, id, {}, requestId)]);
		expect(both).toMatchObject([{ ok: true }, { ok: true }]);
		expect(await store.ofKind(id, "statute")).toHaveLength(1);
	});

	test("others are named and at most ten", async () => {
		const { director, id } = await anApproved();
		expect(await send(director, id, { kind: "other" })).toMatchObject({ reason: "incomplete" });
		for (let count = 0; count < MOST_OTHERS; count++) await sent(director, id, { kind: "other", title: "صورت‌جلسه" });
		expect(await send(director, id, { kind: "other", title: "صورت‌جلسه" })).toMatchObject({
			reason: "tooManyDocuments",
		});
	});

	test("is the director's alone; coordinators look, and that is noted; others find nothing", async () => {
		const { director, reza, id } = await anApproved();
		const document = await sent(director, id);
		const stranger = await aPerson();
		for (const actor of [reza, stranger]) expect(await send(actor, id)).toMatchObject({ reason: "notAllowed" });
		expect(await documents.see(stranger, document.id, NOW)).toMatchObject({ reason: "notFound" });
		expect(await documents.see(reza, document.id, NOW)).toMatchObject({ ok: true });
		expect(JSON.stringify((await wholeDatabase()).audit)).toContain("organization.seen.document");
		expect(await documents.remove(reza, document.id, NOW)).toMatchObject({ reason: "notAllowed" });
		expect(await documents.remove(director, document.id, NOW)).toMatchObject({ ok: true });
		expect(await documents.see(director, document.id, NOW)).toMatchObject({ reason: "notFound" });
		const [license] = await store.ofKind(id, "license");
		expect(await documents.remove(director, license?.id ?? "", NOW)).toMatchObject({ reason: "notAllowed" });
	});

	test("a file of 25 MB, an empty one and a renamed one are refused", async () => {
		const { director, id } = await anApproved();
		for (const changed of [{ bytes: 25 * 1024 * 1024 }, { bytes: 0 }, { name: "اساسنامه.docx" }, { mime: "text/html" }])
			expect(await send(director, id, { file: { ...pdf(), ...changed } }), JSON.stringify(changed)).toMatchObject({
				reason: "incomplete",
			});
	});
});

test("who is forgotten leaves no file, no document and no change that waits", async () => {
	const { director, id } = await anApproved();
	const document = await sent(director, id, { kind: "other", title: "نامهٔ قناری" });
	await documents.keep(document.id, async () => new TextEncoder().encode("%PDF-1.4 canary"), NOW);
	const revision = (await organizations.see(director, id)) as { value: { revision: number } };
	const license = pdf("canary-license");
	const given = { organizationId: id, revision: revision.value.revision, answers: { license, name: "نام قناری" } };
	await profiles.change(director, given, NOW, { requestId: newId() });
	expect(await forget(director, NOW)).toMatchObject({ ok: true });
	const whole = JSON.stringify(await wholeDatabase());
	const found = ["قناری", "canary"].filter((word) => whole.includes(word));
	expect(found).toEqual([]);
	expect(await files.get(document.id)).toBeUndefined();
});
