/** A port to listen on: the wanted one, or the next that is free. */
import { once } from "node:events";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";

const TRIES = 20;

/** Listens on 127.0.0.1 at `wanted` or, when that is taken, at one of the next twenty. Resolves to the port. */
export async function listen(server: Server, wanted: number): Promise<number> {
	for (let port = wanted; ; port++) {
		try {
			server.listen(port, "127.0.0.1");
			await once(server, "listening");
			return (server.address() as AddressInfo).port;
		} catch (error) {
			const taken = (error as NodeJS.ErrnoException).code === "EADDRINUSE";
			if (!taken || wanted === 0 || port - wanted >= TRIES) throw error;
		}
	}
}
