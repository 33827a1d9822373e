/** No secret, no phone and no words of people reach the log, however they are handed over. */
import { expect, test } from "vitest";
import { createLog, type Log, redact } from "../../src/kit/log.ts";

const TOKEN = "123456789:AAEhBOweik6ad9r_QXMENQjcrGbqCr4K-bc";
const CANARIES = [
	TOKEN,
	TOKEN.split(":")[1] ?? "",
	"pa55w0rd",
	"9125550142",
	"912 555 0142",
	"۹۱۲۵۵۵۰۱۴۲",
	"webhook-secret",
	"آب نداریم",
];

function logged(write: (log: Log) => void): string {
	let text = "";
	const destination = {
		write: (line: string) => {
			text += line;
		},
	};
	write(createLog({ level: "trace", destination, secrets: ["webhook-secret"] }));
	return text;
}

function expectClean(text: string): void {
	for (const canary of CANARIES) expect(text).not.toContain(canary);
}

test("a token is hidden in messages, addresses, nested values, error stacks and causes", () => {
	const error = new Error(`request to https://api.telegram.org/bot${TOKEN}/getMe failed`, {
		cause: new Error(`connect ${TOKEN}`),
	});
	const text = logged((log) => {
		log.info(`started with ${TOKEN}`);
		log.info({ a: { b: [{ url: `https://api.telegram.org/file/bot${TOKEN}/photos/1.jpg` }] } }, "sent");
		log.error(error);
		log.error({ err: error }, "failed");
		log.error({ failure: { nested: error } }, "failed %s", TOKEN);
		log.child({ chat: 1, from: TOKEN }).warn("child");
		log.info({ url: `https://api.telegram.org/bot${encodeURIComponent(TOKEN)}/getMe` }, "encoded");
	});
	expectClean(text);
	expect(text).toContain("log.test.ts");
	expect(text.trim().split("\n")).toHaveLength(7);
	for (const line of text.trim().split("\n")) expect(() => JSON.parse(line)).not.toThrow();
});

test("passwords in addresses are hidden, the host is not", () => {
	const text = logged((log) => {
		log.info("mongodb://dabir:pa55w0rd@db.example.ir:27017/dabir");
		log.info({ proxy: "socks5h://user:pa55w0rd@proxy:1080", other: "mongodb+srv://dabir:p@pa55w0rd@db" });
		log.info("the secret is webhook-secret");
	});
	expectClean(text);
	expect(text).toContain("db.example.ir:27017");
});

test("phones are hidden in any of the ways people write them, and other numbers are not", () => {
	const text = logged((log) => {
		for (const phone of [
			"+989125550142",
			"00989125550142",
			"989125550142",
			"09125550142",
			"0912 555 0142",
			"۰۹۱۲۵۵۵۰۱۴۲",
			"+98 912 555 0142",
		]) {
			log.info(`from ${phone}`);
			log.info({ contact: phone, deep: [{ number: phone }] });
		}
		log.info({ phone_number: "02833334444" });
		log.info({ chat: 5912345678, update: 987654321, at: 1764000000000 }, "kept");
	});
	expectClean(text);
	expect(text).not.toContain("02833334444");
	expect(text).toContain('"chat":5912345678,"update":987654321,"at":1764000000000');
});

test("what people wrote does not pass through the properties of an error or a whole update", () => {
	const failed = Object.assign(new Error("Call to 'sendMessage' failed! (400: Bad Request)"), {
		method: "sendMessage",
		error_code: 400,
		payload: { chat_id: 1, text: "آب نداریم" },
	});
	const duplicate = Object.assign(
		new Error('E11000 duplicate key error dup key: { phone: "+989125550142", said: "آب نداریم" }'),
		{ code: 11000 },
	);
	const cast = new Error('Cast to Number failed for value "آب نداریم" (type string) at path "n"');
	const text = logged((log) => {
		log.error(failed);
		log.error({ err: duplicate });
		log.warn(cast.message);
		log.warn({ update: { update_id: 7, message: { text: "آب نداریم", from: { id: 1, first_name: "آب نداریم" } } } });
		log.warn({ err: new AggregateError([failed, cast], "several") });
	});
	expectClean(text);
	expect(text).toContain('"errorCode":400');
	expect(text).toContain('"update_id":7');
});

test("redact leaves ordinary text alone", () => {
	const text = "a meeting at 18:30, code R-1405-0042, https://example.ir:8080/path?a=b, mail a@b.ir";
	expect(redact(text)).toBe(text);
});
