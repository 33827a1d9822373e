/** Many people, a coordinator who announces something to them, and how often each of them got it. */
import mongoose from "mongoose";
import type { Person as Phone } from "../../../scripts/playground/botApi/index.ts";
import { type Announcement, deliveryKey, GRACE_MS } from "../../../src/domain/announcement.ts";
import type { Actor, Person } from "../../../src/domain/person.ts";
import { newId } from "../../../src/kit/ids.ts";
import * as announcements from "../../../src/services/announcements/index.ts";
import * as people from "../../../src/services/people.ts";
import { deliveries } from "../../../src/store/deliveries.ts";
import * as peopleStore from "../../../src/store/people.ts";
import * as settings from "../../../src/store/settings.ts";
import type { Stage } from "./stage.ts";

export const WORDS = "نشست ماهانه روز دوشنبه است";
const FIRST_ID = 200_000_001;
const PAGE = 5_000;

/** A copy that reached somebody's phone, whatever the bot was told about it. */
export interface Arrival {
	chatId: number;
	/** `performance.now()`. */
	at: number;
}

export interface Crowd {
	readers: readonly { phone: Phone; person: Person }[];
	desk: Phone;
	author: Actor;
	/** Written and sent so long ago that it goes at once. */
	announced(): Promise<Announcement>;
	/** All copies that arrived, in order. */
	arrivals: readonly Arrival[];
	/** How often it came to this chat. */
	times(chatId: number): number;
	/** Copies that may have arrived twice, as the bot has noted it: ids of their people. */
	flagged(announcement: Pick<Announcement, "id">): Promise<Set<string>>;
	/** The next arrival after this moment; rejects when none came in time. */
	next(patienceMs: number): Promise<Arrival>;
	/** Resolves when so many have arrived in all. */
	until(count: number, patienceMs: number): Promise<void>;
}

/** To be called before the first bot of the stage is started: what these people did so far it shall not hear of. */
export async function aCrowd(stage: Stage, size: number): Promise<Crowd> {
	const { botApi } = stage;
	const phones = Array.from({ length: size }, (_, index) =>
		botApi.person({ firstName: "سارا", id: FIRST_ID + index, languageCode: "fa" }),
	);
	const desk = botApi.person({ firstName: "رضا", languageCode: "fa", id: FIRST_ID + size });
	for (const phone of [...phones, desk]) phone.start();
	await stage.forgetUpdates();
	const readers = phones.map((phone) => ({ phone, person: aPerson(phone.id) }));
	for (let from = 0; from < size; from += PAGE) {
		const kept = readers.slice(from, from + PAGE).map(({ person: { id, ...person } }) => ({ _id: id, ...person }));
		await mongoose.connection.collection<{ _id: string }>("people").insertMany(kept, { ordered: false });
	}
	const reza = aPerson(desk.id, ["coordinator"]);
	await peopleStore.putNew(reza);
	const author = await people.actorFrom(reza);
	await settings.setNumber("announcements.approvalAbove", { number: 10_000_000, byId: reza.id, at: new Date() });

	const arrivals: Arrival[] = [];
	const times = new Map<number, number>();
	const waiting = new Set<() => void>();
	botApi.on("call", ({ entry: { method, chatId, outcome, parameters } }) => {
		const reached = outcome.kind === "accepted" || (outcome.kind === "fault" && outcome.accepted);
		if (!reached || method !== "sendMessage" || chatId === undefined || chatId === desk.id) return;
		if (!String(parameters.text).includes(WORDS)) return;
		arrivals.push({ chatId, at: performance.now() });
		times.set(chatId, (times.get(chatId) ?? 0) + 1);
		for (const look of waiting) look();
	});
	function when<V>(what: string, patienceMs: number, found: () => V | undefined): Promise<V> {
		return new Promise((resolve, reject) => {
			const late = setTimeout(() => {
				waiting.delete(look);
				reject(new Error(`${what} did not come within ${patienceMs} ms; ${arrivals.length} have arrived`));
			}, patienceMs);
			const look = () => {
				const value = found();
				if (value === undefined) return;
				clearTimeout(late);
				waiting.delete(look);
				resolve(value);
			};
			waiting.add(look);
			look();
		});
	}

	return {
		...{ readers, desk, author, arrivals },
		times: (chatId) => times.get(chatId) ?? 0,
		async announced() {
			const now = new Date();
			const before = new Date(now.getTime() - GRACE_MS - 1_000);
			const audience = { of: {}, except: { personIds: [reza.id] } };
			const content = { words: { fa: { html: WORDS, plain: WORDS } }, files: [], audience };
			const written = await announcements.compose(author, content, before, { requestId: newId() });
			const sent = written.ok ? await announcements.send(author, written.value.id, 1, before) : written;
			if (!sent.ok) throw new Error(`it was not sent: ${sent.reason}`);
			return sent.value;
		},
		async flagged({ id }) {
			const parent = deliveryKey(id);
			const rows = deliveries().find({ parent, maybeDuplicate: true }, { projection: { _id: 1 } });
			return new Set((await rows.toArray()).map(({ _id }) => _id.slice(parent.length + 1)));
		},
		next(patienceMs) {
			const before = arrivals.length;
			return when("the next copy", patienceMs, () => arrivals[before]);
		},
		async until(count, patienceMs) {
			await when(`copy ${count}`, patienceMs, () => arrivals[count - 1]);
		},
	};
}

function aPerson(userId: number, roles: Person["roles"] = []): Person {
	return { id: newId(), platform: "telegram", userId, language: "fa", roles, consentedAt: new Date() };
}
