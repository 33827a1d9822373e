/** Every kind of delivery: what it is about, looked up when it is sent, and the view that shows it. */
import type { OrganizationState } from "../domain/organization.ts";
import type { Person } from "../domain/person.ts";
import { progressOf } from "../services/backgroundJobs.ts";
import * as cards from "../services/cards.ts";
import type { T } from "../texts/index.ts";
import type { Message } from "../texts/message.ts";
import { setAside } from "../views/alert.ts";
import * as applicationViews from "../views/application.ts";
import * as organizationViews from "../views/organization.ts";
import { progressMessage } from "../views/progress.ts";
import * as settingsViews from "../views/settings.ts";
import * as staffViews from "../views/staff.ts";
import * as threadViews from "../views/thread.ts";

export type Refs = Record<string, string | number>;

export interface Kind<Thing> {
	/** What the message is about as things stand now; nothing when its cause is over, then it is skipped. */
	load(refs: Refs, recipient: Person | undefined, now: Date): Promise<Thing | undefined>;
	view(thing: Thing, t: T): Message;
	changesRole?: boolean;
}

/** A kind whose thing only it knows: it renders itself, or nothing when its cause is over. */
export interface AnyKind {
	/** Tells of a new role: the menu of the chat follows. */
	changesRole?: boolean;
	render(refs: Refs, recipient: Person | undefined, now: Date, t: T): Promise<Message | undefined>;
}

export type Kinds = Record<string, AnyKind>;

export function kind<Thing>({ load, view, changesRole = false }: Kind<Thing>): AnyKind {
	return {
		changesRole,
		async render(refs, recipient, now, t) {
			const thing = await load(refs, recipient, now);
			return thing === undefined ? undefined : view(thing, t);
		},
	};
}

export const kinds: Kinds = {
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
		load: (refs) => decided(refs, "approved"),
		view: organizationViews.approved,
	}),
	"organization.askedForMore": kind({
		load: (refs) => decided(refs, "askedForMore"),
		view: organizationViews.askedForMore,
	}),
	"organization.rejected": kind({ load: (refs) => decided(refs, "rejected"), view: organizationViews.rejected }),
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
};

async function decided({ organizationId, round }: Refs, state: OrganizationState) {
	const organization = await cards.organizationOf(String(organizationId));
	const stands = organization?.state === state && organization.round === Number(round);
	return stands ? { organization } : undefined;
}
