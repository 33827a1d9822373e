/** The line to Telegram: straight, or through a proxy that also looks up Telegram's name. */
import { Agent, type Dispatcher, ProxyAgent, Socks5ProxyAgent } from "undici";

export interface Way {
	dispatcher: Dispatcher;
	/** Cuts what is open. */
	close(): Promise<void>;
}

/** Idle connections are let go before Telegram's side does, so that a call is not written into a closing one. */
const KEEP_ALIVE_MS = 10_000;

/** `proxy` is an http://, https:// or socks5h:// address; nothing is connected before the first call. */
export function openWay(proxy: string | undefined, connectMs: number): Way {
	const dispatcher = dispatcherFor(proxy, connectMs);
	return { dispatcher, close: () => dispatcher.destroy() };
}

function dispatcherFor(proxy: string | undefined, connectMs: number): Dispatcher {
	const common = { keepAliveTimeout: KEEP_ALIVE_MS, connections: 128, allowH2: false };
	if (proxy === undefined) return new Agent({ ...common, connect: { timeout: connectMs } });
	if (!proxy.startsWith("socks5h:")) return new ProxyAgent({ ...common, uri: proxy, connectTimeout: connectMs });
	// undici hands host names to a SOCKS5 proxy as they are, which is what the "h" asks for.
	return new Socks5ProxyAgent(proxy.replace(/^socks5h:/, "socks5:"), { ...common, connectTimeout: connectMs });
}
