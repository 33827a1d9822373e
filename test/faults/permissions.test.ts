/** P9: nobody does what they may not: every button and command, forged by every rank; more in the files beside this one. */
import { expect, test } from "vitest";
import type { Person as Client } from "../../scripts/playground/botApi/index.ts";
import { features } from "../../src/bot/features/index.ts";
import { formPresses } from "../../src/bot/form/index.ts";
import type { Actor } from "../../src/domain/person.ts";
import { newId } from "../../src/kit/ids.ts";
import * as people from "../../src/services/people.ts";
import * as threads from "../../src/services/threads.ts";
import * as peopleStore from "../../src/store/people.ts";
import { createTexts } from "../../src/texts/index.ts";
import { COMMANDS, PRESSES } from "../support/deeds.ts";
import { effects } from "../support/dump.ts";
import { anApplication } from "../support/registrar.ts";
import { TODAY } from "../support/town.ts";
import { aQuietTown, tryShare } from "../support/trials.ts";

const PATIENCE = 240_000;

const t = createTexts({ timeZone: "Asia/Tehran", defaultLanguage: "fa" }).in("fa");

test("every button and every command there is, is tried here", () => {
	const presses = [...features.flatMap((feature) => Object.keys(feature.presses ?? {})), ...Object.keys(formPresses)];
	const commands = features.flatMap((feature) => Object.keys(feature.commands ?? {}));
	expect(Object.keys(PRESSES).sort()).toEqual(presses.sort());
	expect(Object.keys(COMMANDS).sort()).toEqual(commands.sort());
});

test("what one may not do has no effect: commands, and the buttons of the office", { timeout: PATIENCE }, () =>
	tryShare("office"),
);

test("a decision begun as a coordinator and sent when one is none any more decides nothing", {
	timeout: PATIENCE,
}, async () => {
	const { town, book } = await aQuietTown();
	const reza = await town.coordinator("رضا");
	const zahra = await town.person("زهرا");
	const actor = await actorFor(zahra.client);
	const application = await anApplication(actor);
	const talk = await threads.write(actor, { text: "سلام" }, TODAY, { requestId: newId() });
	await town.settles();

	await reza.presses("رد با ذکر دلیل");
	await reza.sends("محدودهٔ فعالیت سازمان بیرون از استان است.");
	await reza.presses("به عهده می‌گیرم");
	await peopleStore.removeRoles((await actorFor(reza.client)).person.id);
	const before = await effects();
	await reza.presses("رد درخواست");
	expect(reza.sees).toContain(t.plain("coordination.refusal.notAllowed"));
	await reza.presses("نوشتن پاسخ");
	expect(reza.screen.map(({ text }) => text)).toContain(t("coordination.noAccess"));
	expect(await effects()).toEqual(before);
	expect(application.state).toBe("waiting");
	expect(talk.ok).toBe(true);
	expect(book.faults).toEqual([]);
});

async function actorFor({ id }: Client): Promise<Actor> {
	return (await people.actorOf("telegram", id)) as Actor;
}
