/** The local Bot API server over a restart: chats, files, command lists and numbers go on where they stood. */
import { Api, InlineKeyboard } from "grammy";
import { expect, onTestFinished, test } from "vitest";
import { type BotApi, startBotApi } from "../../scripts/playground/botApi/index.ts";

test("a server that was started anew with its memory goes on with every chat as if nothing had happened", async () => {
	const first = await startBotApi();
	const zahra = first.person({ firstName: "زهرا", languageCode: "fa" });
	const group = first.group({ title: "گروه", members: [zahra] });
	group.addBot();
	zahra.start();
	zahra.sendsPhoto();
	const keyboard = new InlineKeyboard().text("بله", "yes");
	const sent = await apiOf(first).sendMessage(zahra.id, "<b>سلام</b>", { parse_mode: "HTML", reply_markup: keyboard });
	await apiOf(first).setMyCommands([{ command: "help", description: "راهنما" }], {
		scope: { type: "chat", chat_id: zahra.id },
	});
	const waiting = (await apiOf(first).getUpdates({ limit: 1 }))[0]?.update_id ?? 0;
	const memory = first.remember();
	await first.stop();

	const second = await startBotApi({ memory });
	onTestFinished(() => second.stop());
	const [again] = second.people;
	expect(second.chat(zahra.id)).toEqual(first.chat(zahra.id));
	expect(again?.firstName).toBe("زهرا");
	expect(second.groups.map(({ title }) => title)).toEqual(["گروه"]);
	expect(second.profile.commandsFor({ chatId: zahra.id, userId: zahra.id, group: false, language: "fa" })).toHaveLength(
		1,
	);
	again?.taps(sent.message_id, "yes");
	await apiOf(second).editMessageText(zahra.id, sent.message_id, "درود");
	const next = again?.sends("هنوز هستم");
	expect(next?.message_id).toBeGreaterThan(sent.message_id);
	const updates = await apiOf(second).getUpdates();
	expect(updates[0]?.update_id).toBe(waiting);
	expect(new Set(updates.map(({ update_id }) => update_id)).size).toBe(updates.length);
	const photo = second.chat(zahra.id).messages.find((message) => message.photo)?.photo;
	await apiOf(second).sendPhoto(zahra.id, photo?.fileId ?? "");
	expect(second.violations).toEqual([]);
	expect(second.group({ title: "گروه دوم", members: [] }).id).not.toBe(second.groups[0]?.id);
});

const apiOf = ({ token, url }: BotApi) => new Api(token, { apiRoot: url });
