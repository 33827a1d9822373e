/** The buttons about agencies, neighbourhoods and finding, and the things they are about. */
import type { Action } from "../../src/domain/permissions.ts";
import type { Person } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as agencyStore from "../../src/store/agencies.ts";
import * as contactStore from "../../src/store/contactRequests.ts";
import * as liaisonStore from "../../src/store/liaisons.ts";
import * as neighbourhoodStore from "../../src/store/neighbourhoods.ts";
import type { Deed, Thing } from "./deeds.ts";

/** An agency; the owner's place as its liaison; a neighbourhood; a request for contact to an organization of the owner's. */
export type AgencyThing = "agency" | "liaison" | "neighbourhood" | "contactRequest";

const ID = "0123456789abcdef";
const agency = (needs: Action[] = ["agencies.change"]): Deed => ({ needs, about: "agency" });
const liaison: Deed = { needs: ["agencies.change"], about: "liaison" };
const neighbourhood = (needs: Action[] = ["neighbourhoods.change"]): Deed => ({ needs, about: "neighbourhood" });

export const AGENCY_PRESSES: Record<string, Deed> = {
	"agency.list": { needs: ["agencies.change"] },
	"agency.add": { needs: ["agencies.change"] },
	"agency.open": agency([]),
	"agency.change": agency(),
	"agency.retire": agency(),
	"agency.retireYes": agency(),
	"agency.restore": agency(),
	"agency.liaison": liaison,
	"agency.dismiss": liaison,
	"agency.dismissYes": liaison,
	"invite.listOfAgency": agency(),
	"neighbourhood.list": { needs: ["neighbourhoods.change"] },
	"neighbourhood.add": { needs: ["neighbourhoods.change"] },
	"neighbourhood.sheet": { needs: ["neighbourhoods.change"] },
	"neighbourhood.example": { needs: ["neighbourhoods.change"] },
	"neighbourhood.commit": { needs: ["neighbourhoods.change"], rest: [ID] },
	"neighbourhood.cancel": { needs: ["neighbourhoods.change"], rest: [ID] },
	"neighbourhood.open": neighbourhood([]),
	"neighbourhood.map": neighbourhood([]),
	"neighbourhood.change": neighbourhood(),
	"neighbourhood.office": neighbourhood(),
	"neighbourhood.retire": neighbourhood(),
	"neighbourhood.retireYes": neighbourhood(),
	"neighbourhood.restore": neighbourhood(),
	"find.open": {},
	"find.who": {},
	"find.where": { rest: ["0", "1"] },
	"find.go": { rest: ["0", "-"] },
	"find.place": neighbourhood([]),
	"find.organization": { about: "organization", state: "approved" },
	"contact.ask": { needs: ["contact.ask"], about: "organization", state: "approved" },
	"contact.accept": { needs: ["contact.answer"], about: "contactRequest" },
	"contact.decline": { needs: ["contact.answer"], about: "contactRequest" },
};

export const AGENCY_COMMANDS: Record<string, Deed> = { find: {} };

/** Resolves to the id its button carries; `organizationId` is an approved one. */
export async function anAgencyThing(
	about: AgencyThing,
	{ id: organizationId, secret }: Thing,
	owner: Person,
	now: Date,
): Promise<string> {
	const id = newId();
	switch (about) {
		case "neighbourhood":
			await neighbourhoodStore.add({ id, name: secret, city: "قزوین", otherNames: [], isMarginalised: false });
			return id;
		case "contactRequest":
			await contactStore.add({ id, organizationId, byId: newId(), about: secret, state: "waiting", askedAt: now });
			return id;
	}
	const agencyId = newId();
	await agencyStore.add({
		...{ id: agencyId, name: { fa: secret, en: secret }, dimensions: ["social"], neighbourhoodIds: [] },
		createdAt: now,
	});
	if (about === "agency") return agencyId;
	await liaisonStore.add({ id, personId: owner.id, agencyId, since: now });
	return id;
}
