/** A sample of everything about profiles and documents that the views show. */
import type { OrganizationDocument } from "../../src/domain/document.ts";
import type { Organization } from "../../src/domain/organization.ts";
import type { Actor } from "../../src/domain/person.ts";
import type { ProfileChange } from "../../src/domain/profile.ts";
import type { T } from "../../src/texts/index.ts";
import type { Message } from "../../src/texts/message.ts";
import * as documents from "../../src/views/document.ts";
import * as views from "../../src/views/profile.ts";
import * as changeViews from "../../src/views/profileChange.ts";

export interface Cast {
	organization: Organization;
	leader: Actor;
	coordinator: Actor;
	words: string;
	now: Date;
}

export function profileScreens(t: T, { organization, leader, coordinator, words, now }: Cast): Record<string, Message> {
	const director: Actor = {
		...leader,
		memberships: [
			{
				...{ id: "m", personId: leader.person.id, organizationId: organization.id },
				...{ role: "director", status: "active", since: now },
			},
		],
	};
	const rich: Organization = {
		...organization,
		licenseExpiresOn: "2026-12-17",
		capacity: {
			staffCount: 3,
			equipment: ["vehicle", "tents"],
			equipmentWords: words.slice(0, 300),
			skills: ["law"],
			skillsWords: words.slice(0, 300),
		},
	};
	const waiting: ProfileChange = {
		...{ id: "0123456789abcdef", organizationId: organization.id, byId: leader.person.id, at: now, requestId: "1" },
		state: "waiting",
		answers: ["name", "registrationNumber", "licensingAuthority", "licenseExpiresOn", "license"],
		before: {
			...{ name: organization.name, registrationNumber: "1843", licensingAuthority: "environment" },
			...{ licenseExpiresOn: "2026-12-17" },
		},
		after: {
			...{ name: words.slice(0, 120), registrationNumber: { instead: "notRegisteredYet" } },
			...{ licensingAuthority: "welfare", licenseExpiresOn: { instead: "beingRenewed" } },
			license: { kind: "photo", fileId: "file" },
		},
	};
	const decided = (state: ProfileChange["state"]): ProfileChange => ({
		...{ ...waiting, state, decidedById: coordinator.person.id, decidedAt: now, reason: words.slice(0, 500) },
	});
	const card = (change: ProfileChange, viewer = coordinator) => ({
		...{ change, organization: rich, by: leader.person, decidedBy: coordinator.person },
		...{ sameAs: [organization, organization, organization], viewer },
	});
	const statute: OrganizationDocument = {
		...{ id: "0123456789abcdef", organizationId: organization.id, kind: "other", title: words.slice(0, 80) },
		file: { kind: "document", fileId: "file", uniqueId: "u", name: words, mime: "application/pdf", bytes: 9 },
		...{ sentById: leader.person.id, sentAt: now, requestId: "1", keeping: "unfit" },
	};
	const shown = (viewer: Actor) => ({
		...{ organization: rich, viewer, neighbourhoods: ["هادی‌آباد"], waiting, documents: [statute] },
	});
	const many = Array.from({ length: 6 }, () => ({ change: waiting, organization: rich, by: leader.person }));
	return {
		profileOfDirector: views.profile({ shown: shown(director), now }, t),
		profileOfMember: views.profile({ shown: { ...shown(leader), waiting: undefined }, now }, t),
		profileForCoordinator: views.profile({ shown: shown(coordinator), now }, t),
		profileSuspended: views.profile(
			{ shown: { ...shown(director), organization: { ...rich, state: "suspended" } }, now },
			t,
		),
		profileEditing: views.editing(rich, t),
		profileChanged: views.changed({ organization: rich, change: decided("applied") }, t),
		profileChangeWaits: views.changed({ organization: rich, change: waiting }, t),
		profileNothing: views.changed({ organization: rich, change: undefined }, t),
		profileNothingWaits: views.changed({ organization: rich, change: decided("withdrawn") }, t),
		changeCard: changeViews.changeCard(card(waiting), t),
		changeCardOfDirector: changeViews.changeCard(card(waiting, director), t),
		...Object.fromEntries(
			(["approved", "rejected", "withdrawn", "replaced"] as const).map((state) => [
				`changeCard.${state}`,
				changeViews.changeCard(card(decided(state)), t),
			]),
		),
		newLicense: changeViews.newLicense(card(waiting), t) as Message,
		newLicenseLost: changeViews.newLicenseLost(card(waiting), t),
		toldChangeApproved: changeViews.approved(card(decided("approved")), t),
		toldChangeRejected: changeViews.rejected(card(decided("rejected")), t),
		rejectionSent: changeViews.rejectionSent({ change: waiting }, t),
		changesList: changeViews.changesList({ list: many, count: 1001, hasMore: true, page: 2 }, t),
		changesNone: changeViews.changesList({ list: [], count: 0, hasMore: false, page: 1 }, t),
		history: views.history({ organization: rich, list: many, count: 20, hasMore: true, page: 2 }, t),
		historyNone: views.history({ organization: rich, list: [], count: 0, hasMore: false, page: 1 }, t),
		documents: documents.list({ organization: rich, list: Array(13).fill(statute), viewer: director, page: 2 }, t),
		documentsNone: documents.list({ organization: rich, list: [], viewer: director, page: 1 }, t),
		documentsNoneForCoordinator: documents.list({ organization: rich, list: [], viewer: coordinator, page: 1 }, t),
		document: documents.document({ organization: rich, document: statute, viewer: director }, t),
		documentAgain: documents.document(
			{ organization: rich, document: statute, viewer: director },
			t,
			new Uint8Array([1]),
		),
		documentLost: documents.lost({ organization: rich, document: statute, viewer: director }, t),
		documentRemoveAsk: documents.removeAsk({ organization: rich, document: statute }, t),
		documentReceived: documents.received({ organization: rich, document: statute }, t),
		documentUnfit: documents.unfit({ organization: rich, document: statute }, t),
	};
}
