/** What wakes the sender, and who waits for it to have nothing to do. */

export function createAlarm() {
	let rung = false;
	let wake: (() => void) | undefined;
	let asked = 0;
	let waiting: { number: number; resolve(): void }[] = [];

	function ring(): void {
		rung = true;
		wake?.();
	}

	return {
		/** There is something to look at, now or as soon as the sender looks again. */
		ring,

		/** Until somebody rings, or `ms` have passed. */
		async wait(ms: number): Promise<void> {
			if (!rung) {
				await new Promise<void>((resolve) => {
					const timer = setTimeout(resolve, ms);
					wake = () => {
						clearTimeout(timer);
						resolve();
					};
				});
			}
			wake = undefined;
			rung = false;
		},

		/** Resolves after a look that began later than now and found nothing to do. */
		idle(): Promise<void> {
			return new Promise((resolve) => {
				waiting.push({ number: ++asked, resolve });
				ring();
			});
		},

		/** To be kept at the start of a look, for `isIdle` at its end. */
		askedForIdle: (): number => asked,

		isIdle(upTo: number): void {
			for (const one of waiting) if (one.number <= upTo) one.resolve();
			waiting = waiting.filter((one) => one.number > upTo);
		},

		/** The sender has stopped: nobody waits for it any longer. */
		release(): void {
			for (const one of waiting) one.resolve();
			waiting = [];
		},
	};
}
