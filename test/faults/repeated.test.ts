/** A question that was asked twice, answered twice: at every step of every form the second answer is under no other name. */
import { expect, test } from "vitest";
import type { World } from "../../src/bot/form/advance.ts";
import { stampOf } from "../../src/bot/form/asking.ts";
import { type Form, REVIEW } from "../../src/bot/form/form.ts";
import type { Session } from "../../src/bot/session.ts";
import { type Draft, draftKey } from "../../src/domain/draft.ts";
import { newId } from "../../src/kit/ids.ts";
import { type Answer, answersTo, send } from "../support/answering.ts";
import { aRepeatingTown, FORMS, type Repeating } from "../support/repeats.ts";
import { TODAY } from "../support/town.ts";

/** A step of a form whose question has just been asked twice: the process died after its reply, the next one replied again. */
interface Table {
	form: Form;
	name: string;
	draft: Draft;
	session: Session;
	/** The messages that ask, the first copy first. */
	copies: [number, number];
	chair: Repeating["players"][number];
}

function blankDraft(form: Form, at: string): Draft {
	return {
		form: form.name,
		subject: "",
		answers: {},
		requestId: newId(),
		startedAt: TODAY,
		touchedAt: TODAY,
		at,
	};
}

async function askedTwice(town: Repeating, form: Form, name: string, answer: Answer, between?: () => void) {
	const chair = town.players[FORMS.indexOf(form)] as Repeating["players"][number];
	const { id } = chair.player.client;
	const draft = blankDraft(form, name);
	if (answer.state !== undefined) draft.partial = { question: name, state: answer.state };
	const key = draftKey(form.name, "");
	const current = { draft: key, question: name, messageId: chair.open, stamp: stampOf(draft, name) };
	const before: Session = { id: `telegram:${id}`, drafts: { [key]: draft }, current };
	town.letters(chair.player);
	// The question is asked anew, below.
	chair.player.client.taps(chair.older, "f:------:again", { forged: true });
	const [update] = town.letters(chair.player);
	if (!update) throw new Error("nothing came");
	const died = await town.handle(update, before);
	between?.();
	const session = await town.handle(update, before, { again: true });
	const copies: [number, number] = [died.current?.messageId ?? 0, session.current?.messageId ?? 0];
	if (copies[1] <= copies[0]) throw new NotShown(`${form.name}.${name}`);
	return { form, name, draft, session, copies, chair };
}

class NotShown extends Error {}

/** Everything that came is handled, in order, by a process that lives. */
async function handled(town: Repeating, table: Table, how?: { again: boolean }): Promise<void> {
	for (const update of town.letters(table.chair.player)) table.session = await town.handle(update, table.session, how);
}

function answers(table: Table, { input }: Answer, copy: 0 | 1, { replies = false } = {}): void {
	const { client } = table.chair.player;
	if (input.kind !== "press") return void send(client, input, replies ? table.copies[copy] : undefined);
	const data = ["f", stampOf(table.draft, table.name), input.action, ...input.about].join(":");
	client.taps(table.copies[copy], data, { forged: true });
}

/** What stands where: nothing under another name than the one that was asked, nothing counted as a wrong try at the next. */
function strayed(table: Table): string[] {
	const draft = table.session.drafts[draftKey(table.form.name, "")];
	if (!draft) return [];
	const stray = Object.entries(draft.answers).filter(([name, answer]) => name !== table.name && answer !== null);
	if (draft.skipped?.some((name) => name !== table.name)) stray.push(["skipped", draft.skipped]);
	if (draft.partial && draft.partial.question !== table.name) stray.push(["partial", draft.partial]);
	if (draft.attempts !== undefined && table.session.current?.question !== table.name)
		stray.push(["attempts", draft.attempts]);
	return stray.map(([name, answer]) => `${name} = ${JSON.stringify(answer)}`);
}

const isPress = ({ input }: Answer) => input.kind === "press";

/** A question asked twice, and how it can be answered. */
interface Asked {
	answer: Answer;
	/** The question stands there twice. */
	table(): Promise<Table>;
	/** The same, and it has been answered once, below the second copy. */
	answeredOnce(): Promise<Table>;
	/** The question is asked twice anew, and answered between the copies. */
	answeredBetween(): Promise<Table>;
	/** Another answer, such as the question that comes next would take. */
	second(): Promise<Answer>;
}

interface Way {
	way: string;
	fits(answer: Answer): boolean;
	play(town: Repeating, asked: Asked): Promise<Table>;
}

