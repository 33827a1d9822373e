/** Fills a database with as many organizations and people as a large province would have, as the store keeps them. */
import mongoose from "mongoose";
import { ORGANIZATION_FIELDS, type Organization, type OrganizationState } from "../../../src/domain/organization.ts";
import { personKeys } from "../../../src/domain/peopleRegister.ts";
import * as organizations from "../../../src/store/organizations.ts";
import { type Chance, chance, organizationName, personName } from "./names.ts";

export interface Size {
	organizations: number;
	people: number;
	reports: number;
}

export const NOW = new Date("2026-11-24T06:30:00Z");
const DAY = 86_400_000;
const NEIGHBOURHOODS = 60;
const BATCH = 2_000;

/** "00000001": ids that sort as they were made. */
const idOf = (kind: string, number: number) => `${kind}${String(number).padStart(15, "0")}`;
export const organizationId = (number: number) => idOf("O", number);
export const personId = (number: number) => idOf("P", number);
export const neighbourhoodId = (number: number) => idOf("N", number % NEIGHBOURHOODS);
export const userIdOf = (number: number) => 300_000_000 + number;
export const phoneOf = (number: number) =>
	`+989${String(120_000_000 + ((number * 7_919) % 80_000_000)).padStart(9, "0")}`;

export async function fill(size: Size): Promise<void> {
	const luck = chance(1405);
	for (let first = 0; first < size.organizations; first += BATCH) {
		const count = Math.min(BATCH, size.organizations - first);
		await organizations.addMissing(Array.from({ length: count }, (_, index) => anOrganization(first + index, luck)));
	}
	for (let first = 0; first < size.people; first += BATCH) {
		const numbers = Array.from({ length: Math.min(BATCH, size.people - first) }, (_, index) => first + index);
		await collection("people").insertMany(numbers.map((number) => aPerson(number, luck)));
		await collection("memberships").insertMany(numbers.map((number) => aPlace(number, size)));
	}
}

function collection(name: string) {
	return mongoose.connection.collection<{ _id: string }>(name);
}

function anOrganization(number: number, luck: Chance): Organization {
	const roll = luck.number(100);
	const state: OrganizationState =
		roll < 88 ? "approved" : roll < 90 ? "suspended" : roll < 94 ? "waiting" : roll < 98 ? "rejected" : "withdrawn";
	const appliedAt = new Date(NOW.getTime() - (1 + luck.number(700)) * DAY);
	const expires = new Date(NOW.getTime() + (luck.number(1_400) - 300) * DAY).toISOString().slice(0, 10);
	const registered = luck.often(90);
	const director = personName(luck);
	const fields = [luck.one(ORGANIZATION_FIELDS), luck.one(ORGANIZATION_FIELDS), luck.one(ORGANIZATION_FIELDS)];
	const code = `O-${1390 + (number % 16)}-${String(Math.floor(number / 16) + 1).padStart(4, "0")}`;
	return {
		id: organizationId(number),
		code,
		state,
		steps: [{ event: "applied", at: appliedAt, byId: personId(number), round: 1 }],
		round: 1,
		revision: 2,
		applicantId: personId(number),
		requestId: `R${number}`,
		appliedAt,
		name: organizationName(luck),
		...(registered ? { registrationNumber: String(1_000 + number), licenseExpiresOn: expires } : {}),
		foundedYear: 1370 + luck.number(34),
		fields: [...new Set(fields)],
		neighbourhoodIds: [...new Set([0, 0].map(() => neighbourhoodId(luck.number(NEIGHBOURHOODS))))],
		memberCount: luck.number(200),
		volunteerCount: luck.number(500),
		about: "آموزش، توانمندسازی و پیگیری نیازهای محله با همراهی ساکنان",
		director: { ...director, phone: phoneOf(number) },
	} as Organization;
}

function aPerson(number: number, luck: Chance) {
	const { name, title } = personName(luck);
	const phone = phoneOf(number);
	const roles = number < 4 ? ["admin"] : number < 40 ? ["coordinator"] : [];
	const barred = number % 2_000 === 1_999 ? { barred: { at: NOW, byId: personId(0), reason: "پیام‌های نامربوط" } } : {};
	const _id = personId(number);
	return {
		_id,
		platform: "telegram",
		userId: userIdOf(number),
		language: "fa",
		name,
		title,
		phone,
		roles,
		consentedAt: new Date(NOW.getTime() - (1 + luck.number(900)) * DAY),
		...barred,
		...personKeys({ id: _id, name, phone }),
	};
}

/** The first of an organization is its director. */
function aPlace(number: number, size: Size) {
	return {
		_id: idOf("M", number),
		personId: personId(number),
		organizationId: organizationId(number % size.organizations),
		role: number < size.organizations ? "director" : "member",
		status: "active",
		since: NOW,
	};
}
