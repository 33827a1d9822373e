/** What every handler of the chat door has at hand, and the shape of a feature. */
import type { ConversationFlavor } from "@grammyjs/conversations";
import type { Context } from "grammy";
import type { Config } from "../config.ts";
import type { Actor } from "../domain/person.ts";
import type { Clock } from "../kit/clock.ts";
import type { Log } from "../kit/log.ts";
import type { T, Texts } from "../texts/index.ts";
import type { Message } from "../texts/message.ts";
import type { Form } from "./form/form.ts";
import type { Session } from "./session.ts";

/** What the process hands to the bot. */
export interface BotDeps {
	config: Config;
	clock: Clock;
	log: Log;
	texts: Texts;
}

interface Dabir {
	deps: BotDeps;
	/** Every form of every feature. */
	forms: readonly Form[];
	/** The chat's document; what a handler changes here is stored when the update is done. */
	session: Session;
	/** The moment this update is handled at. */
	now: Date;
	/** The update was handled before, and may have been replied to; that it took effect could not be stored. */
	again: boolean;
	/** The person who acts; none before they agreed to be remembered. */
	actor: Actor | undefined;
	/** Who acts, as they stand now: while questions are answered `actor` may be a minute old. */
	actsNow(): Promise<Actor>;
	t: T;
	/**
	 * Shows a message: on a tap in place of the message tapped on, otherwise as a new message; `at` names another message
	 * of ours to be changed. Resolves to its message id.
	 */
	show(message: Message, how?: { fresh?: boolean; at?: number }): Promise<number>;
	/** A few words over the chat in answer to a tap; `alert` stays until it is closed. Plain text, 200 characters. */
	toast(text: string, how?: { alert?: boolean }): Promise<void>;
	/** Starts a form, or goes on with its draft ("you stopped at question 5 of 9"). */
	begin(form: Form, how?: BeginHow): Promise<void>;
	/** Shows the home screen of whoever acts; `notice` stands over it, HTML. */
	goHome(how?: { fresh?: boolean; notice?: string }): Promise<void>;
}

export interface BeginHow {
	subject?: string;
	/** Answers to start from. */
	answers?: Record<string, unknown>;
	/** Only these questions are asked. */
	only?: string[];
	/** The answers to them are kept and shown, to be changed; otherwise they are asked anew. */
	changing?: boolean;
	/** Stands over the first question, HTML: what it answers to. */
	notice?: string;
	/** Goes on with a draft without asking whether to. */
	resume?: boolean;
}

export type BotContext = ConversationFlavor<Context> & Dabir;

export type Handler = (ctx: BotContext) => Promise<void>;
/** A handler of a button; `about` are the arguments it carries (see `press()`). */
export type PressHandler = (ctx: BotContext, ...about: string[]) => Promise<void>;

/** A feature's door: what people can do there. What follows a command ("/start <payload>") is read by `payloadOf`. */
export interface Feature {
	forms?: Form[];
	/** By command name, without the slash. */
	commands?: Record<string, Handler>;
	/** By press name: "organization.open". */
	presses?: Record<string, PressHandler>;
	/** What somebody who has not agreed to be remembered may do: "/start", "consent.yes". */
	strangers?: string[];
	/** Takes a message that is no command and answers no question; false when it is not for this feature. */
	message?(ctx: BotContext): Promise<boolean>;
}

/** What was written after a command. */
export function payloadOf(ctx: BotContext): string {
	return (ctx.message?.text ?? "").replace(/^\/\S+\s*/, "").trim();
}
