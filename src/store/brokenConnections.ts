/** Commands whose connection broke are told so: without this the driver may wait for ever. */
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import type { Socket } from "node:net";

const CHANNEL = "net.client.socket";

/**
 * Between the moment the other side hangs up and the socket's "close", the driver (7.8.0) still writes to it, is told
 * to wait for "drain", and listens for nothing else: the command never ends, whatever its time limits. A "drain" after
 * the "close" lets it look again and see that its connection is gone.
 */
function listen(message: unknown): void {
	const { socket } = message as { socket: Socket };
	socket.once("close", () => {
		setImmediate(() => {
			if (socket.listenerCount("drain") > 0) socket.emit("drain");
		});
	});
}

export function watchConnections(): void {
	subscribe(CHANNEL, listen);
}

export function leaveConnections(): void {
	unsubscribe(CHANNEL, listen);
}
