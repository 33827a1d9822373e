/** Which version of Dabir this is, as package.json says. */
import { readFileSync } from "node:fs";

export function versionOfDabir(): string {
	const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
		version: string;
	};
	return version;
}
