/** The buttons of announcements, for the test that tries every button there is. */
import type { AnnouncementState } from "../../src/domain/announcement.ts";
import type { Action } from "../../src/domain/permissions.ts";
import type { Person } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as announcements from "../../src/store/announcements.ts";
import type { Deed } from "./deeds.ts";

const manages: Action[] = ["announcement.manage"];
const managed = (...rest: string[]): Deed => ({ needs: manages, about: "announcement", rest });
const approved = (...rest: string[]): Deed => ({
	needs: [...manages, "announcement.approve"],
	about: "announcement",
	state: "waiting",
	rest,
});

export const ANNOUNCEMENT_PRESSES: Record<string, Deed> = {
	"announcement.new": { needs: ["announcement.write"] },
	"announcement.list": { needs: ["announcement.write"] },
	"announcement.turn": { needs: ["announcement.write"], rest: ["after", "", "2"] },
	"announcement.open": managed(),
	"announcement.test": managed(),
	"announcement.words": managed("en"),
	"announcement.audience": managed(),
	"announcement.except": managed(),
	"announcement.schedule": managed(),
	"announcement.acknowledge": managed("on"),
	"announcement.urgent": managed("on"),
	"announcement.send": managed("1"),
	"announcement.approve": approved("1"),
	"announcement.giveBack": approved(),
	"announcement.callOff": managed(),
	"announcement.drop": managed(),
	"announcement.pause": managed(),
	"announcement.resume": managed(),
	"announcement.stop": managed(),
	"announcement.unread": managed(),
	"announcement.calls": managed(),
	"announcement.nudge": managed(),
	"announcement.again": managed(),
	"announcement.correct": managed(),
	"announcement.remove": managed(),
	"announcement.removeYes": managed(),
	"announcement.limit": { needs: ["announcement.setApproval"] },
	/** Who did not get it is told so. */
	"announcement.read": { needs: ["announcement.acknowledge"], about: "announcement" },
};

export const ANNOUNCEMENT_COMMANDS: Record<string, Deed> = { announce: { needs: ["announcement.write"] } };

/** Makes a draft, or one that waits for a second person. */
export async function anAnnouncement(
	thing: { id: string; secret: string },
	author: Person,
	state: string | undefined,
	now: Date,
): Promise<void> {
	await announcements.add({
		...{ id: thing.id, authorId: author.id, state: (state ?? "draft") as AnnouncementState },
		words: { fa: { html: thing.secret, plain: thing.secret } },
		...{ files: [], audience: { of: {}, except: {} }, asksToAcknowledge: false, isUrgent: false },
		...{ createdAt: now, requestId: newId(), revision: 1 },
	});
}
