/** A registration's answers as the form keeps them, and how they become an organization's details (and back, for a correction). */
import { z } from "zod";
import { done, type Result, refuse } from "../kit/result.ts";
import {
	type LicenseFile,
	ORGANIZATION_ANSWERS,
	type Organization,
	type OrganizationAnswer,
	type OrganizationDetails,
	organizationAbout,
	organizationName,
	organizationNationalId,
	PEOPLE_COUNT,
	registrationNumber,
} from "./organization.ts";
import { personName, TITLES } from "./person.ts";

const people = z.number().int().min(PEOPLE_COUNT.min).max(PEOPLE_COUNT.max);
/** A value of a list the admins keep: whether it is in there is the service's to say. */
const listed = z.string().min(1).max(40);
const photo = z.object({ fileId: z.string().min(1) });

const answers = z.object({
	name: organizationName,
	registrationNumber: z.union([registrationNumber, z.object({ instead: z.literal("notRegisteredYet") })]),
	nationalId: organizationNationalId.optional(),
	foundedYear: z.number().int().min(1250).max(1500),
	licensingAuthority: listed.optional(),
	licenseExpiresOn: z.union([z.iso.date(), z.object({ instead: z.literal("beingRenewed") })]).optional(),
	fields: z.array(listed).min(1).max(60),
	neighbourhoods: z.array(z.string()).max(60).optional(),
	memberCount: people,
	volunteerCount: people,
	about: organizationAbout,
	directorName: personName,
	directorTitle: z.enum(TITLES),
	phone: z.string().regex(/^\+\d{8,15}$/),
	license: z.array(photo).max(1).optional(),
});

/** Each answer's own schema, for a profile that is changed answer by answer. */
export const answerSchemas = answers.shape;

/** What the registration form hands over. */
export type RegistrationAnswers = z.input<typeof answers>;

/** Which answers a correction changed. */
export function changedAnswers(before: Organization, after: Organization): OrganizationAnswer[] {
	const [was, is] = [answersFrom(before), answersFrom(after)];
	return ORGANIZATION_ANSWERS.filter((name) => JSON.stringify(was[name]) !== JSON.stringify(is[name]));
}

/** Refuses with the first question whose answer is missing or wrong. */
export function detailsFrom(given: RegistrationAnswers): Result<OrganizationDetails, "incomplete"> {
	const parsed = answers.safeParse(given);
	if (!parsed.success) return refuse("incomplete", { question: String(parsed.error.issues[0]?.path[0] ?? "name") });
	const answer = parsed.data;
	const details: OrganizationDetails = {
		name: answer.name,
		foundedYear: answer.foundedYear,
		fields: answer.fields,
		neighbourhoodIds: answer.neighbourhoods ?? [],
		memberCount: answer.memberCount,
		volunteerCount: answer.volunteerCount,
		about: answer.about,
		director: { name: answer.directorName, title: answer.directorTitle, phone: answer.phone },
	};
	// Who is not registered yet has no license: what was answered about it before that was changed does not count.
	if (typeof answer.registrationNumber !== "string") return done(details);
	details.registrationNumber = answer.registrationNumber;
	if (answer.nationalId !== undefined) details.nationalId = answer.nationalId;
	if (answer.licensingAuthority !== undefined) details.licensingAuthority = answer.licensingAuthority;
	if (typeof answer.licenseExpiresOn === "string") details.licenseExpiresOn = answer.licenseExpiresOn;
	const [license] = answer.license ?? [];
	if (license) details.licenseFile = { kind: "photo", fileId: license.fileId };
	return done(details);
}

/** The answers an application was made of, for its correction. */
export function answersFrom(details: OrganizationDetails): Partial<Record<OrganizationAnswer, unknown>> {
	const isRegistered = details.registrationNumber !== undefined;
	return {
		name: details.name,
		registrationNumber: details.registrationNumber ?? { instead: "notRegisteredYet" },
		...(details.nationalId === undefined ? {} : { nationalId: details.nationalId }),
		foundedYear: details.foundedYear,
		...(details.licensingAuthority === undefined ? {} : { licensingAuthority: details.licensingAuthority }),
		...(isRegistered ? { licenseExpiresOn: details.licenseExpiresOn ?? { instead: "beingRenewed" } } : {}),
		fields: details.fields,
		...(details.neighbourhoodIds.length > 0 ? { neighbourhoods: details.neighbourhoodIds } : {}),
		memberCount: details.memberCount,
		volunteerCount: details.volunteerCount,
		about: details.about,
		directorName: details.director.name,
		directorTitle: details.director.title,
		phone: details.director.phone,
		...(details.licenseFile ? { license: [licensePhoto(details.licenseFile)] } : {}),
	};
}

function licensePhoto(file: LicenseFile): { fileId: string } {
	return { fileId: file.fileId };
}
