/** A tap on the wire between one bot and the database: sees every command, and can act at the very moment one passes. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";
import { mongo } from "mongoose";

type Document = mongo.BSON.Document;

export interface Command {
	/** "update", "insert", "findAndModify", … */
	name: string;
	collection: string;
	/** What it holds: the updates of an update, the documents of an insert, or the command itself. */
	parts: Document[];
}

/** "asked": the command has not reached the database. "done": it has had its effect and the bot does not know. */
export type Moment = "asked" | "done";

export interface WireTap {
	/** The database's address through the tap. */
	uri: string;
	/**
	 * At the next command that fits, at this moment, `act` is called; when it answers false the command, or its answer, goes
	 * no further and the line is cut. Resolves when that has happened.
	 */
	at(moment: Moment, fits: (command: Command) => boolean, act: () => boolean): Promise<void>;
	close(): Promise<void>;
}

const OP_MSG = 2013;
const HEADER = 16;
const CHECKSUM = 1;

interface Watch {
	moment: Moment;
	fits(command: Command): boolean;
	act(): boolean;
	met(): void;
}

export async function aWireTap(databaseUri: string): Promise<WireTap> {
	const target = new URL(databaseUri);
	const through = new Set<Socket>();
	let watch: Watch | undefined;

	/** False when it goes no further. */
	function passes(moment: Moment, command: Command): boolean {
		if (watch?.moment !== moment || !watch.fits(command)) return true;
		const { act, met } = watch;
		watch = undefined;
		const goesOn = act();
		met();
		return goesOn;
	}

	const server = createServer((bot) => {
		const database = connect(Number(target.port), target.hostname);
		/** Commands that were asked and not answered, by their number. */
		const open = new Map<number, Command>();
		const cut = () => {
			bot.destroy();
			database.destroy();
		};
		relay(bot, database, (message) => {
			if (!watch) return true;
			const command = commandOf(message);
			if (!command) return true;
			open.set(message.readInt32LE(4), command);
			return passes("asked", command);
		});
		relay(database, bot, (message) => {
			const command = open.get(message.readInt32LE(8));
			open.delete(message.readInt32LE(8));
			return command === undefined || passes("done", command);
		});
		for (const one of [bot, database]) {
			through.add(one);
			one.setNoDelay(true);
			one.on("error", cut);
			one.on("close", () => {
				through.delete(one);
				cut();
			});
		}

		function relay(from: Socket, to: Socket, lets: (message: Buffer) => boolean): void {
			let kept: Buffer = Buffer.alloc(0);
			from.on("data", (piece) => {
				kept = kept.length === 0 ? (piece as Buffer) : Buffer.concat([kept, piece as Buffer]);
				while (kept.length >= HEADER && kept.length >= kept.readInt32LE(0)) {
					const message = kept.subarray(0, kept.readInt32LE(0));
					kept = kept.subarray(message.length);
					if (!lets(message)) return cut();
					to.write(message);
				}
			});
		}
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	const uri = new URL(databaseUri);
	uri.port = String((server.address() as { port: number }).port);
	uri.search = "?directConnection=true";
	return {
		uri: uri.toString(),
		at: (moment, fits, act) =>
			new Promise((met) => {
				watch = { moment, fits, act, met };
			}),
		async close() {
			for (const socket of through) socket.destroy();
			server.close();
		},
	};
}

function commandOf(message: Buffer): Command | undefined {
	if (message.readInt32LE(12) !== OP_MSG) return undefined;
	const end = message.length - (message.readUInt32LE(HEADER) & CHECKSUM ? 4 : 0);
	let body: Document = {};
	const parts: Document[] = [];
	for (let at = HEADER + 4; at < end; ) {
		const kind = message[at++];
		const size = message.readInt32LE(at);
		if (kind === 0) body = mongo.BSON.deserialize(message.subarray(at, at + size));
		else {
			let from = message.indexOf(0, at + 4) + 1;
			while (from < at + size) {
				const length = message.readInt32LE(from);
				parts.push(mongo.BSON.deserialize(message.subarray(from, from + length)));
				from += length;
			}
		}
		at += size;
	}
	const name = Object.keys(body)[0] ?? "";
	const inside = body.updates ?? body.documents ?? body.deletes;
	return {
		name,
		collection: String(body[name]),
		parts: parts.length > 0 ? parts : Array.isArray(inside) ? inside : [body],
	};
}
