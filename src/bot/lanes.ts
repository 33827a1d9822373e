/** Lanes: work of one chat runs one at a time and in order; work of different chats runs side by side, up to a limit. */

/** How much may wait over all lanes before whoever brings more has to wait. */
const ROOM = 2_000;

export function createLanes(atOnce: number) {
	const lanes = new Map<string, (() => Promise<void>)[]>();
	/** Lanes with work, waiting for a place. */
	const ready: string[] = [];
	let running = 0;
	let waiting = 0;
	const whenIdle: (() => void)[] = [];
	const whenRoom: (() => void)[] = [];

	/** Resolves when the work has been done; what it throws is thrown here. */
	function run(lane: string, work: () => Promise<void>): Promise<void> {
		return new Promise((resolve, reject) => {
			waiting++;
			const job = () => work().then(resolve, reject);
			const queue = lanes.get(lane);
			if (queue) {
				queue.push(job);
			} else {
				lanes.set(lane, [job]);
				ready.push(lane);
				next();
			}
		});
	}

	function next(): void {
		while (running < atOnce) {
			const lane = ready.shift();
			if (lane === undefined) return;
			running++;
			void serve(lane);
		}
	}

	async function serve(lane: string): Promise<void> {
		const queue = lanes.get(lane) ?? [];
		await queue[0]?.();
		queue.shift();
		waiting--;
		running--;
		if (queue.length > 0) ready.push(lane);
		else lanes.delete(lane);
		if (waiting < ROOM) for (const go of whenRoom.splice(0)) go();
		if (waiting === 0) for (const go of whenIdle.splice(0)) go();
		next();
	}

	return {
		run,
		/** How many pieces of work a lane has, the one being done included. */
		waiting: (lane: string): number => lanes.get(lane)?.length ?? 0,
		/** How many lanes are being served now. */
		running: (): number => running,
		idle: (): Promise<void> => (waiting === 0 ? Promise.resolve() : new Promise((resolve) => whenIdle.push(resolve))),
		/** Resolves when there is room for more. */
		roomFor: (more: number): Promise<void> =>
			waiting + more <= ROOM || waiting === 0 ? Promise.resolve() : new Promise((resolve) => whenRoom.push(resolve)),
	};
}
