/** Sets up what `npm test`, `npm run playground` and `npm start` need on a fresh machine. Plain JavaScript for Node 20, no packages. */
import { existsSync, readFileSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { findMongod } from "./mongod/find.mjs";
import { ask, Missing, onPath, reason, runLong, say } from "./run.mjs";

const root = path.resolve(import.meta.dirname ?? path.dirname(new URL(import.meta.url).pathname), "..");
const inModules = (...names) => path.join(root, "node_modules", ...names);
const NODE = "26";
/** Bytes that the packages take. */
const ROOM = 900 * 1024 * 1024;

/** What each purpose needs; "mongod" is asked for by the bot itself when it finds none. */
const PURPOSES = {
	test: { packages: true, mongod: true, browser: true },
	playground: { packages: true, mongod: true },
	start: { packages: true, mongod: !namesDatabase() },
	mongod: { mongod: true },
};

const needs = PURPOSES[process.argv[2] ?? "start"];
try {
	if (!needs) throw new Missing(`Say what to set up: node scripts/setup.mjs ${Object.keys(PURPOSES).join("|")}.`);
	if (Number.parseInt(process.versions.node, 10) < 20) {
		throw new Missing(`Dabir's set-up needs Node 20 or later, and this is Node ${process.versions.node}.`);
	}
	const ready = [];
	if (needs.packages) ready.push(await packages(), await runtime());
	if (needs.mongod) {
		const mongod = await findMongod(root);
		ready.push(
			`MongoDB ${mongod.version} (${path.relative(root, mongod.path).startsWith("..") ? mongod.path : path.relative(root, mongod.path)})`,
		);
	}
	if (needs.browser) ready.push(await browser());
	say(`ready: ${ready.join(", ")}`);
} catch (error) {
	if (!(error instanceof Missing)) throw error;
	say(error.message);
	process.exitCode = 1;
}

/** Installs what package-lock.json names, unless exactly that is there. */
async function packages() {
	if (packagesMatch()) return "packages";
	if (!(await onPath("npm")))
		throw new Missing("npm is missing, so the packages cannot be installed; it comes with Node.");
	const { bavail, bsize } = statfsSync(root);
	if (bavail * bsize < ROOM) {
		throw new Missing(
			`The packages need 900 MB of free disk in ${root}, and ${Math.floor((bavail * bsize) / 1024 / 1024)} MB are free.`,
		);
	}
	const how = ["ci", "--include=dev", "--no-audit", "--no-fund", "--loglevel=error"];
	const { ok, output } = await runLong("installing the packages (a minute or two the first time)", "npm", how, {
		cwd: root,
	});
	if (!ok) throw new Missing(`The packages could not be installed: npm said "${reason(output)}".`);
	if (!packagesMatch())
		throw new Missing(
			"npm finished, but node_modules does not hold what package-lock.json names; delete node_modules and try again.",
		);
	return "packages";
}

/** npm keeps a list of what it really installed; it is compared with the lock file, so a second start costs milliseconds. */
function packagesMatch() {
	const wanted = readPackages(path.join(root, "package-lock.json"));
	const installed = readPackages(inModules(".package-lock.json"));
	if (!wanted || !installed) return false;
	return Object.entries(wanted).every(
		([name, { version, optional }]) => name === "" || optional || installed[name]?.version === version,
	);
}

function readPackages(file) {
	try {
		return JSON.parse(readFileSync(file, "utf8")).packages;
	} catch {
		return undefined;
	}
}

/** The npm package "node" brings the runtime; its install script may have been forbidden, so it is looked at, not trusted. */
async function runtime() {
	const version = () => ask(inModules(".bin", "node"), ["--version"]);
	let found = await version();
	if (!found?.startsWith(`v${NODE}.`)) {
		const how = ["rebuild", "node", "--ignore-scripts=false", "--loglevel=error"];
		const { output } = await runLong(`installing Node ${NODE}`, "npm", how, { cwd: root });
		found = await version();
		if (!found?.startsWith(`v${NODE}.`)) {
			throw new Missing(
				`Node ${NODE} is missing: the package "node" did not bring it (npm said "${reason(output)}"); delete node_modules and try again.`,
			);
		}
	}
	return `Node ${found.slice(1)}`;
}

/** The machine's own browser, or the one inside @sparticuz/chromium, which unpacks itself into the folder for temporary files. */
async function browser() {
	const own = await onPath("chromium", "chromium-browser", "google-chrome", "google-chrome-stable");
	if (own) return `browser (${own})`;
	const unpacked = path.join(tmpdir(), "chromium");
	if (existsSync(unpacked)) return "browser (@sparticuz/chromium)";
	const script = 'import("@sparticuz/chromium").then(({ default: chromium }) => chromium.executablePath())';
	const { ok, output } = await runLong(
		"unpacking the browser for the tests",
		inModules(".bin", "node"),
		["-e", script],
		{ cwd: root },
	);
	if (!ok)
		throw new Missing(
			`The browser for the tests is missing: no Chromium is on PATH, and the packed one does not unpack ("${reason(output)}").`,
		);
	return "browser (@sparticuz/chromium)";
}

/** Whether a database is named in the environment or in `.env`, so that none needs to be fetched. */
function namesDatabase() {
	if (process.env.MONGODB_URI) return true;
	try {
		return /^\s*(export\s+)?MONGODB_URI\s*=\s*\S/m.test(readFileSync(path.join(root, ".env"), "utf8"));
	} catch {
		return false;
	}
}