const WAYS: Way[] = [
	{
		way: "the second in reply to the first copy, once the next question is there",
		fits: (answer) => !isPress(answer),
		async play(town, { answeredOnce, second }) {
			const table = await answeredOnce();
			answers(table, await second(), 0, { replies: true });
			await handled(town, table);
			return table;
		},
	},
	{
		way: "the same words again, once the next question is there",
		fits: ({ input }) => input.kind === "text",
		async play(town, { answer, answeredOnce }) {
			const table = await answeredOnce();
			answers(table, answer, 1);
			await handled(town, table);
			return table;
		},
	},
	{
		way: "in one breath, and the process dies over the first",
		fits: (answer) => !isPress(answer),
		async play(town, asked) {
			const table = await asked.table();
			const second = await asked.second();
			answers(table, asked.answer, 0);
			const [first] = town.letters(table.chair.player);
			if (!first) throw new Error("nothing came");
			await town.handle(first, table.session);
			answers(table, second, 1);
			table.session = await town.handle(first, table.session, { again: true });
			await handled(town, table, { again: true });
			return table;
		},
	},
	{
		way: "once between the copies and once below",
		fits: (answer) => !isPress(answer),
		async play(town, { answer, answeredBetween }) {
			const table = await answeredBetween();
			await handled(town, table);
			answers(table, answer, 1);
			await handled(town, table);
			return table;
		},
	},
	{
		way: "a button of each copy",
		fits: isPress,
		async play(town, { answer, answeredOnce }) {
			const table = await answeredOnce();
			answers(table, answer, 0);
			await handled(town, table);
			return table;
		},
	},
	{
		way: "a button of each copy, and the process dies over the first",
		fits: isPress,
		async play(town, asked) {
			const table = await asked.table();
			answers(table, asked.answer, 0);
			const [first] = town.letters(table.chair.player);
			if (!first) throw new Error("nothing came");
			await town.handle(first, table.session);
			table.session = await town.handle(first, table.session, { again: true });
			answers(table, asked.answer, 1);
			await handled(town, table);
			return table;
		},
	},
];

/** What several ways begin with is done once: a session is a value, and each way goes on from its own copy. */
function asked(town: Repeating, form: Form, name: string, answer: Answer, world: World): Asked {
	const chair = town.players[FORMS.indexOf(form)] as Table["chair"];
	const once = <V extends object>(make: () => Promise<V>) => {
		let made: Promise<V> | undefined;
		return async (): Promise<V> => {
			made ??= make();
			return { ...(await made) };
		};
	};
	const table = once(() => askedTwice(town, form, name, answer));
	const answeredOnce = once(async () => {
		const here = await table();
		answers(here, answer, 1);
		await handled(town, here);
		return here;
	});
	const second = once(async () => {
		const { current, drafts } = (await answeredOnce()).session;
		const draft = current && drafts[current.draft];
		if (!draft || current.question === name) return answer;
		return (await answersTo(form, draft, current.question, world)).find((one) => !isPress(one)) ?? answer;
	});
	const answeredBetween = () => askedTwice(town, form, name, answer, () => send(chair.player.client, answer.input));
	return { answer, table, answeredOnce, answeredBetween, second };
}

/** Choices among things that an empty town does not have, an invitation nobody wrote, a review without its subject. */
const NOT_HERE = [
	"addMinutesPoint.owner",
	"announce.organizations",
	"announce.unacknowledged",
	"announceExcept.organizations",
	"askForSeat.person",
	"changeMinutesPoint.owner",
	"enterInvitation.code",
	"makeReport.category",
	"mergeInto.survivor",
	"newMeeting.organizations",
	"newMeeting.review",
	"replaceSeat.person",
	"tickOthers.came",
];

test("at every step of every form a second answer stands under no other question", { timeout: 240_000 }, async () => {
	const town = await aRepeatingTown();
	const strays: string[] = [];
	const left: string[] = [];
	let played = 0;

	async function step(form: Form, name: string): Promise<void> {
		const { actor } = town.players[FORMS.indexOf(form)] as Table["chair"];
		const world = { actor, actsNow: async () => actor, now: TODAY, t: town.t };
		const sends: Answer = { input: { kind: "press", action: "send", about: [] } };
		const possible = name === REVIEW ? [sends] : await answersTo(form, blankDraft(form, name), name, world);
		if (possible.length === 0) left.push(`${form.name}.${name}`);
		for (const answer of possible) {
			const here = asked(town, form, name, answer, world);
			for (const { way, play } of WAYS.filter(({ fits }) => fits(answer))) {
				for (const stray of strayed(await play(town, here))) strays.push(`${form.name}.${name}, ${way}: ${stray}`);
				played++;
			}
		}
	}

	const forms = [...FORMS];
	const walkers = Array.from({ length: 8 }, async () => {
		for (let form = forms.shift(); form; form = forms.shift()) {
			for (const name of [...Object.keys(form.questions), ...(form.review ? [REVIEW] : [])]) {
				await step(form, name).catch((error) => {
					if (!(error instanceof NotShown)) throw error;
					left.push(error.message);
				});
			}
		}
	});
	await Promise.all(walkers);
	expect(strays).toEqual([]);
	expect(town.book.faults).toEqual([]);
	expect(played).toBeGreaterThan(800);
	expect(left.sort()).toEqual(NOT_HERE);
});
