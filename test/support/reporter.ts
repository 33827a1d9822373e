/** The closing line of a test run, alone on a line for people and programs: "N passed, N failed" (", N skipped" if any). */
import type { Reporter, TestModule } from "vitest/node";

type Outcome = "passed" | "failed" | "skipped";

/**
 * The closing line for these outcomes. A file that could not be read and a fault outside every test count as one
 * failure each, so that the line never says "0 failed" of a run that failed.
 */
export function closingLine(outcomes: Outcome[], faultsOutsideTests: number): string {
	const count = (outcome: Outcome) => outcomes.filter((one) => one === outcome).length;
	const skipped = count("skipped");
	const line = `${count("passed")} passed, ${count("failed") + faultsOutsideTests} failed`;
	return skipped > 0 ? `${line}, ${skipped} skipped` : line;
}

export default class ClosingLine implements Reporter {
	onTestRunEnd(modules: readonly TestModule[], faults: readonly unknown[]): void {
		const outcomes: Outcome[] = [];
		let outside = faults.length;
		for (const module of modules) {
			for (const test of module.children.allTests()) {
				const { state } = test.result();
				outcomes.push(state === "pending" ? "failed" : state);
			}
			outside += module.errors().length;
			for (const suite of module.children.allSuites()) outside += suite.errors().length;
		}
		const line = closingLine(outcomes, outside);
		// The other reporters end their summary at the same event: the line waits until they have written.
		process.once("exit", () => process.stdout.write(`${line}\n`));
	}
}
