/** Which committees there are: admins add them, call them otherwise, and end their work. */
import { type Committee, committeeMandate } from "../../domain/committee.ts";
import { englishLabel, persianLabel } from "../../domain/list.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as store from "../../store/committees.ts";
import { isDuplicate } from "../../store/duplicateKey.ts";
import { transaction } from "../../store/transaction.ts";
import { unknownOf } from "../lists.ts";
import { endSeatsIn } from "./ending.ts";
import { note } from "./telling.ts";

export interface Wording {
	dimension: string;
	fa: string;
	en: string;
	mandateFa: string;
	mandateEn: string;
}

type Kept = Result<Committee, "notAllowed" | "notFound" | "incomplete" | "nameTaken" | "isRetired">;

/** Makes a committee; the same draft sent twice is one. */
export async function add(actor: Actor, wording: Wording, now: Date, draft: { requestId: string }): Promise<Kept> {
	if (!may(actor, "committee.keep")) return refuse("notAllowed");
	const before = await store.byId(draft.requestId);
	if (before) return done(before);
	const checked = await check(wording, undefined);
	if (!checked.ok) return checked;
	const committee: Committee = { id: draft.requestId, ...checked.value, createdAt: now };
	try {
		await transaction(async () => {
			await store.add(committee);
			await note(actor, committee.id, "committee.added", {}, now);
		});
	} catch (error) {
		if (!isDuplicate(error)) throw error;
	}
	return done(committee);
}

/** Names, mandate or dimension are others from now on. */
export async function change(actor: Actor, id: string, wording: Wording, now: Date): Promise<Kept> {
	if (!may(actor, "committee.keep")) return refuse("notAllowed");
	const committee = await store.byId(id);
	if (!committee) return refuse("notFound");
	if (committee.retiredAt) return refuse("isRetired");
	const checked = await check(wording, id);
	if (!checked.ok) return checked;
	await transaction(async () => {
		await store.change(id, checked.value);
		await note(actor, id, "committee.changed", {}, now);
	});
	return done({ ...committee, ...checked.value });
}

async function check(
	{ dimension, fa, en, mandateFa, mandateEn }: Wording,
	ownId: string | undefined,
): Promise<Result<Pick<Committee, "dimension" | "name" | "mandate">, "incomplete" | "nameTaken">> {
	const wrong = (
		[
			["fa", persianLabel.safeParse(fa).success],
			["en", englishLabel.safeParse(en).success],
			["mandateFa", committeeMandate.safeParse(mandateFa).success],
			["mandateEn", committeeMandate.safeParse(mandateEn).success],
			["dimension", (await unknownOf("dimensions", [dimension])) === undefined],
		] as const
	).find(([, fits]) => !fits);
	if (wrong) return refuse("incomplete", { question: wrong[0] });
	const taken = (await store.all()).some((one) => one.id !== ownId && !one.retiredAt && one.name.fa === fa);
	if (taken) return refuse("nameTaken", { question: "fa" });
	const mandate = { fa: committeeMandate.parse(mandateFa), en: committeeMandate.parse(mandateEn) };
	return done({ dimension, name: { fa, en }, mandate });
}

/** It takes nobody and nothing new; its seats end, its group is unlinked. */
export async function retire(actor: Actor, id: string, now: Date): Promise<Kept> {
	if (!may(actor, "committee.keep")) return refuse("notAllowed");
	const committee = await store.byId(id);
	if (!committee) return refuse("notFound");
	if (committee.retiredAt) return done(committee);
	await transaction(async () => {
		if (!(await store.retire(id, now))) return;
		await endSeatsIn(id, actor, now);
		await note(actor, id, "committee.retired", {}, now);
	});
	const { group: _, ...rest } = committee;
	return done({ ...rest, retiredAt: now });
}
