/** What is remembered of a chat: the one document that is opened once and closed once for each update. */
import type { ConversationData, VersionedState } from "@grammyjs/conversations";
import type { Draft } from "../domain/draft.ts";
import type { PeopleFilter } from "../domain/peopleRegister.ts";
import type { PersonLanguage } from "../domain/person.ts";
import type { RegisterFilter } from "../domain/register.ts";
import type { ReportFilter } from "../domain/reportFinding.ts";
import type { StalledFilter } from "../domain/stalledWork.ts";
import type { ThreadContent } from "../domain/thread.ts";

export interface Session {
	/** "<platform>:<chatId>" */
	id: string;
	/** The conversations plugin's state. */
	talk?: VersionedState<ConversationData>;
	/** By "<form>:<subject>". */
	drafts: Record<string, Draft>;
	/** The question that waits for an answer, and the message that asks it. */
	current?: {
		draft: string;
		question: string;
		messageId: number;
		/** The message whose button led here, when the question is another one: it may be tapped twice. */
		tapped?: number;
		stamp: string;
		/** The first message that asked it, when it was asked more than once. */
		since?: number;
		/** What answered the question before, when that one may stand on the screen twice: see `wordsOf`. */
		after?: string;
		/** What has been explained about this question already, so that it is said once. */
		told?: string[];
	};
	/** The stamp of the review that was sent last: a second tap on "send" is known by it. */
	sent?: string;
	/** The button that was tapped last of those that send something anew; see `isSecondTap`. */
	tapped?: { tap: string; at: Date };
	/** The language chosen before the person was known. */
	language?: PersonLanguage;
	/** Messages written outside a form, by their ids, until their person says whether they are for the secretariat. */
	unsent?: Record<string, Unsent>;
	/** What the registers were asked for last, and what a typed word is looked up in. */
	looking?: Looking;
	/** The message that shows the home screen. */
	home?: number;
	/** The command list Telegram shows in this chat: "fa:coordinator". */
	commands?: string;
	/** Nothing stays of this chat: its person did not agree to be remembered. */
	forgotten?: boolean;
	/** A session of somebody who has not agreed yet is dropped by the database after this moment. */
	strangerUntil?: Date;
}

/** How a coordinator goes through the registers; see features/register and features/people. */
export interface Looking {
	organizations?: { filter: RegisterFilter } & Place;
	people?: { filter: PeopleFilter } & Place;
	reports?: { filter: ReportFilter } & Place;
	stalledWorks?: { filter: StalledFilter } & Place;
	/** Over with the next command or button. */
	typed?:
		| "organizations"
		| "people"
		| "neighbourhoods"
		| "neighbourhoodList"
		| "neighbourhoodFile"
		| "anything"
		| "reports"
		| "reportNeighbourhoods";
}

/** Where in a list one is. */
export interface Place {
	from: { after?: string; before?: string };
	page: number;
}

/** Pieces of an album are one message. */
export interface Unsent {
	album?: string;
	contents: ThreadContent[];
}
