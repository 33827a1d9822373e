/** An announcement is written and changed as a draft; nobody gets anything yet. */
import { isDeepStrictEqual } from "node:util";
import {
	type Announcement,
	type AnnouncementFile,
	hasLeft,
	MOST_FILES,
	mostWords,
	type Repeat,
	type Words,
} from "../../domain/announcement.ts";
import type { AudienceRule } from "../../domain/audience.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor, PersonLanguage } from "../../domain/person.ts";
import { newId } from "../../kit/ids.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as store from "../../store/announcements.ts";
import { transaction } from "../../store/transaction.ts";
import { changed, foundFor, note, writtenBy } from "./record.ts";

export interface Content {
	words: Partial<Record<PersonLanguage, Words>>;
	files: AnnouncementFile[];
}

type Written = Result<
	Announcement,
	"notAllowed" | "notFound" | "incomplete" | "tooLong" | "hasLeft" | "changedMeanwhile"
>;

/** A new draft; the same request sent twice is one. */
export async function compose(
	actor: Actor,
	input: Content & { audience: AudienceRule },
	now: Date,
	{ requestId }: { requestId: string },
): Promise<Written> {
	if (!may(actor, "announcement.write")) return refuse("notAllowed");
	const before = await store.byRequest(requestId);
	if (before) return done(before);
	const checked = check(input);
	if (!checked.ok) return checked;
	const announcement: Announcement = {
		id: newId(),
		authorId: actor.person.id,
		state: "draft",
		...input,
		asksToAcknowledge: false,
		isUrgent: false,
		createdAt: now,
		requestId,
		revision: 1,
	};
	await transaction(async () => {
		await store.add(announcement);
		await note(announcement.id, "written", actor, now);
	});
	return done(announcement);
}

export interface DraftChange extends Partial<Content> {
	audience?: AudienceRule;
	asksToAcknowledge?: boolean;
	isUrgent?: boolean;
	/** When it goes; nothing: at once. */
	timing?: { at?: Date; repeat?: Repeat };
}

/** Changes a draft. What waits for a second person is a draft again by it: what is approved is what was seen. */
export async function change(actor: Actor, id: string, input: DraftChange, now: Date): Promise<Written> {
	const found = await foundFor(actor, "announcement.manage", id);
	if (!found.ok) return found;
	const before = found.value;
	if (before.state !== "draft" && before.state !== "waiting") return refuse("hasLeft");
	const { timing, ...rest } = input;
	// A second tap on a switch means the first one.
	const isNews = timing !== undefined || !isDeepStrictEqual({ ...before, ...rest }, before);
	if (!isNews && before.state === "draft") return done(before);
	const { at, repeat, returnedWhy: _, ...others } = before;
	const when = timing ?? { ...(at && { at }), ...(repeat && { repeat }) };
	if (timing?.at && timing.at <= now) return refuse("incomplete", { question: "at" });
	const by = writtenBy(before, actor);
	const after: Announcement = { ...others, ...rest, ...when, ...by, state: "draft", revision: before.revision + 1 };
	const checked = check(after);
	if (!checked.ok) return checked;
	const won = await transaction(() => changed(before, after, actor, "changed", now));
	return won ? done(after) : refuse("changedMeanwhile");
}

function check({ words, files }: Content): Result<undefined, "incomplete" | "tooLong"> {
	const most = mostWords(files);
	for (const language of ["fa", "en"] as const) {
		const length = words[language]?.plain.length ?? 0;
		if (length > most) return refuse("tooLong", { question: language, max: most, length });
	}
	if (!words.fa && !words.en) return refuse("incomplete", { question: "fa" });
	if (files.length > MOST_FILES) return refuse("incomplete", { question: "fa" });
	return done(undefined);
}

/** A draft is not needed any more. */
export async function drop(
	actor: Actor,
	id: string,
	now: Date,
): Promise<Result<Announcement, "notFound" | "hasLeft" | "changedMeanwhile">> {
	const found = await foundFor(actor, "announcement.manage", id);
	if (!found.ok) return found;
	const before = found.value;
	if (before.state === "dropped") return done(before);
	if (hasLeft(before) || before.state === "set") return refuse("hasLeft");
	const after: Announcement = { ...before, state: "dropped", revision: before.revision + 1 };
	const won = await transaction(() => changed(before, after, actor, "dropped", now));
	return won ? done(after) : refuse("changedMeanwhile");
}
