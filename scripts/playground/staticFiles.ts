/** The files of the page and its font, a fixed list: nothing else of the disk can be asked for. */
import { readFile } from "node:fs/promises";
import type { ServerResponse } from "node:http";
import path from "node:path";

const PAGE = path.join(import.meta.dirname, "page");
const FONT = path.join(import.meta.dirname, "../../node_modules/@fontsource/vazirmatn/files");

const font = (script: string, weight: number): [string, string] => [
	path.join(FONT, `vazirmatn-${script}-${weight}-normal.woff2`),
	"font/woff2",
];

const FILES: Record<string, [file: string, type: string]> = {
	"/": [path.join(PAGE, "index.html"), "text/html; charset=utf-8"],
	"/style.css": [path.join(PAGE, "style.css"), "text/css; charset=utf-8"],
	"/page.js": [path.join(PAGE, "page.js"), "text/javascript; charset=utf-8"],
	"/icon.svg": [path.join(PAGE, "icon.svg"), "image/svg+xml"],
	"/fonts/arabic-400.woff2": font("arabic", 400),
	"/fonts/arabic-600.woff2": font("arabic", 600),
	"/fonts/latin-400.woff2": font("latin", 400),
	"/fonts/latin-600.woff2": font("latin", 600),
};

/** What the page may load and run: its own files, nothing from elsewhere, nothing written into it. */
const POLICY =
	"default-src 'self'; img-src 'self' data: blob:; style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

export async function serveFile(pathname: string, response: ServerResponse): Promise<void> {
	const entry = FILES[pathname];
	if (!entry) {
		response.writeHead(404, { "content-type": "text/plain; charset=utf-8" });
		response.end("there is no such page");
		return;
	}
	const [file, type] = entry;
	response.writeHead(200, {
		"content-type": type,
		"content-security-policy": POLICY,
		"x-content-type-options": "nosniff",
		"cache-control": type === "font/woff2" ? "max-age=604800" : "no-cache",
	});
	response.end(await readFile(file));
}
