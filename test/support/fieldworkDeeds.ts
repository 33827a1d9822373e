/** The buttons of needs assessment and of half-finished works, and the things they are about. */
import type { Person } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as assessmentStore from "../../src/store/assessments.ts";
import type { Deed } from "./deeds.ts";

/** A round of needs assessment that is open. */
export type FieldworkThing = "assessment";

export const FIELDWORK_PRESSES: Record<string, Deed> = {
	"assessment.list": { needs: ["assessment.score"] },
	"assessment.open": { needs: ["assessment.score"], about: "assessment" },
	"assessment.new": { needs: ["assessment.manage"] },
	"assessment.close": { needs: ["assessment.manage"], about: "assessment" },
	"assessment.closeYes": { needs: ["assessment.manage"], about: "assessment" },
	"assessment.score": { needs: ["assessment.score"], about: "assessment", rest: ["nowhere"] },
	"assessment.ask": { needs: ["assessment.score"], about: "assessment", rest: ["nowhere", "0"] },
	"assessment.set": { needs: ["assessment.score"], about: "assessment", rest: ["nowhere", "0", "5"] },
	"assessment.result": { needs: ["assessment.score"], about: "assessment" },
	"stalled.begin": { needs: ["stalledWork.see"] },
	"stalled.list": { needs: ["stalledWork.see"] },
	"stalled.turn": { needs: ["stalledWork.see"], rest: ["after", "", "2"] },
	"stalled.filters": { needs: ["stalledWork.see"] },
	"stalled.filter": { needs: ["stalledWork.see"], rest: ["percent"] },
	"stalled.set": { needs: ["stalledWork.see"], rest: ["percent", "q1"] },
	"stalled.clear": { needs: ["stalledWork.see"] },
	"stalled.open": { needs: ["stalledWork.see"], rest: ["nothing"] },
	"stalled.photo": { needs: ["stalledWork.see"], rest: ["nothing", "0"] },
	"stalled.photograph": { needs: ["stalledWork.photograph"], rest: ["nothing"] },
	"indicator.add": { needs: ["lists.change"] },
};

/** Makes it; resolves to the id its button carries. */
export async function aFieldworkThing(secret: string, owner: Person, now: Date): Promise<string> {
	const id = newId();
	await assessmentStore.add({
		...{ id, title: secret, neighbourhoodIds: ["nowhere"], indicators: [{ value: "waste", dimension: "social" }] },
		...{ closesAt: new Date(now.getTime() + 86_400_000), openedById: owner.id, openedAt: now, requestId: newId() },
	});
	return id;
}
