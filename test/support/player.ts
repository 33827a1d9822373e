/** A player: one person in a town, who does and sees what a person with a phone does and sees. */
import type { Person as Client, ShownMessage } from "../../scripts/playground/botApi/index.ts";
import type { Town } from "./town.ts";

export interface Player {
	client: Client;
	/** The last thing the bot showed, as plain text with the labels of its buttons. */
	readonly sees: string;
	/** Everything the bot shows in this chat, oldest first. */
	readonly screen: ShownMessage[];
	readonly buttons: string[];
	readonly toast: string | undefined;
	sends(text: string): Promise<void>;
	/** One answer after another. */
	answers(...texts: string[]): Promise<void>;
	/** Taps the newest button whose label contains `label`, or presses the reply keyboard's. */
	presses(label: string): Promise<void>;
	/** Taps many buttons, one after another. */
	pressesAll(...labels: string[]): Promise<void>;
	/** Does something with the client, and waits until it has been dealt with. */
	does(act: (client: Client) => unknown): Promise<void>;
	/** Presses Start and agrees to be remembered; nothing when that has happened. */
	agrees(): Promise<void>;
	/** As an admin: makes somebody a coordinator, in chat. */
	appoints(player: Player): Promise<void>;
}

export function aPlayer(town: Town, client: Client): Player {
	const chat = () => town.botApi.chat(client.id);
	const fromBot = () => chat().messages.filter((message) => message.from === "bot");

	/** The newest button that is called so, or else has it in its label. */
	function found(label: string) {
		for (const fits of [(text: string) => text === label, (text: string) => text.includes(label)]) {
			for (const message of fromBot().toReversed()) {
				const button = message.inlineKeyboard.flat().find((each) => fits(each.text));
				if (button) return { message, button };
			}
		}
		return undefined;
	}

	const player: Player = {
		client,
		get sees() {
			const last = fromBot().at(-1);
			return last ? [last.text, ...labelsOf(last).map((label) => `[ ${label} ]`)].join("\n") : "";
		},
		get screen() {
			return fromBot();
		},
		get buttons() {
			return fromBot().flatMap(labelsOf);
		},
		get toast() {
			return chat().toast?.text;
		},
		sends: (text) => player.does(() => client.sends(text)),
		async answers(...texts) {
			for (const text of texts) await player.sends(text);
		},
		async presses(label) {
			const { message, button } = found(label) ?? {};
			if (message && button && "callback_data" in button) {
				await player.does(() => client.taps(message.messageId, button.callback_data));
				return;
			}
			const key = chat()
				.replyKeyboard?.rows.flat()
				.find((each) => textOf(each).includes(label));
			if (!key)
				throw new Error(`there is no button "${label}"; there are: ${player.buttons.join(" · ")}\n${player.sees}`);
			await player.does(() => client.sends(textOf(key)));
		},
		async pressesAll(...labels) {
			for (const label of labels) await player.presses(label);
		},
		async does(act) {
			await act(client);
			await town.settles();
		},
		async agrees() {
			if (fromBot().length > 0) return;
			await player.does(() => client.start());
			await player.presses(client.languageCode === "en" ? "I agree" : "می‌پذیرم و ادامه می‌دهم");
		},
		async appoints(other) {
			await player.sends("/admin");
			await player.presses("کارشناسان و مدیران");
			await player.presses("افزودن");
			await player.sends(String(other.client.id));
		},
	};
	return player;
}

function labelsOf(message: ShownMessage): string[] {
	return message.inlineKeyboard.flat().map((button) => button.text);
}

function textOf(button: string | { text: string }): string {
	return typeof button === "string" ? button : button.text;
}
