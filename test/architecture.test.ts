/** The house keeps its directions: a file imports its own room and the floors below, never up, never sideways. */
import { globSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, test } from "vitest";

/** The rooms, floor by floor, from the roof down (DESIGN section 2). */
const FLOORS = [
	["main"],
	["bot", "jobs", "http"],
	["services"],
	["store", "telegram", "views", "papers"],
	["texts"],
	["domain"],
	["kit"],
];

/** Packages that only these rooms may use. */
const RESERVED: [pattern: RegExp, rooms: string[]][] = [
	[/^(grammy|@grammyjs)(\/|$)/, ["bot", "http", "telegram"]],
	[/^mongoose(\/|$)/, ["store", "main"]],
	[/^mongodb/, ["store"]],
];

/** Rooms whose files only reckon: what they know is handed to them. */
const PURE = ["domain", "views"];
const READS_CLOCK = /\bnew Date\(\)|\bDate\.now\(|\bTemporal\.Now\b/;

type Sources = Record<string, string>;

/** Every broken rule in these files, as "src/from.ts: what is wrong". */
function violations(sources: Sources): string[] {
	return Object.entries(sources).flatMap(([file, source]) => {
		const found = importsOf(source).flatMap((one) => brokenImport(file, one) ?? []);
		const room = roomOf(file);
		if (room === undefined) found.push("belongs to no room");
		if (
			/\bprocess\.env\b|\benv\b[^;\n]*from "node:process"/.test(source) &&
			file !== "src/config.ts" &&
			file !== "src/guard.ts"
		) {
			found.push("reads process.env");
		}
		if (/\bimport\(\s*(?!["'])/.test(source)) found.push("imports something that is only known at run time");
		if (room !== undefined && [...PURE, "services"].includes(room) && READS_CLOCK.test(withoutComments(source))) {
			found.push("looks at the clock instead of being told the time");
		}
		return found.map((wrong) => `${file}: ${wrong}`);
	});
}

function brokenImport(file: string, { from, typeOnly }: Import): string | undefined {
	const room = roomOf(file);
	if (room === undefined) return undefined;
	if (!from.startsWith(".")) return brokenPackage(room, from);
	const target = path.posix.join(path.posix.dirname(file), from);
	if (target.startsWith("locales/")) return room === "texts" ? undefined : `reads ${target} past texts`;
	const to = roomOf(target);
	if (to === undefined) return `imports ${target}, which is outside the house`;
	if (room === "main") return undefined;
	if (to === "guard") return "imports the guard, which only main does";
	if (room === "guard") return `imports ${target}: the guard must load where nothing else can`;
	if (to === "config") {
		return floorOf(room) === 1 && typeOnly
			? undefined
			: "imports config (only main reads it; the doors may name its type)";
	}
	if (room === "config") return floorOf(to) > 1 ? undefined : `config imports ${target}`;
	if (room === to) return brokenInRoom(file, target);
	if (floorOf(to) < floorOf(room)) return `goes up to ${target}`;
	if (floorOf(to) === floorOf(room)) return `goes sideways to ${target}`;
	if (room === "bot" && to === "store" && !/^src\/bot\/(intake|session)/.test(file)) {
		return `touches ${target}: of the chat door only intake and session do`;
	}
	if (room === "services" && to === "telegram")
		return `speaks to Telegram through ${target}: services write deliveries`;
	return undefined;
}

function brokenPackage(room: string, name: string): string | undefined {
	for (const [pattern, rooms] of RESERVED) {
		if (pattern.test(name) && !rooms.includes(room)) return `uses ${name}, which belongs to ${rooms.join(", ")}`;
	}
	if (PURE.includes(room) && /^(node:)?(fs|net|tls|http|https|dns|child_process|worker_threads|os)(\/|$)/.test(name)) {
		return `uses ${name}, and ${room} only reckons`;
	}
	return undefined;
}

/** One feature does not import another; what two need goes down a floor. */
function brokenInRoom(file: string, target: string): string | undefined {
	const from = featureOf(file);
	const to = featureOf(target);
	return from !== undefined && to !== undefined && from !== to
		? `the feature ${from} imports the feature ${to}`
		: undefined;
}

function featureOf(file: string): string | undefined {
	return file.match(/^src\/bot\/features\/([^/]+)\//)?.[1];
}

function floorOf(room: string): number {
	return FLOORS.findIndex((rooms) => rooms.includes(room));
}

function roomOf(file: string): string | undefined {
	const alone = file.match(/^src\/(main|config|guard)\.ts$/)?.[1];
	if (alone !== undefined) return alone;
	const room = file.match(/^src\/([^/]+)\//)?.[1];
	return room !== undefined && floorOf(room) > 0 ? room : undefined;
}

interface Import {
	from: string;
	typeOnly: boolean;
}

/**
 * A small reader of its own: the checkers that stand on TypeScript's old programming interface read nothing under
 * TypeScript 7 and call that clean. It would rather find an import too many (in a comment after code) than miss one.
 */
function importsOf(source: string): Import[] {
	const code = withoutComments(source);
	const statement = /^[ \t]*(?:import|export)\s+(type\s)?(?:[\w$\s,*]*(?:\{[^}]*\})?\s*from\s*)?["']([^"']+)["']/gm;
	const call = /\b(?:import|require)\(\s*["']([^"']+)["']/g;
	return [
		...Array.from(code.matchAll(statement), ([, type, from = ""]) => ({ from, typeOnly: type !== undefined })),
		...Array.from(code.matchAll(call), ([, from = ""]) => ({ from, typeOnly: false })),
	];
}

/** Without block comments and lines that are only a comment. */
function withoutComments(source: string): string {
	return source.replace(/^[ \t]*\/\*[\s\S]*?\*\//gm, "").replace(/^[ \t]*\/\/.*$/gm, "");
}

const house: Sources = Object.fromEntries(
	globSync("src/**/*.ts").map((file) => [file.split(path.sep).join("/"), readFileSync(file, "utf8")]),
);

test("every file of the house keeps the directions", () => {
	expect(violations(house)).toEqual([]);
});

test("the reader really reads the house: it finds every line that opens with an import", () => {
	expect(Object.keys(house).length).toBeGreaterThan(20);
	for (const [file, source] of Object.entries(house)) {
		const lines = withoutComments(source).match(/^import\s/gm)?.length ?? 0;
		expect(importsOf(source).length, file).toBeGreaterThanOrEqual(lines);
	}
});

describe("it turns red when", () => {
	test.each<[what: string, file: string, source: string]>([
		["a file goes up", "src/store/people.ts", 'import { register } from "../services/people.ts";'],
		["a type alone goes up", "src/domain/person.ts", 'import type { T } from "../texts/index.ts";'],
		[
			"a list of names over several lines goes up",
			"src/kit/log.ts",
			'import {\n\ta,\n\tb,\n} from "../domain/person.ts";',
		],
		["a file goes sideways", "src/views/person.ts", 'import { people } from "../store/people.ts";'],
		["one door opens another", "src/jobs/deliver.ts", 'import { createBot } from "../bot/index.ts";'],
		["something imports main", "src/http/index.ts", 'import { start } from "../main.ts";'],
		["a name is handed on from above", "src/services/people.ts", 'export { createBot } from "../bot/index.ts";'],
		["everything is handed on from above", "src/services/people.ts", 'export * from "../bot/index.ts";'],
		["something is imported for its effects", "src/services/people.ts", 'import "../bot/index.ts";'],
		["something is imported late", "src/services/people.ts", '\tconst { bot } = await import("../bot/index.ts");'],
		["a type is named in passing", "src/services/people.ts", 'let bot: import("../bot/index.ts").Bot;'],
		["an import is reckoned at run time", "src/services/people.ts", "await import(name);"],
		["a feature imports another", "src/bot/features/home/index.ts", 'import { card } from "../organizations/card.ts";'],
		[
			"a feature touches the store",
			"src/bot/features/home/index.ts",
			'import { people } from "../../../store/people.ts";',
		],
		["grammY is used by a service", "src/services/people.ts", 'import { Bot } from "grammy";'],
		["grammY's types are used by a view", "src/views/person.ts", 'import type { Message } from "@grammyjs/types";'],
		["mongoose is used by a service", "src/services/people.ts", 'import mongoose, { type Model } from "mongoose";'],
		["a second driver is used", "src/bot/session.ts", 'import { MongoClient } from "mongodb";'],
		["a service speaks to Telegram", "src/services/people.ts", 'import { send } from "../telegram/client.ts";'],
		["a service reads the settings", "src/services/people.ts", 'import type { Config } from "../config.ts";'],
		["a door reads the settings itself", "src/bot/index.ts", 'import { loadConfig } from "../config.ts";'],
		["the guard needs something", "src/guard.ts", 'import { x } from "./kit/ids.ts";'],
		["the environment is read elsewhere", "src/store/embedded.ts", "const home = process.env.HOME;"],
		["the environment is imported elsewhere", "src/store/embedded.ts", 'import { env } from "node:process";'],
		["the domain reads a file", "src/domain/person.ts", 'import { readFile } from "node:fs/promises";'],
		["the domain looks at the clock", "src/domain/person.ts", "const now = new Date();"],
		["a service looks at the clock", "src/services/people.ts", "const now = Date.now();"],
		["a file has no room", "src/helpers.ts", ""],
		["a room has no floor", "src/utils/strings.ts", ""],
		["something outside the house is imported", "src/bot/index.ts", 'import { x } from "../../scripts/check.ts";'],
		["texts are read past texts", "src/views/person.ts", 'import fa from "../../locales/fa/home.json";'],
	])("%s", (_what, file, source) => {
		expect(violations({ [file]: source })).toHaveLength(1);
	});
});

test("what is allowed stays green", () => {
	const allowed: Sources = {
		"src/main.ts":
			'import "./guard.ts";\nimport { loadConfig } from "./config.ts";\nimport mongoose from "mongoose";\nimport { createBot } from "./bot/index.ts";',
		"src/bot/index.ts":
			'import type { Config } from "../config.ts";\nimport { home } from "./features/home/index.ts";\nimport { Bot } from "grammy";',
		"src/bot/features/home/index.ts":
			'import { screen } from "./screen.ts";\nimport type { BotContext } from "../../context.ts";\nimport { newId } from "../../../kit/ids.ts";',
		"src/bot/session.ts": 'import { sessions } from "../store/sessions.ts";',
		"src/services/people.ts":
			'/** import { Bot } from "grammy"; and new Date() are only spoken of here. */\nimport { people } from "../store/people.ts";\n// import { Bot } from "grammy";',
		"src/texts/index.ts":
			'import fa from "../../locales/fa/home.json" with { type: "json" };\nimport type { Person } from "../domain/person.ts";',
		"src/store/people.ts": 'import { Schema } from "mongoose";',
		"src/config.ts": "const { PORT } = process.env;",
	};
	expect(violations(allowed)).toEqual([]);
});
