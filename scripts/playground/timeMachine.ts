/** Moving the playground's clock: whatever falls due on the way happens, in order, at its own moment. */
import type { Dabir } from "../../src/main.ts";
import type { Stage } from "../seed/story.ts";
import type { BotApi } from "./botApi/index.ts";
import type { RunningClock } from "./clock.ts";
import type { ClockStep } from "./server.ts";

export interface TimeMachineOptions {
	clock: RunningClock;
	dabir: Pick<Dabir, "tick" | "nextDue" | "settled">;
	botApi: BotApi;
	timeZone: string;
}

const HOUR_MS = 3_600_000;
/** What happens twice a minute for ever would never let the clock arrive. */
const STOPS = 5_000;

export function createTimeMachine({ clock, dabir, botApi, timeZone }: TimeMachineOptions) {
	/** Everything that was said is answered, everything due is sent. */
	async function settles(): Promise<void> {
		for (;;) {
			while (botApi.pendingUpdates() > 0) {
				await botApi.next((event) => event.type === "updateConfirmed", { timeoutMs: 30_000, what: "a confirmation" });
			}
			await dabir.settled();
			if (botApi.pendingUpdates() === 0) return;
		}
	}

	async function playTo(target: Date): Promise<void> {
		await settles();
		for (let stops = 0; stops < STOPS; stops++) {
			const due = await dabir.nextDue();
			if (!due || due > target) break;
			clock.moveTo(due);
			await dabir.tick();
			await settles();
		}
		clock.moveTo(target);
		await dabir.tick();
		await settles();
	}

	/** False when nothing is due any more. One move at a time. */
	async function move(step: ClockStep): Promise<boolean> {
		if (step !== "due") {
			await playTo(new Date(clock.now().getTime() + (step === "hour" ? HOUR_MS : 24 * HOUR_MS)));
			clock.keep();
			return true;
		}
		await settles();
		const due = await dabir.nextDue();
		if (due) await playTo(due);
		clock.keep();
		return due !== undefined;
	}

	/** Tells a story that lies in the past, then comes back to the present. */
	async function story(tell: (stage: Stage) => Promise<void>): Promise<void> {
		const present = clock.now();
		const today = Temporal.Instant.fromEpochMilliseconds(present.getTime()).toZonedDateTimeISO(timeZone).startOfDay();
		let begun = false;
		await tell({
			async at({ daysAgo, hour }) {
				const moment = new Date(today.subtract({ days: daysAgo }).add({ hours: hour }).epochMilliseconds);
				if (begun) await playTo(moment);
				else clock.moveTo(moment);
				begun = true;
				return moment;
			},
			async pressesStart(userId) {
				botApi.people.find(({ id }) => id === userId)?.start();
				await settles();
			},
			async gathers(title, userIds) {
				const before = botApi.groups.find((group) => group.title === title);
				if (before) return before.id;
				const members = botApi.people.filter(({ id }) => userIds.includes(id));
				const group = botApi.group({ title, members });
				group.addBot();
				await settles();
				return group.id;
			},
			keepsPhoto: (bytes) => botApi.keepsPhoto(bytes),
		});
		await playTo(present);
		clock.keep();
	}

	let last: Promise<unknown> = Promise.resolve();
	return {
		settles,
		story,
		move(step: ClockStep): Promise<boolean> {
			const moved = last.then(
				() => move(step),
				() => move(step),
			);
			last = moved;
			return moved;
		},
	};
}
