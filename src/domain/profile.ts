/** An organization's profile: what its people may change at once, what the secretariat approves first, and each change. */
import { z } from "zod";
import { done, type Result, refuse } from "../kit/result.ts";
import { type Capacity, capacityWords, EQUIPMENT, PUBLIC_CONTACTS, SKILLS } from "./capacity.ts";
import { checkSent, type SentFile } from "./document.ts";
import { ORGANIZATION_ANSWERS, type Organization, type OrganizationAnswer, PEOPLE_COUNT } from "./organization.ts";
import { may } from "./permissions.ts";
import type { Actor } from "./person.ts";
import { answerSchemas, answersFrom } from "./registration.ts";

export const CAPACITY_ANSWERS = [
	"staffCount",
	"equipment",
	"equipmentWords",
	"skills",
	"skillsWords",
	"publicContact",
] as const;
export type CapacityAnswer = (typeof CAPACITY_ANSWERS)[number];
export type ProfileAnswer = OrganizationAnswer | CapacityAnswer;
export const PROFILE_ANSWERS: readonly ProfileAnswer[] = [...ORGANIZATION_ANSWERS, ...CAPACITY_ANSWERS];

/** What others rely on: it stands until a coordinator has approved another. */
export const SENSITIVE_ANSWERS = [
	"name",
	"registrationNumber",
	"nationalId",
	"licensingAuthority",
	"licenseExpiresOn",
	"license",
] as const satisfies readonly OrganizationAnswer[];
export type SensitiveAnswer = (typeof SENSITIVE_ANSWERS)[number];

export function isSensitive(answer: ProfileAnswer): answer is SensitiveAnswer {
	return (SENSITIVE_ANSWERS as readonly string[]).includes(answer);
}

/** Who is not registered yet is not asked about a license. */
const ONLY_REGISTERED: readonly ProfileAnswer[] = ["nationalId", "licensingAuthority", "licenseExpiresOn", "license"];

/** Phone numbers and the license are for the secretariat and for who gave them, not for every member. */
export function seesPersonal(actor: Actor, organization: Organization): boolean {
	return organization.applicantId === actor.person.id || may(actor, "document.see", organization);
}

/** What may be changed of this organization, in the order it is asked. */
export function changeable(organization: Organization): ProfileAnswer[] {
	const isRegistered = organization.registrationNumber !== undefined;
	return PROFILE_ANSWERS.filter((answer) => isRegistered || !ONLY_REGISTERED.includes(answer));
}

/** Answers by the names of their questions, as the form keeps them; null: taken away. */
export type ProfileAnswers = Partial<Record<ProfileAnswer, unknown>>;

export const CHANGE_STATES = ["waiting", "applied", "approved", "rejected", "withdrawn", "replaced"] as const;
export type ChangeState = (typeof CHANGE_STATES)[number];

/** One change of a profile: at once ("applied"), or waiting for a coordinator. */
export interface ProfileChange {
	id: string;
	organizationId: string;
	byId: string;
	at: Date;
	requestId: string;
	state: ChangeState;
	/** Which answers it is about. */
	answers: ProfileAnswer[];
	/** Only of what is approved first: the rest holds phone numbers and names. */
	before?: ProfileAnswers;
	after?: ProfileAnswers;
	/** The organization's revision that the change made. */
	revision?: number;
	decidedById?: string;
	decidedAt?: Date;
	reason?: string;
}

const sentFile = z
	.object({
		kind: z.enum(["photo", "document"]),
		fileId: z.string().min(1),
		uniqueId: z.string(),
		name: z.string(),
		mime: z.string(),
		bytes: z.number(),
	})
	.refine((file) => checkSent(file).ok);

const schemas: Record<ProfileAnswer, z.ZodType> = {
	...answerSchemas,
	license: sentFile,
	staffCount: z.number().int().min(PEOPLE_COUNT.min).max(PEOPLE_COUNT.max),
	equipment: z.array(z.enum(EQUIPMENT)),
	equipmentWords: capacityWords,
	skills: z.array(z.enum(SKILLS)),
	skillsWords: capacityWords,
	publicContact: z.enum(PUBLIC_CONTACTS),
};

