/** The kinds of deliveries about an organization's profile: a change to be approved, what became of it, a document that will not open. */

import type { Person } from "../domain/person.ts";
import { viewerOf } from "../services/cards.ts";
import { documentOf } from "../services/documents.ts";
import { type ChangeCard, changeCard } from "../services/profileChanges.ts";
import * as documentViews from "../views/document.ts";
import * as views from "../views/profileChange.ts";
import { type Kinds, kind, type Refs } from "./kind.ts";

export const profileKinds: Kinds = {
	// The coordinators' card: waits for a decision, or says what was decided.
	"profile.change": kind({ load: cardFor, view: views.changeCard }),
	"profile.approved": kind({ load: cardFor, view: views.approved }),
	"profile.rejected": kind({ load: cardFor, view: views.rejected }),
	"document.unfit": kind({
		async load({ documentId }) {
			const found = await documentOf(String(documentId));
			return found?.document.keeping === "unfit" ? found : undefined;
		},
		view: documentViews.unfit,
	}),
};

async function cardFor({ changeId }: Refs, recipient: Person | undefined): Promise<ChangeCard | undefined> {
	return recipient && (await changeCard(String(changeId), await viewerOf(recipient)));
}
