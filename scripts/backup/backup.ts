/** `npm run backup [folder]`: writes the whole database to files, beside a Dabir that runs or without one. */
import { BACKUP_FOLDER, take } from "../../src/services/backups.ts";
import { withTheDatabase } from "./database.ts";

const folder = process.argv[2] ?? BACKUP_FOLDER;
try {
	const {
		folder: written,
		manifest,
		bytes,
	} = await withTheDatabase(() => take({ folder, by: "hand", now: new Date() }));
	const documents = manifest.collections.reduce((sum, one) => sum + one.documents, 0);
	const size = (bytes / 1024).toFixed(0);
	process.stdout.write(
		`${written}: ${documents} documents of ${manifest.collections.length} collections, ${size} KB\nIt holds personal data: keep it where only the office can read it.\n`,
	);
} catch (error) {
	process.stderr.write(`The backup was not taken: ${error instanceof Error ? error.message : String(error)}\n`);
	process.exitCode = 1;
}
