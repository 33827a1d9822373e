import { expect, test } from "vitest";
import { newId } from "../../src/kit/ids.ts";
import * as committees from "../../src/services/committees/index.ts";
import * as groups from "../../src/services/groups.ts";
import * as seats from "../../src/store/seats.ts";
import type { Player } from "../support/player.ts";
import { aTown, type Town } from "../support/town.ts";
import { actorOf, anOrganization } from "./neighbours.ts";

/** The newest link of the bot in a group. */
function linkIn(town: Town, chatId: number): string {
	for (const message of town.botApi.chat(chatId).messages.toReversed()) {
		for (const button of message.inlineKeyboard.flat()) {
			const [, payload] = ("url" in button && /start=(g_\w{16})/.exec(button.url)) || [];
			if (payload) return payload;
		}
	}
	throw new Error("there is no link in the group");
}

function textsIn(town: Town, chatId: number): string[] {
	return town.botApi.chat(chatId).messages.flatMap(({ from, text }) => (from === "bot" && text ? [text] : []));
}

async function aChair(town: Town, name: string): Promise<Player> {
	const player = await town.person(name);
	const { id } = await anOrganization(town, player);
	await seats.add({
		...{ id: newId(), committeeId: "environmental", holder: { kind: "organization", id }, office: "chair" },
		...{ personId: (await actorOf(player)).person.id, votes: true, since: town.clock.now() },
	});
	return player;
}

async function aLinkedGroup(town: Town, chair: Player, ...others: Player[]) {
	const group = town.botApi.group({ title: "زیست قزوین", members: [chair, ...others].map(({ client }) => client) });
	group.addBot(chair.client);
	await chair.does((client) => client.sends("/link", { in: group }));
	await chair.sends(`/start ${linkIn(town, group.id)}`);
	await chair.presses("بله، متصل شود");
	return group;
}

test("the chair links a group; cards come there; other commands are met with silence, and nobody else can use the link", async () => {
	const town = await aTown();
	const zahra = await aChair(town, "زهرا");
	const mina = await town.person("مینا");
	const group = town.botApi.group({ title: "زیست قزوین", members: [zahra.client, mina.client] });
	group.addBot(zahra.client);
	await zahra.does((client) => client.sends("/start", { in: group }));
	expect(textsIn(town, group.id)).toEqual([]);
	await mina.does((client) => client.sends("/link", { in: group }));
	expect(textsIn(town, group.id).at(-1)).toContain("در گفت‌وگوی خصوصی تأیید کند");
	await mina.sends(`/start ${linkIn(town, group.id)}`);
	expect(mina.sees).toContain("کمیته‌ای نیست که شما بتوانید گروهی به آن متصل کنید");
	await zahra.sends(`/start ${linkIn(town, group.id)}`);
	expect(zahra.sees).toContain("این پیوند دیگر معتبر نیست یا برای شخص دیگری است");
	await zahra.does((client) => client.sends("/link", { in: group }));
	await zahra.sends(`/start ${linkIn(town, group.id)}`);
	expect(zahra.sees).toContain("گروه «⁨زیست قزوین⁩» به ⁨کمیتهٔ زیست‌محیطی⁩ متصل شود؟");
	await zahra.presses("بله، متصل شود");
	expect(zahra.sees).toContain("متصل شد");
	expect(textsIn(town, group.id).at(-1)).toContain("این گروه به ⁨کمیتهٔ زیست‌محیطی⁩ متصل شد");

	await groups.owePost("environmental", "group.linked", { committeeId: "environmental" }, town.clock.now(), "once");
	await groups.owePost("environmental", "group.linked", { committeeId: "environmental" }, town.clock.now(), "once");
	await groups.owePost("social", "group.linked", { committeeId: "social" }, town.clock.now(), "another");
	await town.later({ minutes: 1 });
	expect(textsIn(town, group.id).filter((text) => text.includes("متصل شد"))).toHaveLength(2);
	expect(textsIn(town, group.id).join()).not.toContain("زهرا");

	await zahra.sends("/committees");
	await zahra.presses("۱");
	expect(zahra.sees).toContain("گروه تلگرام: ⁨زیست قزوین⁩");
	await zahra.pressesAll("گروه تلگرام", "جدا کردن گروه", "بله، جدا شود");
	expect(zahra.sees).toContain("برای اتصال گروه به");
	expect((await committees.byId("environmental"))?.group).toBeUndefined();
	expect(town.botApi.violations).toEqual([]);
});

test("a group that becomes a supergroup is followed, whether it says so or the post finds out", async () => {
	const town = await aTown();
	const zahra = await aChair(town, "زهرا");
	const group = await aLinkedGroup(town, zahra);
	group.upgradeToSupergroup();
	await town.settles();
	expect((await committees.byId("environmental"))?.group?.chatId).toBe(group.id);
	const post = async (key: string) => {
		await groups.owePost("environmental", "group.linked", { committeeId: "environmental" }, town.clock.now(), key);
		await town.later({ minutes: 1 });
	};
	await post("first");
	expect(textsIn(town, group.id).filter((text) => text.includes("متصل شد"))).toHaveLength(1);
	// As if the bot had never heard of it.
	const { store, old } = { store: await import("../../src/store/committees.ts"), old: group.id + 1_000_000_000_000 };
	await store.moveGroup(group.id, old);
	await post("second");
	expect((await committees.byId("environmental"))?.group?.chatId).toBe(group.id);
	expect(textsIn(town, group.id).filter((text) => text.includes("متصل شد"))).toHaveLength(2);
});

test("a group that is called otherwise is so on its committee's card", async () => {
	const town = await aTown();
	const zahra = await aChair(town, "زهرا");
	const group = await aLinkedGroup(town, zahra);
	group.rename("محیط زیست استان");
	await town.settles();
	await zahra.sends("/committees");
	await zahra.presses("۱");
	expect(zahra.sees).toContain("گروه تلگرام: ⁨محیط زیست استان⁩");
	expect(town.botApi.violations).toEqual([]);
});

test("the bot being removed is noticed and told to the chair and the coordinators", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await aChair(town, "زهرا");
	const group = await aLinkedGroup(town, zahra);
	group.removeBot(zahra.client);
	await town.settles();
	expect(zahra.sees).toContain("دبیر از گروه «⁨زیست قزوین⁩» بیرون گذاشته شد");
	expect(reza.sees).toContain("دبیر از گروه «⁨زیست قزوین⁩» بیرون گذاشته شد");
	expect((await committees.byId("environmental"))?.group).toBeUndefined();
	expect(town.botApi.violations).toEqual([]);
});

test("a group belongs to one committee, and a link is good for a day", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await aChair(town, "زهرا");
	const group = await aLinkedGroup(town, zahra, reza);
	await reza.does((client) => client.sends("/link", { in: group }));
	const link = linkIn(town, group.id);
	await reza.sends(`/start ${link}`);
	await reza.presses("کمیتهٔ اجتماعی");
	await reza.presses("بله، متصل شود");
	expect(reza.sees).toContain("این گروه به کمیتهٔ دیگری متصل است");
	await town.later({ days: 1, minutes: 1 });
	await reza.sends(`/start ${link}`);
	expect(reza.sees).toContain("این پیوند دیگر معتبر نیست");
	expect(town.botApi.violations).toEqual([]);
});
