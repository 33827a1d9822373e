import { expect, test } from "vitest";
import type { Player } from "../support/player.ts";
import { aTown, type Town } from "../support/town.ts";

async function aSecretariat(count = 3): Promise<{ town: Town; reza: Player; readers: Player[] }> {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const readers = [];
	for (let number = 0; number < count; number++) readers.push(await town.person(`خواننده ${number}`));
	return { town, reza, readers };
}

/** Writes one in Persian, for everybody. */
async function writes(player: Player, text = "نشست *ماهانه* روز دوشنبه برگزار می‌شود."): Promise<void> {
	await player.sends("/announce");
	await player.sends(text);
	await player.presses("از این گام می‌گذرم");
	await player.presses("همهٔ افراد");
}

test("a coordinator writes an announcement, tests it, sends it to everybody and sees the report", async () => {
	const { town, reza, readers } = await aSecretariat();
	await writes(reza);
	expect(reza.sees).toContain("برای ۵ نفر");
	await reza.presses("ارسال آزمایشی به خودم");
	expect(reza.screen.at(-2)?.text).toContain("اطلاعیهٔ دبیرخانه");
	await reza.presses("ارسال");
	expect(reza.sees).toContain("تا یک دقیقهٔ دیگر");
	expect(readers[0]?.sees).not.toContain("ماهانه");
	await town.later({ minutes: 2 });
	for (const reader of readers) expect(reader.sees).toContain("نشست");
	expect(reza.screen.map(({ text }) => text).join("\n")).toContain("ارسال پایان یافت");
	expect(reza.screen.map(({ text }) => text).join("\n")).toContain("ارسال‌شده: ۵");
	expect(town.botApi.violations).toEqual([]);
});
