/** How a registration is filled in, for scenes that need one. */
import type { Player } from "../support/player.ts";

/** A director's way through all questions, up to the review. */
export async function fillsIn(player: Player, name = "همیاران سبز قزوین"): Promise<void> {
	await player.sends("/register");
	await player.answers(name, "۱۸۴۳", "10380284790", "۱۳۹۴");
	await player.presses("حفاظت محیط زیست");
	await player.sends("۱۴۰۶/۱۲/۱۵");
	await player.pressesAll("محیط زیست", "آموزش", "تأیید");
	await player.presses("از این گام می‌گذرم");
	await player.answers("۲۵", "۴۰", "آموزش تفکیک زباله در مدرسه‌های هادی‌آباد", "زهرا کریمی");
	await player.presses("خانم");
	await player.sends("۰۹۱۲ ۵۵۵ ۰۱۴۲");
	await player.does((client) => client.sendsPhoto());
}

export async function registers(player: Player, name?: string): Promise<void> {
	await fillsIn(player, name);
	await player.presses("ارسال به دبیرخانه");
}

/** Everything on somebody's screen, with the buttons in brackets. */
export function screenOf(player: Player): string {
	return player.screen
		.map((message) =>
			[message.text, ...message.inlineKeyboard.map((row) => row.map((button) => `[ ${button.text} ]`).join(" "))].join(
				"\n",
			),
		)
		.join("\n-----\n");
}
