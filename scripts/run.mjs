/** Running another program from the set-up, with a sign of life while it works. Plain JavaScript for Node 20. */
import { execFile, spawn } from "node:child_process";
import { promisify } from "node:util";

/** Something is missing that the set-up cannot get; the message is one sentence for the person at the keyboard. */
export class Missing extends Error {}

/** What `program` prints, or undefined when it is not there or fails. */
export async function ask(program, args, options = {}) {
	try {
		const { stdout } = await promisify(execFile)(program, args, { timeout: 15_000, ...options });
		return stdout.trim();
	} catch {
		return undefined;
	}
}

/** The path of the first of these programs that PATH knows. */
export async function onPath(...names) {
	for (const name of names) {
		const found = await ask("sh", ["-c", `command -v ${name}`]);
		if (found) return found;
	}
	return undefined;
}

/**
 * Runs `program` to its end and says every few seconds that it is still working on `what`.
 * `stalled` is asked every second; once it says true the program is ended. Answers whether all went well, and what it printed.
 */
export function runLong(what, program, args, { stalled, ...options } = {}) {
	say(`${what} …`);
	const began = Date.now();
	return new Promise((resolve) => {
		const child = spawn(program, args, { stdio: ["ignore", "pipe", "pipe"], ...options });
		let output = "";
		const keep = (chunk) => {
			output = (output + chunk).slice(-20_000);
		};
		child.stdout.on("data", keep);
		child.stderr.on("data", keep);
		let seconds = 0;
		const pulse = setInterval(async () => {
			seconds = Math.round((Date.now() - began) / 1000);
			if (process.stderr.isTTY) process.stderr.write(`\r${what} … ${seconds} s`);
			else if (seconds % 10 === 0) say(`${what} … ${seconds} s`);
			if (await stalled?.()) child.kill("SIGKILL");
		}, 1000);
		const end = (ok) => {
			clearInterval(pulse);
			if (process.stderr.isTTY && seconds > 0) process.stderr.write("\n");
			resolve({ ok, output });
		};
		child.once("error", (error) => {
			keep(error.message);
			end(false);
		});
		child.once("close", (code) => end(code === 0));
	});
}

/** The line of a program's output that most likely tells why it failed. */
export function reason(output) {
	const lines = output
		.split("\n")
		.map((line) => line.trim())
		.filter(Boolean);
	return (
		lines.find((line) => /error|ENOSPC|EACCES|ENOTFOUND|ECONN/i.test(line)) ??
		lines.at(-1) ??
		"it said nothing"
	).slice(0, 300);
}

export function say(text) {
	process.stderr.write(`${text}\n`);
}
