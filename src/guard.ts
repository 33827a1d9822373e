/** Looked at before anything else: says plainly that Node is too old, instead of failing later on `Temporal`. Imported first by `main.ts`. */

// The number of a wrong set-up is written out: this file must load where the rest of the house cannot.
if (typeof (globalThis as { Temporal?: unknown }).Temporal === "undefined") {
	process.stderr.write(
		`Dabir needs Node 26 or later (with Temporal), and this is Node ${process.versions.node}: start it with "npm start", which brings its own.\n`,
	);
	process.exit(78);
}
