/** A Bot API server of our own, as strict as Telegram's, with the people who talk to the bot: for tests and the playground. */
import type { AddressInfo } from "node:net";
import type { Update, User } from "@grammyjs/types";
import type { ChatOptions } from "./chats.ts";
import type { Events } from "./events.ts";
import { createFaults, type Faults } from "./faults.ts";
import { createGroup, type Group } from "./groups.ts";
import { createLedger, type Ledger, type Violation } from "./ledger.ts";
import type { Limiter, LimiterOptions } from "./limiter.ts";
import { recall, remember } from "./memory.ts";
import { createPerson, type Person, type PersonInput } from "./people.ts";
import type { Profile } from "./profile.ts";
import type { Query } from "./queries.ts";
import { createDoor } from "./server.ts";
import { type ChatView, viewOf } from "./view.ts";
import type { WebhookOptions } from "./webhook.ts";
import { createWorld } from "./world.ts";

export type { Group } from "./groups.ts";
export type { LedgerEntry, Violation } from "./ledger.ts";
export type { LimiterOptions } from "./limiter.ts";
export type { Person, PersonInput } from "./people.ts";
export type { ChatView, ShownMessage } from "./view.ts";

export interface BotApiOptions {
	/** The clock of everything but flood control and the wire; the system's when absent. */
	now?: () => Date;
	/** 0, any free one, when absent. */
	port?: number;
	token?: string;
	botUsername?: string;
	botName?: string;
	botId?: number;
	/** On unless set to false, as BotFather makes bots. */
	privacyMode?: boolean;
	/** Flood control from the start; `limiter.switchOn` does it later. */
	limits?: LimiterOptions | boolean;
	checks?: "strict" | "light";
	/** How many calls are remembered; all when absent, none at 0. */
	ledgerLimit?: number;
	chats?: ChatOptions;
	webhook?: WebhookOptions;
	/** What `remember` gave in an earlier life; throws when it is none. */
	memory?: Uint8Array;
}

export interface BotApi {
	/** For TELEGRAM_API_ROOT. */
	readonly url: string;
	readonly token: string;
	readonly username: string;
	/** Somebody with Telegram who has not pressed Start yet. */
	person(input: PersonInput): Person;
	group(input: { title: string; members: Person[] }): Group;
	readonly people: readonly Person[];
	readonly groups: readonly Group[];
	readonly ledger: Ledger;
	readonly violations: Violation[];
	readonly faults: Faults;
	readonly limiter: Limiter;
	readonly profile: Profile;
	chat(chatId: number): ChatView;
	on: Events["on"];
	next: Events["next"];
	/** Updates that the bot has not confirmed. */
	pendingUpdates(): number;
	/** Taps that the bot has not answered. */
	unansweredTaps(): Query[];
	/** Any update at all, numbered and queued as if Telegram had made it. */
	push(update: Omit<Update, "update_id">): Update | undefined;
	readonly updates: UpdateFaults;
	/** POSTs to the webhook so far. */
	webhookPosts(): number;
	/** A photo as if somebody had sent it before; its file id. */
	keepsPhoto(bytes: Uint8Array): string;
	/** What was uploaded or sent, by file id. */
	file(fileId: string): { bytes: Uint8Array; name: string; mime: string } | undefined;
	/** Calls so far, refused ones too. */
	calls(): number;
	/** Chats, files and settings, for the `memory` of the next life. The ledger is not in it. */
	remember(): Uint8Array;
	stop(): Promise<void>;
}

/** How updates arrive otherwise than once and in order. */
export interface UpdateFaults {
	repeatNext(count?: number): void;
	repeat(update: Update): void;
	hold(): void;
	release(order?: (held: Update[]) => Update[]): void;
	numberFrom(updateId: number): void;
}

export async function startBotApi(options: BotApiOptions = {}): Promise<BotApi> {
	const token = options.token ?? "7000000001:AAplaygroundplaygroundplayground001";
	const violations: Violation[] = [];
	const world = createWorld(options, (method, description, parameters) =>
		violated({ method, description, parameters }),
	);
	function violated(violation: Violation): void {
		violations.push(violation);
		world.events.emit({ type: "violation", violation });
	}
	const people: Person[] = [];
	const groups: Group[] = [];
	if (options.memory) {
		recall(world, options.memory);
		for (const { chat, person, members, migratedTo } of world.chats.all()) {
			if (person) people.push(createPerson(world, chat.id, inputOf(person)));
			else if (migratedTo === undefined)
				groups.push(createGroup(world, chat.id, chat.title ?? "", [...members.values()]));
		}
	}
	const ledger = createLedger(options.ledgerLimit ?? Number.POSITIVE_INFINITY);
	const faults = createFaults();
	if (options.limits) world.limiter.switchOn(options.limits === true ? {} : options.limits);
	const server = createDoor({ world, token, ledger, faults, violated, checks: options.checks ?? "strict" });
	await new Promise<void>((resolve, reject) => {
		server.once("error", reject);
		server.listen(options.port ?? 0, "127.0.0.1", () => resolve());
	});
	const { port } = server.address() as AddressInfo;

	return {
		url: `http://127.0.0.1:${port}`,
		token,
		username: world.bot.username,
		people,
		groups,
		ledger,
		violations,
		faults,
		limiter: world.limiter,
		profile: world.profile,
		updates: world.updates,
		on: world.events.on,
		next: world.events.next,
		person(input) {
			let id = input.id ?? 200_000_001 + people.length;
			while (input.id === undefined && world.chats.known(id)) id++;
			const person = createPerson(world, id, input);
			people.push(person);
			return person;
		},
		group({ title, members }) {
			let id = -(4_000_000_001 + groups.length);
			while (world.chats.known(id)) id--;
			const group = createGroup(
				world,
				id,
				title,
				members.map(({ user }) => user),
			);
			groups.push(group);
			return group;
		},
		chat(chatId) {
			const room = world.chats.known(chatId);
			if (!room) throw new Error(`there is no chat ${chatId}`);
			return viewOf(room);
		},
		pendingUpdates: () => world.updates.pending(),
		unansweredTaps: () => world.queries.unanswered(),
		push: (update) => world.updates.push(update),
		webhookPosts: () => world.webhook.posts,
		keepsPhoto: (bytes) => world.files.keep("photo", { name: "", mime: "image/png", bytes }).id,
		file: (fileId) => world.files.byId(fileId),
		calls: () => ledger.counts.calls,
		remember: () => remember(world),
		async stop() {
			world.updates.close();
			await world.webhook.close();
			world.events.close();
			server.closeAllConnections();
			await new Promise((resolve) => server.close(resolve));
		},
	};
}

function inputOf(user: User): PersonInput {
	return {
		firstName: user.first_name,
		lastName: user.last_name,
		username: user.username,
		languageCode: user.language_code,
	};
}
