/** What a kind of delivery is: how its thing is looked up when it is sent, and the view that shows it. */
import type { Person } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import type { Message } from "../texts/message.ts";

export type Refs = Record<string, string | number>;

export interface Kind<Thing> {
	/** What the message is about as things stand now; nothing when its cause is over, then it is skipped. */
	load(refs: Refs, recipient: Person | undefined, now: Date): Promise<Thing | undefined>;
	view(thing: Thing, t: T): Message;
	changesRole?: boolean;
}

/** A kind whose thing only it knows: it renders itself, or nothing when its cause is over. */
export interface AnyKind {
	/** Tells of a new role: the menu of the chat follows. */
	changesRole?: boolean;
	render(refs: Refs, recipient: Person | undefined, now: Date, t: T): Promise<Message | undefined>;
}

export type Kinds = Record<string, AnyKind>;

export function kind<Thing>({ load, view, changesRole = false }: Kind<Thing>): AnyKind {
	return {
		changesRole,
		async render(refs, recipient, now, t) {
			const thing = await load(refs, recipient, now);
			return thing === undefined ? undefined : view(thing, t);
		},
	};
}
