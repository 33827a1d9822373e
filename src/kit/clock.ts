/** The time as everybody is told it: handed in, so that tests and the playground can move it. */
export interface Clock {
	now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };

/** A clock that stands still until it is moved. */
export interface MovableClock extends Clock {
	moveTo(moment: Date): void;
}

export function clockAt(moment: Date): MovableClock {
	let current = moment;
	return {
		now: () => new Date(current),
		moveTo: (next) => {
			current = next;
		},
	};
}
