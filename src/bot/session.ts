/** The one document per chat: opened once and closed once for each update. */
import type { ConversationData } from "@grammyjs/conversations";
import type { Draft } from "../domain/draft.ts";
import type { PersonLanguage } from "../domain/person.ts";

export interface Session {
	/** "<platform>:<chatId>" */
	id: string;
	/** The conversations plugin's state. */
	talk?: ConversationData;
	/** By "<form>:<subject>". */
	drafts: Record<string, Draft>;
	/** The question that waits for an answer, and the message that asks it. */
	current?: { draft: string; question: string; messageId: number; stamp: string };
	/** The language chosen before the person was known. */
	language?: PersonLanguage;
	/** The message that shows the home screen. */
	home?: number;
}
