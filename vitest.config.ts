/** How the tests run: one real database for the whole run, two workers, one plain closing line. */
import { defineConfig } from "vitest/config";

export default defineConfig({
	test: {
		include: ["test/**/*.test.ts"],
		globalSetup: ["test/support/globalSetup.ts"],
		setupFiles: ["test/support/setupFile.ts"],
		reporters: ["default", "./test/support/reporter.ts"],
		pool: "forks",
		maxWorkers: 2,
		testTimeout: 60_000,
		hookTimeout: 60_000,
		teardownTimeout: 20_000,
	},
});
