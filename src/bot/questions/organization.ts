/** What is asked about an organization, in this order: by its registration, by a correction, and by a change of its profile. */
import {
	licenseDay,
	organizationAbout,
	organizationName,
	organizationNationalId,
	PEOPLE_COUNT,
	registrationNumber,
} from "../../domain/organization.ts";
import { fullName, TITLES } from "../../domain/person.ts";
import { offered } from "../../services/lists.ts";
import * as neighbourhoodList from "../../services/neighbourhoods.ts";
import { choice, date, many, neighbourhoods, number, phone, photos, text, year } from "../form/index.ts";

/** Who says that they are not registered yet has no license to ask about; until then the longer way is counted. */
const isRegistered = ({ registrationNumber }: Readonly<Record<string, unknown>>) =>
	registrationNumber === undefined || typeof registrationNumber === "string";

export const questions = {
	name: text(organizationName),
	registrationNumber: text(registrationNumber, { instead: "notRegisteredYet" }),
	nationalId: text(organizationNationalId, { onlyIf: isRegistered, optional: true }),
	foundedYear: year(),
	licensingAuthority: choice({ from: () => offered("authorities") }, { onlyIf: isRegistered }),
	licenseExpiresOn: date({
		onlyIf: isRegistered,
		instead: "beingRenewed",
		quick: false,
		marksDaysOff: false,
		check: licenseDay,
	}),
	fields: many({ from: () => offered("fields") }, { atLeast: 1 }),
	neighbourhoods: neighbourhoods(neighbourhoodList, { optional: true }),
	memberCount: number(PEOPLE_COUNT),
	volunteerCount: number(PEOPLE_COUNT),
	about: text(organizationAbout),
	directorName: text(fullName),
	directorTitle: choice(TITLES),
	phone: phone(),
	license: photos({ onlyIf: isRegistered, optional: true, atMost: 1 }),
};
