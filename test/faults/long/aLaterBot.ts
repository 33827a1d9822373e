/** The bot on a later day: the same program, its clock put forward by LATER_MS. */
import { loadConfig } from "../../../src/config.ts";
import { start } from "../../../src/main.ts";

const laterMs = Number(process.env.LATER_MS);
const clock = { now: () => new Date(Date.now() + laterMs) };
const dabir = await start({ config: loadConfig(), clock });
process.once("SIGTERM", async () => {
	await dabir.stop();
	process.exit(0);
});
