/** A headless browser for tests of pages: the machine's Chromium, else the one that came with the packages. */
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { type BrowserContext, chromium, type Page } from "playwright-core";
import { onTestFinished } from "vitest";

const FLAGS = [
	"--no-sandbox",
	"--disable-gpu",
	"--disable-quic",
	"--no-first-run",
	"--disable-background-networking",
	"--disable-component-update",
	"--disable-sync",
	"--font-render-hinting=none",
];

export interface Window {
	page: Page;
	/** What the page wrote to the console as an error, and what it threw. */
	errors: string[];
	/** Writes `test/output/<name>.png`. */
	photograph(name: string): Promise<void>;
}

export interface WindowOptions {
	width: number;
	height: number;
	dark?: boolean;
}

/** Opens a browser of its own on `url`; closed when the test is over. */
export async function openWindow(url: string, { width, height, dark = false }: WindowOptions): Promise<Window> {
	const profile = await mkdtemp(path.join(tmpdir(), "dabir-browser-"));
	const context = await launch(profile, { width, height, dark });
	onTestFinished(async () => {
		await context.close();
		await rm(profile, { recursive: true, force: true });
	});
	const page = context.pages()[0] ?? (await context.newPage());
	const errors: string[] = [];
	page.on("console", (message) => {
		if (message.type() === "error") errors.push(message.text());
	});
	page.on("pageerror", (error) => errors.push(String(error)));
	await page.goto(url);
	return {
		page,
		errors,
		async photograph(name) {
			await page.evaluate("document.fonts.ready.then(() => true)");
			const folder = path.resolve(import.meta.dirname, "../output");
			await mkdir(folder, { recursive: true });
			await page.screenshot({ path: path.join(folder, `${name}.png`), animations: "disabled" });
		},
	};
}

async function launch(profile: string, { width, height, dark }: Required<WindowOptions>): Promise<BrowserContext> {
	const own = process.env.CHROMIUM ?? "/usr/bin/chromium";
	const program = existsSync(own) ? own : await (await import("@sparticuz/chromium")).default.executablePath();
	return await chromium.launchPersistentContext(profile, {
		executablePath: program,
		args: FLAGS,
		headless: true,
		viewport: { width, height },
		colorScheme: dark ? "dark" : "light",
		// Nothing moves, so that a picture shows where things came to rest.
		reducedMotion: "reduce",
		hasTouch: width <= 700,
		deviceScaleFactor: 1,
	});
}
