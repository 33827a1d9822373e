/** `npm run restore <folder> [--replace]`: puts a backup into an empty database; nothing old is sent afterwards. */
import { restore } from "../../src/services/backups.ts";
import { BackupFault } from "../../src/store/backups.ts";
import { withTheDatabase } from "./database.ts";

const folder = process.argv.slice(2).find((word) => !word.startsWith("--"));
const replace = process.argv.includes("--replace");
if (folder === undefined) {
	process.stderr.write("Say which backup: npm run restore -- .data/backups/dabir-2026-11-24T03-30-00Z [--replace]\n");
	process.exitCode = 64;
} else {
	try {
		const { takenAt, documents, cancelled } = await withTheDatabase(() => restore(folder, new Date(), { replace }));
		process.stdout.write(
			`The backup of ${takenAt} is restored: ${documents} documents. ${cancelled} messages that were due before now will not be sent.\n`,
		);
	} catch (error) {
		const reason = error instanceof Error ? error.message : String(error);
		process.stderr.write(
			error instanceof BackupFault && error.changedNothing
				? `Nothing was changed. ${reason}\n`
				: `The restore broke off: ${reason}\nThe database may not be whole: do not start Dabir on it; try again with --replace.\n`,
		);
		process.exitCode = 1;
	}
}
