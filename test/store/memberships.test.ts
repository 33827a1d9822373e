import mongoose from "mongoose";
import { expect, test } from "vitest";
import { newId } from "../../src/kit/ids.ts";
import { prepareStore } from "../../src/store/connection.ts";
import * as memberships from "../../src/store/memberships.ts";
import { NOW, withDatabase } from "../support/registrar.ts";

withDatabase();

const LATER = new Date(NOW.getTime() + 3600_000);

test("who left and comes back has two places, the earlier one with its dates, though the database was made before that", async () => {
	await mongoose.connection.collection("memberships").createIndex({ personId: 1, organizationId: 1 }, { unique: true });
	await prepareStore();
	await prepareStore();
	const [personId, organizationId] = [newId(), newId()];
	const place = { personId, organizationId, role: "member", status: "active" } as const;
	const first = newId();
	await memberships.add({ ...place, id: first, since: NOW });
	await expect(memberships.add({ ...place, id: newId(), since: NOW })).rejects.toThrow("duplicate key");
	expect(await memberships.end(first, LATER)).toBe(true);
	expect(await memberships.end(first, LATER)).toBe(false);
	await memberships.add({ ...place, id: newId(), since: LATER });
	expect(await memberships.byId(first)).toMatchObject({ status: "ended", since: NOW, until: LATER });
	expect(await memberships.activeOf(personId)).toMatchObject([{ since: LATER }]);
});

test("an organization has one director at most", async () => {
	const organizationId = newId();
	const director = { organizationId, role: "director", status: "active", since: NOW } as const;
	await memberships.add({ ...director, id: newId(), personId: newId() });
	await expect(memberships.add({ ...director, id: newId(), personId: newId() })).rejects.toThrow("duplicate key");
});
