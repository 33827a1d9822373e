/** How registers are taken out as sheets: which one, that it has begun, and the file itself. */
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { homeButton } from "./home.ts";

/** What may be taken out, one button each. */
export function choose(kinds: readonly string[], t: T): Message {
	return {
		text: t("exporting.choose"),
		buttons: [
			...kinds.map((kind) => [
				{ label: t.dynamicPlain(`exporting.button.${kind}`), press: press("export.make", kind) },
			]),
			[homeButton(t)],
		],
	};
}

export function begun(kind: string, t: T): Message {
	return { text: t.dynamic(`exporting.begun.${kind}`), buttons: [[homeButton(t)]] };
}

export function ready({ kind, content, now }: { kind: string; content: Uint8Array; now: Date }, t: T): Message {
	const day = t.plain("exporting.fileDay", { day: t.shortDate(now) });
	return {
		text: t.dynamic(`exporting.ready.${kind}`),
		file: {
			kind: "document",
			source: { content, name: `${t.dynamicPlain(`exporting.sheet.${kind}`)} ${day}.xlsx` },
		},
	};
}
