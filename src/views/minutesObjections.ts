/** Objections to minutes, for whoever writes them. */
import type { Minutes, Objection } from "../domain/minutes.ts";
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { homeButton } from "./home.ts";
import { type Holders, type MinutesShown, minutesButton, ownerName } from "./minutesLines.ts";
import { onwards, PAGE } from "./paging.ts";

export function objected({ id }: Minutes, t: T): Message {
	return { text: t("minutes.objected"), buttons: [[minutesButton(id, t), homeButton(t)]] };
}

/** Objections, the newest first, for whoever writes. */
export function objections(
	{ minutes: it, holders, page }: Pick<MinutesShown, "minutes" | "holders"> & { page: number },
	t: T,
): Message {
	const all = it.objections.toReversed();
	const here = all.slice((page - 1) * PAGE, page * PAGE);
	const hasMore = all.length > page * PAGE;
	const to = (number: number) => press("minutes.objections", it.id, number);
	return {
		text: [
			t("minutes.objectionsTitle", { title: it.title, number: all.length }),
			...here.map((one) => objectionLine(one, holders, t)),
		].join("\n\n"),
		buttons: [
			...onwards(hasMore ? to(page + 1) : undefined, page > 1 ? to(1) : undefined, t),
			[minutesButton(it.id, t), homeButton(t)],
		],
	};
}

export function objection(
	{ minutes: it, holders, objection: one }: { minutes: Minutes; holders: Holders; objection: Objection },
	t: T,
): Message {
	return {
		text: [t("minutes.objectionTold", { title: it.title }), objectionLine(one, holders, t)].join("\n\n"),
		buttons: [[minutesButton(it.id, t)]],
	};
}

function objectionLine({ holder, words, version }: Objection, holders: Holders, t: T): string {
	return t("minutes.objectionLine", { name: ownerName(holders.get(holder.id), t), words, version });
}
