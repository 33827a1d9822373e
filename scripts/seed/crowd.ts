/** Many demo people who only read: whoever writes to everybody in the playground writes to them too. Nobody of them exists. */
import * as people from "../../src/services/people.ts";
import type { Inhabitant } from "./province.ts";

const FIRST_ID = 220_000_000;
const MOST = 5_000;

const FIRST_NAMES = {
	ms: ["مینا", "لیلا", "شیرین", "پریسا", "الهام", "ندا", "فاطمه", "سمیه", "راضیه", "مهسا"],
	mr: ["کاوه", "پیمان", "مجید", "بهرام", "احسان", "مهدی", "ناصر", "سعید", "جواد", "آرش"],
};
const LAST_NAMES = [
	...["مرادی", "صفری", "یوسفی", "کاظمی", "رستمی", "حیدری", "شریفی", "سلیمانی", "بهرامی", "اکبری"],
	...["نجفی", "عباسی", "زارعی", "قربانی", "موسوی", "جعفری", "فرهادی", "ملکی", "صادقی", "خسروی"],
];

/** So many of them, each the same at every start; a few read English. */
export function crowd(count: number): Inhabitant[] {
	return Array.from({ length: Math.min(count, MOST) }, (_, index) => {
		const title = index % 2 === 0 ? "ms" : "mr";
		return {
			userId: FIRST_ID + index,
			firstName: FIRST_NAMES[title][Math.floor(index / 2) % 10] ?? "",
			lastName: `${LAST_NAMES[Math.floor(index / 20) % 20]} - نمونه`,
			language: index % 50 === 7 ? "en" : "fa",
			title,
			phone: `+98913555${String(index).padStart(4, "0")}`,
		};
	});
}

/** They have a phone, and none on the playground's page: there is no room for so many. */
export function isOfCrowd(userId: number): boolean {
	return userId >= FIRST_ID && userId < FIRST_ID + MOST;
}

/** Each has agreed to be remembered and has a name; whoever had is left as they are. */
export async function agree({ userId, language, firstName, lastName, title }: Inhabitant, now: Date): Promise<void> {
	if (await people.actorOf("telegram", userId)) return;
	const actor = await people.consent({ platform: "telegram", userId, language, adminIds: [] }, now);
	const named = await people.introduce(actor, { name: `${firstName} ${lastName}`, title });
	if (!named.ok) throw new Error(`${firstName} cannot be named: ${named.reason}`);
}
