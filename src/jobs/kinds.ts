/** Every kind of delivery: what it is about, looked up when it is sent, and the view that shows it. */
import type { OrganizationState } from "../domain/organization.ts";
import { progressOf } from "../services/backgroundJobs.ts";
import * as cards from "../services/cards.ts";
import { cardOf as claimCardOf } from "../services/claims.ts";
import { fitting } from "../services/committees/index.ts";
import { sheet } from "../services/exports.ts";
import { previewOf } from "../services/imports.ts";
import { setAside } from "../views/alert.ts";
import * as applicationViews from "../views/application.ts";
import * as claimingViews from "../views/claiming.ts";
import * as exportingViews from "../views/exporting.ts";
import * as importingViews from "../views/importing.ts";
import * as organizationViews from "../views/organization.ts";
import * as peopleViews from "../views/peopleList.ts";
import { progressMessage } from "../views/progress.ts";
import * as registerViews from "../views/register.ts";
import * as settingsViews from "../views/settings.ts";
import * as staffViews from "../views/staff.ts";
import * as threadViews from "../views/thread.ts";
import { agencyKinds } from "./agencyKinds.ts";
import { announcementKinds } from "./announcementKinds.ts";
import { assessmentKinds } from "./assessments.ts";
import { committeeKinds } from "./committeeKinds.ts";
import { digestKinds } from "./digestKinds.ts";
import { type Kinds, kind, type Refs } from "./kind.ts";
import { meetingKinds } from "./meetingKinds.ts";
import { membershipKinds } from "./membershipKinds.ts";
import { minutesKinds } from "./minutesKinds.ts";
import { figureKinds } from "./monthly.ts";
import { profileKinds } from "./profileKinds.ts";
import { reportingKinds } from "./reportingKinds.ts";
import { reportKinds } from "./reportKinds.ts";
import { reportMapKinds } from "./reportMap.ts";
import { stalledWorkKinds } from "./stalledWorks.ts";

export const kinds: Kinds = {
	...announcementKinds,
	...meetingKinds,
	...minutesKinds,
	...membershipKinds,
	...committeeKinds,
	...agencyKinds,
	...profileKinds,
	...reportingKinds,
	...reportMapKinds,
	...reportKinds,
	...assessmentKinds,
	...stalledWorkKinds,
	...digestKinds,
	...figureKinds,
	"alert.setAside": kind({
		load: async ({ errorId }) => ({ errorId: String(errorId) }),
		view: setAside,
	}),
	"backgroundJob.progress": kind({
		load: ({ jobId }) => progressOf(String(jobId)),
		view: progressMessage,
	}),
	// The coordinators' card: waits for a decision, or says what was decided.
	"organization.applied": kind({
		async load({ organizationId, round }, recipient) {
			const organization = await cards.organizationOf(String(organizationId));
			if (!organization || !recipient) return undefined;
			return await cards.applicationCard(organization, Number(round), await cards.viewerOf(recipient));
		},
		view: applicationViews.card,
	}),
	// The applicant is told; when the application has moved on meanwhile, no more.
	"organization.approved": kind({
		changesRole: true,
		async load(refs) {
			const found = await decided(refs, "approved");
			return found && { ...found, committees: await fitting(found.organization) };
		},
		view: organizationViews.approved,
	}),
	"organization.askedForMore": kind({
		load: (refs) => decided(refs, "askedForMore"),
		view: organizationViews.askedForMore,
	}),
	"organization.rejected": kind({ load: (refs) => decided(refs, "rejected"), view: organizationViews.rejected }),
	"organization.suspended": kind({
		async load({ organizationId, revision }) {
			const organization = await cards.organizationOf(String(organizationId));
			const words = organization?.steps.at(-1)?.words ?? "";
			return organization?.state === "suspended" && organization.revision === Number(revision)
				? { organization, words }
				: undefined;
		},
		view: registerViews.toldSuspended,
	}),
	"organization.restored": kind({
		async load({ organizationId, revision }) {
			const organization = await cards.organizationOf(String(organizationId));
			return organization?.state === "approved" && organization.revision >= Number(revision)
				? { organization }
				: undefined;
		},
		view: registerViews.toldRestored,
	}),
	"person.barred": kind({
		load: async (_, recipient) => (recipient?.barred ? recipient : undefined),
		view: peopleViews.toldBarred,
	}),
	"person.unbarred": kind({
		load: async (_, recipient) => (recipient?.barred ? undefined : recipient),
		view: (_, t) => peopleViews.toldUnbarred(t),
	}),
	"thread.message": kind({
		async load({ threadId, number }, recipient) {
			const thread = await cards.threadOf(String(threadId));
			if (!thread || !recipient) return undefined;
			return await cards.threadCard(thread, Number(number), await cards.viewerOf(recipient));
		},
		view: threadViews.card,
	}),
	"thread.answered": kind({
		async load({ threadId, number }) {
			const thread = await cards.threadOf(String(threadId));
			return thread && { thread, number: Number(number) };
		},
		view: threadViews.answered,
	}),
	"thread.closed": kind({
		load: ({ threadId }) => cards.threadOf(String(threadId)),
		view: (_, t) => threadViews.closed(t),
	}),
	forgotten: kind({ load: async () => ({}), view: (_, t) => settingsViews.cardGone(t) }),
	"organization.leftWithoutDirector": kind({
		load: ({ organizationId }) => cards.organizationOf(String(organizationId)),
		view: settingsViews.leftWithoutDirector,
	}),
	"staff.appointed": kind({
		changesRole: true,
		load: async (_, recipient) => (recipient?.roles.includes("coordinator") ? recipient : undefined),
		view: (_, t) => staffViews.toldAppointed(t),
	}),
	"staff.dismissed": kind({
		changesRole: true,
		load: async (_, recipient) => (recipient?.roles.length === 0 ? recipient : undefined),
		view: (_, t) => staffViews.toldDismissed(t),
	}),
	"staff.began": kind({
		async load({ personId }) {
			const person = await cards.personOf(String(personId));
			return person && { person };
		},
		view: staffViews.toldBegan,
	}),
	"import.preview": kind({ load: ({ importId }) => previewOf(String(importId)), view: importingViews.importMessage }),
	"import.written": kind({ load: ({ importId }) => previewOf(String(importId)), view: importingViews.told }),
	"import.annotated": kind({ load: paperOf, view: importingViews.annotated }),
	"export.ready": kind({
		async load(refs, _, now) {
			const paper = await paperOf(refs);
			return paper && { ...paper, kind: String(refs.what), now };
		},
		view: exportingViews.ready,
	}),
	"claim.asked": kind({ load: ({ claimId }) => claimCardOf(String(claimId)), view: claimingViews.card }),
	"claim.decided": kind({
		changesRole: true,
		load: ({ claimId }) => claimCardOf(String(claimId)),
		view: claimingViews.decided,
	}),
	"claim.codeList": kind({ load: paperOf, view: claimingViews.codeList }),
};

/** A sheet that was made for somebody; nothing when its time is over. */
async function paperOf({ paperId }: Refs): Promise<{ content: Uint8Array } | undefined> {
	const content = await sheet(String(paperId));
	return content && { content };
}

async function decided({ organizationId, round }: Refs, state: OrganizationState) {
	const organization = await cards.organizationOf(String(organizationId));
	const stands = organization?.state === state && organization.round === Number(round);
	return stands ? { organization } : undefined;
}
