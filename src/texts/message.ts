/** What Dabir says, as plain data: a text with its buttons, told apart from how a platform shows it. */
/** One message. `text` is HTML as Telegram understands it; labels and toasts are plain text. */
export interface Message {
	text: string;
	/** Rows of buttons under the message. */
	buttons?: Button[][];
	/** A request that needs the platform's own keyboard; it goes away with the next `requestOver` message. */
	request?: {
		kind: "contact" | "place";
		label: string;
		/** Rows of plain words under the request; who taps one sends it as a text. */
		words?: string[][];
		cancel?: string;
	};
	/** Takes the platform's own keyboard away. */
	requestOver?: boolean;
	/** A file shown with the text as its caption. */
	file?: MessageFile;
	/** Two to ten photos, or documents, shown together; the text is the caption of the first. It carries no buttons. */
	album?: MessageFile[];
	/** A link's preview is shown only when asked for. */
	preview?: boolean;
}

/** A file the platform keeps (`fileId`) or one of ours (`content`). */
export interface MessageFile {
	kind: "photo" | "document" | "voice";
	source: { fileId: string } | { content: Uint8Array; name: string };
}

/** A button does something here (`press`, see `press()`) or opens a link (`url`). */
export type Button = { label: string; press: string } | { label: string; url: string };

/** So many buttons a row. */
export function rowsOf(buttons: Button[], perRow = 2): Button[][] {
	return Array.from({ length: Math.ceil(buttons.length / perRow) }, (_, row) =>
		buttons.slice(row * perRow, (row + 1) * perRow),
	);
}

/** Telegram allows 64 bytes of callback data. */
const PRESS_BYTES = 64;

/**
 * What a button carries: the name of a press and what it is about, "organization.open:<id>".
 * Arguments hold no colon; longer than 64 bytes is a fault of ours.
 */
export function press(name: string, ...about: (string | number)[]): string {
	const code = [name, ...about].join(":");
	if (Buffer.byteLength(code) > PRESS_BYTES) throw new Error(`a button carries too much: ${code}`);
	return code;
}

/** The name of a press and its arguments, as they were given to `press()`. */
export function readPress(code: string): { name: string; about: string[] } {
	const [name = "", ...about] = code.split(":");
	return { name, about };
}
