/** The test run's database server, as tests ask for it. */
import { randomBytes } from "node:crypto";
import { inject } from "vitest";

/** The address of an empty database of its own, on the replica set that the whole run shares. */
export function aDatabaseUri(): string {
	const uri = new URL(inject("mongodbUri"));
	uri.pathname = `/test_${randomBytes(6).toString("hex")}`;
	return uri.toString();
}
