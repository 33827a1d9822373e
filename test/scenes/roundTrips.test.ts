import mongoose from "mongoose";
import { expect, onTestFinished, test } from "vitest";
import { aTown } from "../support/town.ts";
import { aDirector, reportsWaste } from "./reporting.ts";

/** What the bot does about every update, whatever is shown: it is taken in, its chat is kept, what is owed goes out. */
const EVERY_UPDATE = new Set([
	"inbox",
	"sessions",
	"instances",
	"leases",
	"deliveries",
	"announcements",
	"backgroundJobs",
]);

interface Command {
	requestId: number;
	commandName: string;
	command: Record<string, unknown>;
}

/** How often a screen waits for the database: look-ups made at the same time are one trip. */
function trips() {
	const client = mongoose.connection.getClient();
	const open = new Set<number>();
	let count = 0;
	const began = ({ requestId, commandName, command }: Command) => {
		if (EVERY_UPDATE.has(String(command[commandName]))) return;
		if (open.size === 0) count++;
		open.add(requestId);
	};
	const ended = ({ requestId }: { requestId: number }) => void open.delete(requestId);
	client.on("commandStarted", began).on("commandSucceeded", ended).on("commandFailed", ended);
	onTestFinished(() => void client.off("commandStarted", began).off("commandSucceeded", ended));
	return async (show: () => Promise<unknown>): Promise<number> => {
		count = 0;
		await show();
		return count;
	};
}

test("opening a screen costs at most three trips to the database", async () => {
	const town = await aTown();
	const reza = await town.coordinator("رضا");
	const zahra = await aDirector(town, "زهرا", "همیاران سبز قزوین");
	await reportsWaste(zahra);
	const tripsOf = trips();
	const found: Record<string, number> = {};
	for (const [who, player, screens] of [
		[
			"coordinator",
			reza,
			["/start", "/inbox", "/reports", "۱", "/organizations", "/people", "/committees", "/meetings", "/find"],
		],
		["director", zahra, ["/start", "/reports", "۱", "/committees", "/meetings", "/settings", "/organization"]],
	] as const) {
		for (const screen of screens) {
			found[`${who} ${screen}`] = await tripsOf(() =>
				screen.startsWith("/") ? player.sends(screen) : player.presses(screen),
			);
		}
	}
	expect(Object.entries(found).filter(([, count]) => count > 3)).toEqual([]);
});
