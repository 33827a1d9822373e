/** Waiting for a whole Dabir that runs as a process of its own. */
import type { ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";

/** The port the log of `program` tells once Dabir is ready; the rest of the log is thrown away. */
export function readyPort(program: ChildProcess): Promise<number> {
	return new Promise((resolve, reject) => {
		if (!program.stdout) throw new Error("the program's standard output is not a pipe");
		const lines: string[] = [];
		const log = createInterface({ input: program.stdout });
		log.on("line", (line) => {
			lines.push(line);
			if (line.includes("Dabir is ready")) resolve((JSON.parse(line) as { port: number }).port);
		});
		log.once("close", () => reject(new Error(`it ended before it was ready:\n${lines.join("\n")}`)));
	});
}
