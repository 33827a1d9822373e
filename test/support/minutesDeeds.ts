/** The buttons about minutes, actions and decisions, and one of each that is the owner's. */
import type { SeatHolder } from "../../src/domain/committee.ts";
import type { Person } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as actionStore from "../../src/store/actionItems.ts";
import * as attendanceStore from "../../src/store/attendances.ts";
import * as decisionStore from "../../src/store/decisions.ts";
import * as meetingStore from "../../src/store/meetings.ts";
import * as minutesStore from "../../src/store/minutes.ts";
import type { Deed } from "./deeds.ts";
import { aMeetingThing } from "./meetingDeeds.ts";

const ID = "0123456789abcdef";
const HOLDER: SeatHolder = { kind: "organization", id: ID };

export type MinutesThing = "minutes" | "actionItem" | "decision";

const reads = (...rest: string[]): Deed => ({ needs: ["meeting.see"], about: "minutes", rest });
const writes = (...rest: string[]): Deed => ({ needs: ["meeting.see", "meeting.run"], about: "minutes", rest });
const action = (...needs: NonNullable<Deed["needs"]>): Deed => ({ needs, about: "actionItem" });

export const MINUTES_PRESSES: Record<string, Deed> = {
	"minutes.open": reads("1"),
	"minutes.add": writes(),
	"minutes.point": writes(ID),
	"minutes.change": writes(ID),
	"minutes.drop": writes(ID),
	"minutes.move": writes(ID, "0"),
	"minutes.send": writes(),
	"minutes.object": reads(),
	"minutes.objections": writes("1"),
	"minutes.paper": reads(),
	"minutes.waiting": { needs: ["meeting.begin"] },
	"action.list": { rest: ["mine"] },
	"action.turn": { rest: ["mine", "after", ID, "2"] },
	"action.open": action("actionItem.see"),
	"action.report": action("actionItem.see", "actionItem.report"),
	"action.confirm": action("actionItem.see", "meeting.run"),
	"action.return": action("actionItem.see", "meeting.run"),
	"decision.list": { needs: ["committee.see"], about: "committee" },
	"decision.turn": { needs: ["committee.see"], about: "committee", rest: ["after", ID, "2"] },
	"decision.open": { needs: ["meeting.see"], about: "decision" },
};

export const MINUTES_COMMANDS: Record<string, Deed> = { actions: {} };

/** Resolves to the id its button carries. */
export async function aMinutesThing(what: MinutesThing, secret: string, owner: Person, now: Date): Promise<string> {
	const meetingId = await aMeetingThing(secret, owner, now);
	const meeting = await meetingStore.byId(meetingId);
	if (!meeting) throw new Error("no meeting");
	await meetingStore.close(meetingId);
	const { invited, committeeId = "" } = meeting;
	const point = { id: ID, kind: "decision" as const, words: secret };
	await attendanceStore.put({ meetingId, holder: HOLDER, how: "ticked", byId: owner.id, at: now });
	await minutesStore.expect({
		...{ id: meetingId, committeeId, invited, title: secret, heldAt: now, state: "sent", points: [point] },
		...{ versions: [{ number: 1, points: [point], sentAt: now }], objections: [], revision: 1 },
		lockAt: new Date(now.getTime() + 86_400_000),
	});
	const id = newId();
	if (what === "actionItem")
		await actionStore.addMissing([
			{
				...{ id, meetingId, committeeId, invited, words: secret, owner: HOLDER, dueOn: "2026-12-30", state: "open" },
				...{ createdAt: now, revision: 0 },
			},
		]);
	if (what === "decision")
		await decisionStore.addMissing([
			{ id, code: `D-1405-${id}`, meetingId, committeeId, invited, words: secret, at: now },
		]);
	return what === "minutes" ? meetingId : id;
}
