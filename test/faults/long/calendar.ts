/** Meetings of committees whose members are reminded, and which reminder of which meeting reached whom, and when. */
import { type Meeting, REMINDERS } from "../../../src/domain/meeting.ts";
import { newId } from "../../../src/kit/ids.ts";
import { owe } from "../../../src/services/deliveries.ts";
import { reminderKey, reminders } from "../../../src/services/meetings/record.ts";
import * as agencyStore from "../../../src/store/agencies.ts";
import * as committeeStore from "../../../src/store/committees.ts";
import { deliveries } from "../../../src/store/deliveries.ts";
import * as meetingStore from "../../../src/store/meetings.ts";
import * as seatStore from "../../../src/store/seats.ts";
import { transaction } from "../../../src/store/transaction.ts";
import type { Crowd } from "./crowd.ts";
import type { Stage } from "./stage.ts";

const MINUTE_MS = 60_000;
const HOUR = 60;
const LAST_LEAD = Math.min(...REMINDERS);
/** What only a reminder says. */
const REMINDER = "یادآوری:";
const TITLE = /جلسهٔ شمارهٔ (\d+)\./g;

export interface Reminded {
	/** The meeting's number. */
	number: number;
	chatId: number;
	/** Milliseconds since 1970, by the server's clock. */
	at: number;
}

export interface Calendar {
	readonly arrivals: readonly Reminded[];
	/** Chats of a committee's members. */
	members(committee: number): number[];
	/** Planned at `now`; its last reminder is due `LAST_LEAD` minutes before it starts. Resolves in the order of the moments. */
	plan(startsAt: readonly Date[], now: Date): Promise<{ number: number; committee: number; meeting: Meeting }[]>;
	/** Copies of this meeting's last reminder that may have arrived twice, as the bot has noted it. */
	flagged(meeting: Meeting): Promise<number>;
}

export async function aCalendar(stage: Stage, crowd: Crowd, seatsEach: number): Promise<Calendar> {
	const since = new Date(Date.now() - 86_400_000);
	const count = Math.floor(crowd.readers.length / seatsEach);
	const committees = Array.from({ length: count }, (_, index) => ({
		id: newId(),
		readers: crowd.readers.slice(index * seatsEach, (index + 1) * seatsEach),
	}));
	for (const [index, { id, readers }] of committees.entries()) {
		const name = { fa: `کمیتهٔ ${index + 1}`, en: `Committee ${index + 1}` };
		await committeeStore.add({ id, dimension: "social", name, mandate: name, createdAt: since });
		const agency = { id: newId(), name: { fa: `ادارهٔ ${index + 1}`, en: `Office ${index + 1}` } };
		await agencyStore.add({ ...agency, dimensions: ["social"], neighbourhoodIds: [], createdAt: since });
		for (const { person } of readers) {
			await seatStore.add({
				...{ id: newId(), committeeId: id, holder: { kind: "agency", id: agency.id }, personId: person.id },
				...{ office: "member", votes: false, since },
			});
		}
	}
	const arrivals: Reminded[] = [];
	stage.botApi.on("call", ({ entry: { at, chatId, method, outcome, parameters } }) => {
		const reached = outcome.kind === "accepted" || (outcome.kind === "fault" && outcome.accepted);
		const text = String(parameters.text ?? "");
		if (!reached || chatId === undefined || method !== "sendMessage" || !text.includes(REMINDER)) return;
		for (const [, number] of text.matchAll(TITLE)) arrivals.push({ number: Number(number), chatId, at });
	});
	let planned = 0;
	return {
		arrivals,
		members: (committee) => committees[committee]?.readers.map(({ phone }) => phone.id) ?? [],
		async plan(startsAt, now) {
			const list = startsAt.map((moment) => {
				const number = planned++;
				const committee = number % committees.length;
				const id = newId();
				const committeeId = committees[committee]?.id ?? "";
				const meeting: Meeting = {
					...{ id, code: `M-1405-${number}`, committeeId, invited: { kind: "committee", committeeId } },
					...{ title: `جلسهٔ شمارهٔ ${number}.`, startsAt: moment, minutes: HOUR },
					...{ endsAt: new Date(moment.getTime() + HOUR * MINUTE_MS), address: "قزوین، خیابان سپه" },
					...{ agenda: [], proposals: [], files: [], reminders: [...REMINDERS], state: "planned", invitesAt: now },
					...{ revision: 0, sequence: 0, plan: 0, icsUid: `${id}@dabir`, byId: crowd.author.person.id, secret: "s" },
					...{ requestId: newId(), createdAt: now },
				};
				return { number, committee, meeting };
			});
			for (let from = 0; from < list.length; from += 100) {
				const few = list.slice(from, from + 100).map(({ meeting }) => meeting);
				await transaction(async () => {
					await meetingStore.add(few);
					await owe(few.flatMap((meeting) => reminders(meeting, now)));
				});
			}
			return list;
		},
		flagged: (meeting) =>
			deliveries().countDocuments({ parent: reminderKey(meeting, LAST_LEAD), maybeDuplicate: true }),
	};
}

/** The moment at which its last reminder falls due. */
export function dueAt({ startsAt }: Pick<Meeting, "startsAt">): number {
	return startsAt.getTime() - LAST_LEAD * MINUTE_MS;
}

/** The start of a meeting whose last reminder is due then. */
export function startFor(due: number): Date {
	return new Date(due + LAST_LEAD * MINUTE_MS);
}
