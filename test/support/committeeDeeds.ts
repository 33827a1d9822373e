/** The buttons about committees, seats and groups, and the things they are about. */
import type { Action } from "../../src/domain/permissions.ts";
import type { Person } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as committeeStore from "../../src/store/committees.ts";
import * as requestStore from "../../src/store/seatRequests.ts";
import * as seatStore from "../../src/store/seats.ts";
import type { Deed, Thing } from "./deeds.ts";

/** A committee the owner sits in; their seat there; a request they made. */
export type CommitteeThing = "committee" | "seat" | "seatRequest";

const ID = "0123456789abcdef";
const ofCommittee = (needs: Action[], rest: string[] = []): Deed => ({ needs, about: "committee", rest });
const ofSeat = (needs: Action[], rest: string[] = []): Deed => ({ needs, about: "seat", rest });
const ofRequest = (needs: Action[]): Deed => ({ needs, about: "seatRequest" });

export const COMMITTEE_PRESSES: Record<string, Deed> = {
	"committee.list": {},
	"committee.open": ofCommittee(["committee.see"]),
	"committee.seats": ofCommittee(["committee.see"]),
	"committee.history": ofCommittee(["committee.see"]),
	"committee.ask": ofCommittee(["committee.ask"], [ID]),
	"committee.agencies": ofCommittee(["committee.appoint"], ["0"]),
	"committee.seatAgency": ofCommittee(["committee.appoint"], [ID]),
	"committee.add": { needs: ["committee.keep"] },
	"committee.change": ofCommittee(["committee.see", "committee.keep"]),
	"committee.retire": ofCommittee(["committee.see", "committee.keep"]),
	"committee.retireYes": ofCommittee(["committee.see", "committee.keep"]),
	"seatRequest.list": { needs: ["organization.seeWaiting"] },
	"seatRequest.card": ofRequest(["committee.run"]),
	"seatRequest.approve": ofRequest(["committee.run"]),
	"seatRequest.decline": ofRequest(["committee.run"]),
	"seatRequest.withdraw": ofRequest(["seatRequest.withdraw"]),
	"seat.open": ofSeat(["committee.see"]),
	"seat.replace": ofSeat(["committee.see", "seat.change"]),
	"seat.leave": ofSeat(["committee.see", "seat.change"]),
	"seat.leaveYes": ofSeat(["committee.see", "seat.change"]),
	"seat.term": ofSeat(["committee.see", "committee.run"]),
	"seat.appoint": ofSeat(["committee.see", "committee.appoint"], ["chair"]),
	"group.look": { rest: [ID, "0"] },
	"group.choose": { rest: [ID, ID] },
	"group.link": { rest: [ID, ID] },
	"group.open": ofCommittee(["committee.run"]),
	"group.unlink": ofCommittee(["committee.run"]),
	"group.unlinkYes": ofCommittee(["committee.run"]),
};

export const COMMITTEE_COMMANDS: Record<string, Deed> = { committees: {} };

/** Makes it in a committee of its own; resolves to the id its button carries. `organizationId` is an approved one. */
export async function aCommitteeThing(
	about: CommitteeThing,
	{ id: organizationId, secret }: Thing,
	owner: Person,
	now: Date,
): Promise<string> {
	const committeeId = newId();
	const words = { fa: secret, en: secret };
	await committeeStore.add({ id: committeeId, dimension: "social", name: words, mandate: words, createdAt: now });
	const id = newId();
	if (about === "seatRequest") {
		await requestStore.add({
			...{ id, committeeId, organizationId, askedById: owner.id, personId: newId(), why: secret },
			...{ state: "waiting", askedAt: now, requestId: newId() },
		});
		return id;
	}
	await seatStore.add({
		...{ id, committeeId, holder: { kind: "organization", id: newId() }, personId: owner.id },
		...{ office: "member", votes: true, since: now },
	});
	return about === "seat" ? id : committeeId;
}
