/** What is stored about somebody, as a page they can keep and read: one file, right to left in Persian. */
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { escaped } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";

interface Kept {
	collection: string;
	records: { [field: string]: unknown }[];
	count: number;
}

export interface MyDataShown {
	at: Date;
	found: Kept[];
	names: ReadonlyMap<string, string>;
}

/** Before the file is made. */
export function ask(t: T): Message {
	return {
		text: t("mydata.ask"),
		buttons: [
			[{ label: t.plain("mydata.button.send"), press: press("mydata.send") }],
			[{ label: t.plain("settings.button.forget"), press: press("settings.forget") }],
			[homeButton(t)],
		],
	};
}

export function file(shown: MyDataShown, t: T): Message {
	return {
		text: t("mydata.caption"),
		buttons: [[homeButton(t)]],
		file: {
			kind: "document",
			source: { content: new TextEncoder().encode(page(shown, t)), name: `${t.plain("mydata.fileName")}.html` },
		},
	};
}

/** Serve searching and the machinery only; the page says so. */
const LEFT_OUT = new Set(
	"warnedFor searchName searchWords nameKey nameTrigrams lease fence talk handled rank wide open requestId revision tokenHash stamp platform urgent home sent openOf cursor operation attempts shape nameOrder licenseOrder freshOrder phoneTail commands done total tries recipient target parent maybeDuplicate".split(
		" ",
	),
);

/** Names by id, and what was looked up on this page already: thousands of records say the same few words. */
interface Words {
	names: MyDataShown["names"];
	said: Map<string, string>;
}

/** Looks up once. */
function once({ said }: Words, key: string, look: () => string): string {
	let found = said.get(key);
	if (found === undefined) {
		found = look();
		said.set(key, found);
	}
	return found;
}

function page({ at, found, names }: MyDataShown, t: T): string {
	const words: Words = { names, said: new Map() };
	const sections = found.map((one) => section(one, words, t)).join("\n");
	return `<!doctype html>
<html lang="${t.language}" dir="${t.direction}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${t.plain("mydata.title")}</title>
<style>
body { font-family: Vazirmatn, Tahoma, sans-serif; line-height: 1.9; max-width: 46rem; margin: 2rem auto; padding: 0 1rem; color: #222; }
h2 { border-bottom: 2px solid #ccc; margin-top: 2.5rem; }
table { width: 100%; table-layout: fixed; border-collapse: collapse; margin: 0 0 1.2rem; }
th, td { text-align: start; vertical-align: top; padding: .25rem .5rem; border-bottom: 1px solid #eee; overflow-wrap: anywhere; }
th { width: 30%; font-weight: 600; }
td table { margin: .2rem 0 .6rem; }
</style>
<h1>${t("mydata.title")}</h1>
<p>${t("mydata.madeAt", { moment: t.value(t.dateTime(at)) })}</p>
<p>${t("mydata.about")}</p>
${sections}
<p>${t("mydata.stays")}</p>
</html>
`;
}

function section({ collection, records, count }: Kept, words: Words, t: T): string {
	const title = t.has(`mydata.collection.${collection}`) ? t.dynamic(`mydata.collection.${collection}`) : collection;
	const more = count > records.length ? `<p>${t("mydata.newestOnly", { shown: records.length, count })}</p>` : "";
	return `<h2>${title} (${t.digits(count)})</h2>${more}\n${records.map((record) => table(record, words, t)).join("\n")}`;
}

function table(record: { [field: string]: unknown }, words: Words, t: T): string {
	const rows = Object.entries(record)
		.filter(([field, value]) => !LEFT_OUT.has(field) && !isEmpty(value))
		.map(
			([field, value]) =>
				`<tr><th>${once(words, `field ${field}`, () => label(field, t))}</th><td>${field === "_id" ? `<bdi>${escaped(String(value))}</bdi>` : shown(value, words, t)}</td></tr>`,
		);
	return `<table>${rows.join("")}</table>`;
}

function isEmpty(value: unknown): boolean {
	if (value === undefined || value === null || value === "") return true;
	return typeof value === "object" && !(value instanceof Date) && Object.keys(value).length === 0;
}

function label(field: string, t: T): string {
	const name = field === "_id" ? "id" : field;
	for (const key of [`mydata.field.${name}`, `organizations.question.${name}.short`]) {
		if (t.has(key)) return t.dynamic(key);
	}
	return escaped(field);
}

function shown(value: unknown, words: Words, t: T): string {
	if (value instanceof Date) return once(words, `moment ${value.getTime()}`, () => escaped(t.dateTime(value)));
	if (Array.isArray(value)) {
		const items = value.map((one) => shown(one, words, t));
		return value.some((one) => typeof one === "object") ? items.join("") : items.join(t.plain("common.list.comma"));
	}
	if (typeof value === "object" && value !== null) return table(value as { [field: string]: unknown }, words, t);
	const text = String(value);
	return once(words, `${typeof value} ${text}`, () => inWords(value, text, words, t));
}

function inWords(value: unknown, text: string, { names }: Words, t: T): string {
	const name = names.get(text);
	if (name !== undefined) return escaped(name);
	for (const key of [
		`mydata.value.${text}`,
		`admin.audit.action.${text}`,
		`organizations.choice.fields.${text}`,
		`organizations.choice.licensingAuthority.${text}`,
	]) {
		if (typeof value !== "number" && t.has(key)) return t.dynamic(key);
	}
	// A number has no letter that would tell its direction.
	const direction = /^[+\d]/.test(text) ? ' dir="ltr"' : "";
	return `<bdi${direction}>${escaped(text).replaceAll("\n", "<br>")}</bdi>`;
}
