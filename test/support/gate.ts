/** A gate on the way to the database: shut, nobody gets through and whoever was through is thrown out. */
import { once } from "node:events";
import { connect, createServer, type Socket } from "node:net";

export interface Gate {
	/** The database's address, through the gate. */
	uri: string;
	open(): void;
	shut(): void;
	stop(): Promise<void>;
}

export async function aGate(databaseUri: string, { isOpen = true } = {}): Promise<Gate> {
	const target = new URL(databaseUri);
	const through = new Set<Socket>();
	let open = isOpen;
	const server = createServer((socket) => {
		if (!open) return void socket.destroy();
		const beyond = connect(Number(target.port), target.hostname);
		for (const [one, other] of [
			[socket, beyond],
			[beyond, socket],
		] as const) {
			through.add(one);
			one.on("error", () => other.destroy());
			one.on("close", () => {
				through.delete(one);
				other.destroy();
			});
			one.pipe(other);
		}
	}).listen(0, "127.0.0.1");
	await once(server, "listening");
	const uri = new URL(databaseUri);
	uri.port = String((server.address() as { port: number }).port);
	uri.search = "?directConnection=true";
	const shut = () => {
		open = false;
		for (const socket of through) socket.destroy();
	};
	return {
		uri: uri.toString(),
		open: () => {
			open = true;
		},
		shut,
		async stop() {
			shut();
			server.close();
			await once(server, "close");
		},
	};
}
