/** A registrar's desk: people and organizations made through the services, for tests that need no chat. */
import { afterAll, beforeAll } from "vitest";
import type { Actor } from "../../src/domain/person.ts";
import type { RegistrationAnswers } from "../../src/domain/registration.ts";
import { newId } from "../../src/kit/ids.ts";
import * as organizations from "../../src/services/organizations/index.ts";
import * as people from "../../src/services/people.ts";
import { closeStore, connectStore, prepareStore } from "../../src/store/connection.ts";
import * as peopleStore from "../../src/store/people.ts";
import { aDatabaseUri } from "./mongod.ts";

/** A database of the test file's own. */
export function withDatabase(take = aDatabaseUri): void {
	beforeAll(async () => {
		await connectStore(take());
		await prepareStore();
	});
	afterAll(closeStore);
}

export const NOW = new Date("2026-11-24T06:30:00Z");
let lastUserId = 1000;

export async function aPerson(input: { roles?: ("coordinator" | "admin")[]; userId?: number } = {}): Promise<Actor> {
	const userId = input.userId ?? ++lastUserId;
	const actor = await people.consent({ platform: "telegram", userId, language: "fa", adminIds: [] }, NOW);
	for (const role of input.roles ?? []) await peopleStore.addRole(actor.person.id, role);
	return (await people.actorOf("telegram", userId)) as Actor;
}

export function answers(changed: Partial<RegistrationAnswers> = {}): RegistrationAnswers {
	return {
		name: "همیاران سبز قزوین",
		registrationNumber: "1843",
		nationalId: "10380284790",
		foundedYear: 1394,
		licensingAuthority: "environment",
		licenseExpiresOn: "2028-03-05",
		fields: ["environment", "education"],
		neighbourhoods: [],
		memberCount: 25,
		volunteerCount: 40,
		about: "آموزش تفکیک زباله در مدرسه‌های هادی‌آباد",
		directorName: "زهرا کریمی",
		directorTitle: "ms",
		phone: "+989125550142",
		...changed,
	};
}

export async function anApplication(applicant: Actor, changed: Partial<RegistrationAnswers> = {}) {
	const result = await organizations.register(applicant, answers(changed), NOW, { requestId: newId() });
	if (!result.ok) throw new Error(`the application was refused: ${result.reason}`);
	return result.value;
}
