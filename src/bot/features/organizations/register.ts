/** Registering an organization: its identity, what it does, where, who speaks for it; then a coordinator decides. */
import {
	LICENSING_AUTHORITIES,
	licenseDay,
	ORGANIZATION_FIELDS,
	type Organization,
	organizationAbout,
	organizationName,
	organizationNationalId,
	PEOPLE_COUNT,
	registrationNumber,
} from "../../../domain/organization.ts";
import { personName, TITLES } from "../../../domain/person.ts";
import * as neighbourhoodList from "../../../services/neighbourhoods.ts";
import * as organizations from "../../../services/organizations.ts";
import { sent } from "../../../views/organization.ts";
import { choice, date, form, many, neighbourhoods, number, phone, photos, text, year } from "../../form/index.ts";

/** Who says that they are not registered yet has no license to ask about; until then the longer way is counted. */
const isRegistered = ({ registrationNumber }: Readonly<Record<string, unknown>>) =>
	registrationNumber === undefined || typeof registrationNumber === "string";

/** Asked in this order; the correction asks some of them again. */
export const questions = {
	name: text(organizationName),
	registrationNumber: text(registrationNumber, { instead: "notRegisteredYet" }),
	nationalId: text(organizationNationalId, { onlyIf: isRegistered, optional: true }),
	foundedYear: year(),
	licensingAuthority: choice(LICENSING_AUTHORITIES, { onlyIf: isRegistered }),
	licenseExpiresOn: date({ onlyIf: isRegistered, instead: "beingRenewed", quick: false, check: licenseDay }),
	fields: many(ORGANIZATION_FIELDS, { atLeast: 1 }),
	neighbourhoods: neighbourhoods(neighbourhoodList, { optional: true }),
	memberCount: number(PEOPLE_COUNT),
	volunteerCount: number(PEOPLE_COUNT),
	about: text(organizationAbout),
	directorName: text(personName),
	directorTitle: choice(TITLES),
	phone: phone(),
	license: photos({ onlyIf: isRegistered, optional: true, atMost: 1 }),
};

export const registerOrganization = form("registerOrganization", {
	texts: "organizations",
	questions,
	submit: (actor, answers, now, draft) => organizations.register(actor, answers, now, draft),
	done: (organization: Organization, t) => sent({ organization }, t),
	title: (answers) => answers.name,
});
