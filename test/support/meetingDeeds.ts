/** The buttons about meetings, and a meeting of a committee the owner sits in. */
import type { Action } from "../../src/domain/permissions.ts";
import type { Person } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as committeeStore from "../../src/store/committees.ts";
import * as meetingStore from "../../src/store/meetings.ts";
import * as seatStore from "../../src/store/seats.ts";
import type { Deed } from "./deeds.ts";

const ID = "0123456789abcdef";
const DAY_MS = 86_400_000;

const of = (needs: Action[], rest: string[] = []): Deed => ({ needs, about: "meeting", rest });
const sees = (...rest: string[]) => of(["meeting.see"], rest);
const runs = (...rest: string[]) => of(["meeting.see", "meeting.run"], rest);
const answers = (...rest: string[]) => of(["meeting.see", "meeting.answer"], rest);

export const MEETING_PRESSES: Record<string, Deed> = {
	"meeting.begin": { needs: ["meeting.begin"] },
	"meeting.list": { rest: ["coming"] },
	"meeting.turn": { rest: ["coming", "after", ID, "2"] },
	"meeting.open": sees(),
	"meeting.as": sees(`o${ID}`),
	"meeting.answer": answers(`o${ID}`, "0"),
	"meeting.agenda": sees(),
	"meeting.file": sees("0"),
	"meeting.ics": sees(),
	"meeting.propose": sees(),
	"meeting.attend": sees(),
	"meeting.manage": runs(),
	"meeting.answers": runs(),
	"meet.tick": runs(`o${ID}`, "i", ""),
	"meeting.tickOthers": runs(),
	"meeting.points": runs(),
	"meeting.point": runs(ID),
	"meeting.move": runs(ID, "up"),
	"meeting.take": runs(ID),
	"meeting.leave": runs(ID),
	"meeting.takeFound": runs("overdueReports"),
	"meeting.addPoint": runs(),
	"meeting.code": runs(),
	"meeting.qr": runs(),
	"meeting.change": runs(),
	"meeting.reminders": runs(),
	"meeting.remind": runs("1440", "off"),
	"meeting.cancel": runs(),
	"meeting.series": runs(),
	"calendar.feed": {},
	"calendar.make": {},
	"calendar.revoke": {},
};

export const MEETING_COMMANDS: Record<string, Deed> = {
	newmeeting: { needs: ["meeting.begin"] },
	meetings: {},
};

/** Resolves to the id its button carries. */
export async function aMeetingThing(secret: string, owner: Person, now: Date): Promise<string> {
	const committeeId = newId();
	const words = { fa: "کمیتهٔ آزمون", en: "Trial" };
	await committeeStore.add({ id: committeeId, dimension: "social", name: words, mandate: words, createdAt: now });
	await seatStore.add({
		...{ id: newId(), committeeId, holder: { kind: "organization", id: ID }, personId: owner.id },
		...{ office: "member", votes: true, since: now },
	});
	const id = newId();
	const startsAt = new Date(now.getTime() + 3 * DAY_MS);
	await meetingStore.add([
		{
			...{ id, code: `M-1405-${id}`, committeeId, invited: { kind: "committee", committeeId }, title: secret },
			...{ startsAt, minutes: 60, endsAt: new Date(startsAt.getTime() + 3_600_000), address: secret },
			...{ agenda: [{ id: ID, title: secret }], proposals: [], files: [], reminders: [1_440], state: "planned" },
			...{ invitesAt: now, revision: 0, sequence: 0, plan: 0, icsUid: `${id}@dabir`, byId: newId(), secret: "s" },
			...{ requestId: newId(), createdAt: now },
		},
	]);
	return id;
}
