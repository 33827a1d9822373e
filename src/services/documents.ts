/** An organization's documents: sent by its director, seen by the secretariat, kept twice (at Telegram and here). */
import {
	checkSent,
	type DocumentKind,
	documentTitle,
	formatInside,
	formatOf,
	MOST_OTHERS,
	type OrganizationDocument,
	type SentFile,
} from "../domain/document.ts";
import type { Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import type { Actor } from "../domain/person.ts";
import { dayAt } from "../domain/register.ts";
import { newId } from "../kit/ids.ts";
import { done, type Result, refuse } from "../kit/result.ts";
import * as audit from "../store/audit.ts";
import * as backgroundJobs from "../store/backgroundJobs.ts";
import * as store from "../store/documents.ts";
import { isDuplicate } from "../store/duplicateKey.ts";
import * as files from "../store/files.ts";
import * as organizationForgetting from "../store/organizationForgetting.ts";
import * as organizations from "../store/organizations.ts";
import { transaction } from "../store/transaction.ts";
import { owe } from "./deliveries.ts";

export interface Documents {
	organization: Organization;
	list: OrganizationDocument[];
}

/** All of an organization's, for those who may see them. */
export async function list(actor: Actor, organizationId: string): Promise<Result<Documents, "notFound">> {
	const organization = await organizations.byId(organizationId);
	if (!organization || !may(actor, "document.see", organization)) return refuse("notFound");
	return done({ organization, list: await store.ofOrganization(organizationId) });
}

export interface SeenDocument {
	organization: Organization;
	document: OrganizationDocument;
}

/** One document; that a coordinator looked is noted. */
export async function see(actor: Actor, documentId: string, now: Date): Promise<Result<SeenDocument, "notFound">> {
	const document = await store.byId(documentId);
	const organization = document && (await organizations.byId(document.organizationId));
	if (!document || !organization || !may(actor, "document.see", organization)) return refuse("notFound");
	if (!may(actor, "profile.edit", organization))
		await note("organization.seen.document", actor.person.id, document, now);
	const isStuck = document.keeping === "waiting" && now.getTime() - document.sentAt.getTime() > STUCK_MS;
	if (isStuck) await keepLater(document, now);
	return done({ organization, document });
}

/** The license as it is kept; none before the organization was approved. That somebody looked is not noted here. */
export async function licenseOf(actor: Actor, organizationId: string): Promise<SeenDocument | undefined> {
	const found = await list(actor, organizationId);
	const document = found.ok ? found.value.list.find(({ kind }) => kind === "license") : undefined;
	return found.ok && document ? { organization: found.value.organization, document } : undefined;
}

export interface NewDocument {
	organizationId: string;
	kind: Exclude<DocumentKind, "license">;
	file: SentFile;
	/** Of another document: what it is. */
	title?: string;
}

/** A document is added, or takes the place of the one of its kind. The same draft sent twice is one document. */
export async function add(
	actor: Actor,
	given: NewDocument,
	now: Date,
	draft: { requestId: string },
): Promise<Result<SeenDocument, "notAllowed" | "suspended" | "incomplete" | "tooManyDocuments">> {
	const organization = await organizations.byId(given.organizationId);
	if (!organization || !may(actor, "profile.edit", organization)) return refuse("notAllowed");
	const before = await store.byRequestId(draft.requestId);
	if (before)
		return before.organizationId === organization.id ? done({ organization, document: before }) : refuse("notAllowed");
	if (organization.state !== "approved") return refuse("suspended");
	const file = checkSent(given.file);
	if (!file.ok) return refuse("incomplete", { question: "document" });
	const title = documentTitle.optional().safeParse(given.title);
	if (!title.success || (given.kind === "other" && title.data === undefined))
		return refuse("incomplete", { question: "title" });
	if (given.kind === "other" && (await store.ofKind(organization.id, "other")).length >= MOST_OTHERS)
		return refuse("tooManyDocuments", { max: MOST_OTHERS });
	const document: OrganizationDocument = {
		id: newId(),
		organizationId: organization.id,
		kind: given.kind,
		file: file.value,
		sentById: actor.person.id,
		sentAt: now,
		requestId: draft.requestId,
		keeping: "waiting",
	};
	if (title.data !== undefined) document.title = title.data;
	try {
		await transaction(() => replaceKind(document, now));
	} catch (error) {
		const other = isDuplicate(error) ? await store.byRequestId(draft.requestId) : undefined;
		if (!other) throw error;
		return done({ organization, document: other });
	}
	return done({ organization, document });
}

/** What a coordinator approved becomes a document of the organization, in place of the one of its kind. Part of the transaction that is running. */
export async function put(
	{ byId, ...sent }: Pick<OrganizationDocument, "organizationId" | "kind" | "file" | "requestId"> & { byId: string },
	now: Date,
): Promise<void> {
	await replaceKind({ id: newId(), ...sent, sentById: byId, sentAt: now, keeping: "waiting" }, now);
}

/** The organization has no license any more. Part of the transaction that is running. */
export async function removeLicense(organizationId: string): Promise<void> {
	for (const { id } of await store.ofKind(organizationId, "license")) await forgetOne(id);
}

async function replaceKind(document: OrganizationDocument, now: Date): Promise<void> {
	if (document.kind !== "other") {
		for (const { id } of await store.ofKind(document.organizationId, document.kind)) await forgetOne(id);
	}
	await store.add(document);
	await keepLater(document, now);
	await note("document.added", document.sentById, document, now);
}

/** A copy that is not made by then was given up, or its job came to an end with a restored backup. */
const STUCK_MS = 24 * 3600_000;

/** Once a day however often it is asked for. */
async function keepLater({ id, sentById }: OrganizationDocument, now: Date): Promise<void> {
	const job = { id: `document.keep:${id}:${dayAt(now)}`, kind: "document.keep", refs: { documentId: id } };
	await backgroundJobs.putNew({ ...job, personId: sentById, dueAt: now });
}

async function forgetOne(id: string): Promise<void> {
	await store.remove(id);
	await files.remove(id);
}

/** A license is replaced, never taken away; the others go. Taken away twice, it is gone all the same. */
export async function remove(
	actor: Actor,
	documentId: string,
	now: Date,
): Promise<Result<SeenDocument, "notFound" | "notAllowed" | "suspended">> {
	const document = await store.byId(documentId);
	const organization = document && (await organizations.byId(document.organizationId));
	if (!document || !organization || !may(actor, "document.see", organization)) return refuse("notFound");
	if (!may(actor, "profile.edit", organization) || document.kind === "license") return refuse("notAllowed");
	if (organization.state !== "approved") return refuse("suspended");
	await transaction(async () => {
		await forgetOne(documentId);
		await note("document.removed", actor.person.id, document, now);
	});
	return done({ organization, document });
}

/** Our own copy, for when Telegram does not know its id any more; nothing while there is none. */
export async function copyOf(document: OrganizationDocument): Promise<Uint8Array | undefined> {
	return document.keeping === "kept" ? await files.get(document.id) : undefined;
}

/** Telegram calls the file otherwise from now on. */
export async function isNowCalled(document: OrganizationDocument, fileId: string): Promise<void> {
	await store.setFileId(document.id, fileId);
}

/**
 * Makes our own copy: a background job. Throws when the file cannot be fetched now, to be tried again; a file that is
 * not what its name says is kept nowhere, and its sender is told.
 */
export async function keep(
	documentId: string,
	download: (fileId: string) => Promise<Uint8Array | undefined>,
	now: Date,
): Promise<void> {
	const document = await store.byId(documentId);
	if (document?.keeping !== "waiting") return;
	const bytes = await download(document.file.fileId);
	if (!bytes) {
		await store.setKeeping(documentId, "gone");
		return;
	}
	if (formatInside(bytes) !== formatOf(document.file)) return await tellUnfit(document, now);
	await files.put(documentId, bytes);
	// Taken away or replaced meanwhile.
	if (!(await store.setKeeping(documentId, "kept"))) await files.remove(documentId);
}

async function tellUnfit(document: OrganizationDocument, now: Date): Promise<void> {
	await transaction(async () => {
		if (!(await store.setKeeping(document.id, "unfit"))) return;
		await owe([
			{
				key: `document.unfit:${document.id}`,
				kind: "document.unfit",
				refs: { documentId: document.id },
				to: { personId: document.sentById },
				dueAt: now,
				urgent: true,
			},
		]);
	});
}

/** For a delivery: a document as it stands; nothing when it is gone. */
export async function documentOf(documentId: string): Promise<SeenDocument | undefined> {
	const document = await store.byId(documentId);
	const organization = document && (await organizations.byId(document.organizationId));
	return document && organization ? { document, organization } : undefined;
}

/** What a person sent goes with them. Part of the transaction that is running. */
export async function forgetSender(personId: string): Promise<void> {
	const sent = await store.sentBy(personId);
	await files.remove(...sent.map(({ id }) => id));
	for (const { organizationId, kind, file } of sent)
		if (kind === "license") await organizationForgetting.removeLicense(organizationId, file.fileId);
	await store.removeOf(personId);
}

async function note(action: string, byId: string, document: OrganizationDocument, now: Date): Promise<void> {
	await audit.add({
		at: now,
		byId,
		action,
		thing: { kind: "organization", id: document.organizationId },
		details: { documentId: document.id, kind: document.kind },
	});
}