/** What may be taken away again. */
const OPTIONAL: readonly ProfileAnswer[] = ["nationalId", "neighbourhoods", ...CAPACITY_ANSWERS];

/** The answers as they stand. */
export function profileAnswers(organization: Organization): ProfileAnswers {
	const { license: _, ...answers } = answersFrom(organization);
	const file = organization.licenseFile;
	return { ...answers, ...organization.capacity, ...(file ? { license: file } : {}) };
}

/** Those of the given answers that say something else than what stands. */
export function whatDiffers(organization: Organization, given: ProfileAnswers): ProfileAnswers {
	const now = profileAnswers(organization);
	return Object.fromEntries(
		Object.entries(given).filter(([name, answer]) => !isSame(now[name as ProfileAnswer], answer)),
	);
}

function isSame(one: unknown, other: unknown): boolean {
	if (one == null || other == null) return (one ?? undefined) === (other ?? undefined);
	if (isFile(one) && isFile(other)) return one.fileId === other.fileId;
	return JSON.stringify(one) === JSON.stringify(other);
}

function isFile(answer: unknown): answer is { fileId: string } {
	return typeof answer === "object" && answer !== null && "fileId" in answer;
}

/** The organization with these answers in place of the old ones; refuses with the first that is wrong. */
export function withAnswers(organization: Organization, given: ProfileAnswers): Result<Organization, "incomplete"> {
	const after: Organization = { ...organization, director: { ...organization.director } };
	const capacity: Record<string, unknown> = { ...organization.capacity };
	for (const name of PROFILE_ANSWERS) {
		if (!Object.hasOwn(given, name)) continue;
		const answer = given[name];
		if (answer == null) {
			if (!OPTIONAL.includes(name)) return refuse("incomplete", { question: name });
		} else if (!schemas[name].safeParse(answer).success) {
			return refuse("incomplete", { question: name });
		}
		const value = answer == null ? undefined : schemas[name].parse(answer);
		if ((CAPACITY_ANSWERS as readonly string[]).includes(name)) put(capacity, name, value);
		else answerTo(after, name as OrganizationAnswer, value);
	}
	// An answer about a license counts for nothing when the number went in the same breath.
	if (after.registrationNumber === undefined) notRegistered(after);
	if (Object.keys(capacity).length > 0) after.capacity = capacity as Capacity;
	else delete after.capacity;
	return done(after);
}

function put(into: object, name: string, value: unknown): void {
	const isNothing = value === undefined || (Array.isArray(value) && value.length === 0);
	if (isNothing) delete (into as Record<string, unknown>)[name];
	else (into as Record<string, unknown>)[name] = value;
}

function answerTo(organization: Organization, name: OrganizationAnswer, value: unknown): void {
	switch (name) {
		case "directorName":
			organization.director.name = value as string;
			return;
		case "directorTitle":
			organization.director.title = value as Organization["director"]["title"];
			return;
		case "phone":
			organization.director.phone = value as string;
			return;
		case "neighbourhoods":
			organization.neighbourhoodIds = (value as string[] | undefined) ?? [];
			return;
		case "license": {
			const { kind, fileId } = value as SentFile;
			organization.licenseFile = { kind, fileId };
			return;
		}
		case "registrationNumber":
			if (typeof value === "string") organization.registrationNumber = value;
			else notRegistered(organization);
			return;
		case "licenseExpiresOn":
			put(organization, name, typeof value === "string" ? value : undefined);
			return;
		default:
			put(organization, name, value);
	}
}

function notRegistered(organization: Organization): void {
	delete organization.registrationNumber;
	delete organization.nationalId;
	delete organization.licensingAuthority;
	delete organization.licenseExpiresOn;
	delete organization.licenseFile;
}
