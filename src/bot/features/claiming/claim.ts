/** "This organization is mine": the code on paper or the registration number, and who speaks for it. */
import { claimKey } from "../../../domain/claim.ts";
import { personName, TITLES } from "../../../domain/person.ts";
import * as claims from "../../../services/claims.ts";
import { sent } from "../../../views/claiming.ts";
import { choice, form, phone, text } from "../../form/index.ts";

export const claimOrganization = form("claimOrganization", {
	texts: "claiming",
	questions: {
		key: text(claimKey),
		directorName: text(personName),
		directorTitle: choice(TITLES),
		phone: phone(),
	},
	submit: (actor, answers, now, draft) => claims.claim(actor, answers, now, draft),
	done: (value: claims.Claimed, t) => sent(value, t),
	changesRole: true,
});
