/** What the server knows, kept over a restart: Telegram forgets no chat when a bot is started anew. */
import { deserialize, serialize } from "node:v8";
import type { Room } from "./chats.ts";
import type { KeptFile } from "./files.ts";
import type { ProfileMemory } from "./profile.ts";
import type { QueuedUpdate } from "./updates.ts";
import type { World } from "./world.ts";

interface Memory {
	rooms: Room[];
	lastMessageId: number;
	files: KeptFile[];
	profile: ProfileMemory;
	nextUpdateId: number;
	queue: QueuedUpdate[];
}

export function remember(world: World): Uint8Array {
	const memory: Memory = {
		rooms: [...world.chats.all()],
		lastMessageId: world.chats.lastMessageId,
		files: world.files.all(),
		profile: world.profile.remember(),
		nextUpdateId: world.updates.nextId,
		queue: world.updates.queue,
	};
	return serialize(memory);
}

/** A server that was killed may have given a few more numbers than it remembers; none is given twice. */
const GAP = 1_000;

/** Into a world in which nothing has happened yet. Throws when the bytes are no memory. */
export function recall(world: World, bytes: Uint8Array): void {
	const memory = deserialize(bytes) as Memory;
	world.chats.recall(memory.rooms, memory.lastMessageId + GAP);
	world.files.recall(memory.files);
	world.profile.recall(memory.profile);
	world.updates.numberFrom(memory.nextUpdateId + GAP);
	world.updates.queue.push(...memory.queue);
}
