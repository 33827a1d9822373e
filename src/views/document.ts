/** An organization's documents: the list, one of them as a file, and what is said when one is not what it seemed. */
import { DOCUMENT_KINDS, type DocumentKind, MOST_OTHERS, type OrganizationDocument } from "../domain/document.ts";
import type { Organization } from "../domain/organization.ts";
import { may } from "../domain/permissions.ts";
import type { Actor } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { type Button, type Message, press } from "../texts/message.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";
import { shortened } from "./form.ts";
import { homeButton } from "./home.ts";
import { PAGE } from "./paging.ts";
import { profileButton } from "./profile.ts";

export interface DocumentList {
	organization: Organization;
	list: OrganizationDocument[];
	viewer: Actor;
	/** Counted from 1. */
	page: number;
}

/** All documents, six a page, each with its number; for the director, what may be sent. */
export function list({ organization, list, viewer, page }: DocumentList, t: T): Message {
	const edits = mayChange(viewer, organization);
	const pages = Math.max(1, Math.ceil(list.length / PAGE));
	const at = Math.min(Math.max(1, page), pages);
	const shown = list.slice((at - 1) * PAGE, at * PAGE);
	const numberOf = (index: number) => (at - 1) * PAGE + index + 1;
	const lines = shown.map((one, index) =>
		t("profile.documents.line", {
			number: numberOf(index),
			title: titleOf(one, t),
			form: html(t.dynamic(`profile.documents.sentAs.${one.file.kind}`)),
			day: html(t.shortDate(one.sentAt)),
		}),
	);
	if (shown.length === 0) lines.push(t(edits ? "profile.documents.emptyYours" : "profile.documents.empty"));
	const numbers = shown.map((one, index) => ({
		label: t.digits(numberOf(index)),
		press: press("document.open", one.id),
	}));
	return {
		text: [t("profile.documents.title", { name: organization.name }), "", ...lines].join("\n"),
		buttons: [
			...(numbers.length > 0 ? [numbers] : []),
			...(pages > 1 ? [turn(organization, at, pages, t)] : []),
			...(edits ? sendRows(organization, list, t) : []),
			[profileButton(organization, t), homeButton(t)],
		],
	};
}

function turn({ id }: Organization, page: number, pages: number, t: T): Button[] {
	const row: Button[] = [];
	if (page < pages)
		row.push({ label: t.plain("coordination.button.next"), press: press("document.list", id, page + 1) });
	row.push({ label: t.plain("coordination.button.page", { page, pages }), press: press("document.list", id, page) });
	if (page > 1)
		row.push({ label: t.plain("coordination.button.previous"), press: press("document.list", id, page - 1) });
	return t.direction === "rtl" ? row : row.reverse();
}

function mayChange(viewer: Actor, organization: Organization): boolean {
	return organization.state === "approved" && may(viewer, "profile.edit", organization);
}

/** One button a kind; a license only for who is registered, others while there is room. */
function sendRows(organization: Organization, list: OrganizationDocument[], t: T): Button[][] {
	const has = (kind: DocumentKind) => list.filter((one) => one.kind === kind).length;
	return DOCUMENT_KINDS.filter(
		(kind) =>
			(kind !== "license" || organization.registrationNumber !== undefined) &&
			(kind !== "other" || has("other") < MOST_OTHERS),
	).map((kind) => {
		const what = kind !== "other" && has(kind) > 0 ? "replace" : "send";
		return [
			{
				label: t.dynamicPlain(`profile.button.${what}.${kind}`),
				press: press("document.send", organization.id, kind),
			},
		];
	});
}

function titleOf({ kind, title }: OrganizationDocument, t: T): SafeHtml {
	return title === undefined ? html(t.dynamic(`profile.documents.kind.${kind}`)) : t.value(title);
}

export interface ShownDocument {
	organization: Organization;
	document: OrganizationDocument;
	viewer: Actor;
}

/** The document itself; `content` is our own copy, for when Telegram does not know the file any more. */
export function document({ organization, document, viewer }: ShownDocument, t: T, content?: Uint8Array): Message {
	const { file, id, kind } = document;
	const rows: Button[][] = [];
	if (mayChange(viewer, organization) && kind !== "license")
		rows.push([{ label: t.plain("profile.button.removeDocument"), press: press("document.remove", id) }]);
	rows.push([listButton(organization, t), homeButton(t)]);
	return {
		text: [
			t("profile.documents.caption", {
				title: titleOf(document, t),
				name: organization.name,
				code: organization.code,
			}),
			...(document.keeping === "unfit" ? [t("profile.documents.unfitLine")] : []),
		].join("\n"),
		file: {
			kind: file.kind,
			source: content === undefined ? { fileId: file.fileId } : { content, name: nameOf(document) },
		},
		buttons: rows,
	};
}

/** A file is given back under the name it came with. */
function nameOf({ file, kind }: OrganizationDocument): string {
	return file.name === "" ? `${kind}.jpg` : file.name;
}

/** Neither Telegram nor we have it any more. */
export function lost({ organization, document }: ShownDocument, t: T): Message {
	return {
		text: t("profile.documents.lost", { title: titleOf(document, t) }),
		buttons: [[listButton(organization, t), homeButton(t)]],
	};
}

export function removeAsk({ organization, document }: Omit<ShownDocument, "viewer">, t: T): Message {
	return {
		text: t("profile.documents.removeAsk", { title: titleOf(document, t) }),
		buttons: [
			[{ label: t.plain("profile.button.removeYes"), press: press("document.removeYes", document.id) }],
			[listButton(organization, t), homeButton(t)],
		],
	};
}

/** After a document was sent. */
export function received({ organization, document }: Omit<ShownDocument, "viewer">, t: T): Message {
	return {
		text: t("profile.documents.received", { title: titleOf(document, t) }),
		buttons: [[listButton(organization, t), profileButton(organization, t)], [homeButton(t)]],
	};
}

/** A file that turned out to be something else than its name says. */
export function unfit({ organization, document }: Omit<ShownDocument, "viewer">, t: T): Message {
	return {
		text: t("profile.documents.unfit", {
			title: titleOf(document, t),
			file: shortened(document.file.name, NAME_LENGTH),
		}),
		buttons: [[listButton(organization, t), homeButton(t)]],
	};
}

/** Enough of a file's name to know it by. */
const NAME_LENGTH = 60;

function listButton({ id }: Organization, t: T): Button {
	return { label: t.plain("profile.button.documentList"), press: press("document.list", id) };
}
