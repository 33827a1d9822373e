/** What Telegram can show, and how much of it. */

/** UTF-16 units after the markup has been taken out. */
export const TEXT_LENGTH = 4096;
export const CAPTION_LENGTH = 1024;
export const BUTTONS = 100;
export const BUTTONS_A_ROW = 8;
export const PRESS_BYTES = 64;
/** Of a toast or an alert, in UTF-16 units. */
export const TOAST_LENGTH = 200;

const ENTITIES: Record<string, string> = { "&lt;": "<", "&gt;": ">", "&amp;": "&", "&quot;": '"' };

/** How long Telegram takes an HTML text to be. */
export function lengthOf(htmlText: string): number {
	return htmlText
		.replace(/<[^>]*>/g, "")
		.replace(/&(?:lt|gt|amp|quot);/g, (entity) => ENTITIES[entity] ?? entity)
		.replace(/&#(x?)([0-9a-f]+);/gi, (_, hex: string, code: string) =>
			String.fromCodePoint(Number.parseInt(code, hex === "" ? 10 : 16)),
		).length;
}
