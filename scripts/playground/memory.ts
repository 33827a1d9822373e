/** The phones' memory on disk: chats are there again after the playground was closed, or killed. */
import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import path from "node:path";
import type { BotApi } from "./botApi/index.ts";

/** What happened is on disk at most so much later. */
const WAIT_MS = 1_000;

export interface PhoneMemory {
	save(): void;
	stop(): void;
}

export function readMemory(file: string): Uint8Array | undefined {
	return existsSync(file) ? readFileSync(file) : undefined;
}

export function forgetMemory(file: string): void {
	rmSync(file, { force: true });
}

/** Saves after whatever changes a chat, a moment later; `stop` saves a last time. */
export function keepMemory(botApi: BotApi, file: string): PhoneMemory {
	let timer: NodeJS.Timeout | undefined;
	function save(): void {
		clearTimeout(timer);
		timer = undefined;
		mkdirSync(path.dirname(file), { recursive: true });
		// Renamed when it is whole: a half-written memory would be none.
		writeFileSync(`${file}.new`, botApi.remember());
		renameSync(`${file}.new`, file);
	}
	const soon = () => {
		timer ??= setTimeout(save, WAIT_MS);
	};
	const stops = (["call", "shown", "edited", "deleted", "updateQueued"] as const).map((event) =>
		botApi.on(event, soon),
	);
	return {
		save,
		stop() {
			for (const stop of stops) stop();
			save();
		},
	};
}
