/** Codes on paper: every imported organization that nobody speaks for gets one, and only the printed list ever shows it. */
import { type ClaimCode, CODE_DAYS, claimCodeHash } from "../domain/claim.ts";
import type { Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import type { Actor } from "../domain/person.ts";
import { newId, newPaperCode } from "../kit/ids.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import * as store from "../store/claims.ts";
import * as organizations from "../store/organizations.ts";
import { beginOnce } from "./backgroundJobs.ts";

const DAY_MS = 24 * 3600_000;
/** Organizations that get a code at once. */
const PAGE = 500;

/** Every organization that nobody speaks for gets a new code; the list is sent to the admin who asked. */
export async function orderCodes(actor: Actor, now: Date): Promise<Result<{ count: number }, "notAllowed" | "nobody">> {
	if (!may(actor, "claim.issueCodes")) return refuse("notAllowed");
	const count = await organizations.countAll({ unclaimed: true }, 1001);
	if (count === 0) return refuse("nobody");
	const job = await beginOnce(
		{
			kind: "claim.codes",
			refs: { personId: actor.person.id, paperId: newId(), language: actor.person.language },
			personId: actor.person.id,
		},
		now,
	);
	if (!job.isNew) return done({ count });
	await audit.add({
		at: now,
		byId: actor.person.id,
		action: "claim.codesIssued",
		thing: { kind: "backgroundJob", id: job.id },
	});
	return done({ count });
}

export interface IssuedCode {
	organization: Organization;
	code: string;
}

/** New codes for all that are unclaimed, page by page; earlier ones are void. Only here is a code ever seen. */
export async function* issueCodes(
	byId: string,
	now: Date,
	report: (at: { done: number; total: number }) => Promise<void>,
): AsyncGenerator<IssuedCode> {
	const total = await organizations.countAll({ unclaimed: true }, 1_000_000);
	let after: string | undefined;
	let issued = 0;
	for (;;) {
		const page = await organizations.pageOfAll(after, PAGE, { unclaimed: true });
		if (page.length === 0) return;
		const codes = page.map((organization) => ({ organization, code: newPaperCode() }));
		await store.putCodes(codes.map(({ organization, code }) => kept(organization.id, code, byId, now)));
		yield* codes;
		issued += page.length;
		after = page.at(-1)?.id;
		await report({ done: issued, total });
	}
}

function kept(organizationId: string, code: string, issuedById: string, now: Date): ClaimCode {
	const expiresAt = new Date(now.getTime() + CODE_DAYS * DAY_MS);
	return { organizationId, hash: claimCodeHash(code), issuedAt: now, issuedById, expiresAt };
}
