/** Files that people sent, fetched from Telegram by their id. */
import type { Api } from "grammy";
import type { ApiConfig } from "./api.ts";
import { classify } from "./errors.ts";
import type { Transport } from "./transport.ts";

/** Resolves to the file's bytes; to nothing when Telegram will not hand it out (gone, or over 20 MB). */
export type Download = (fileId: string) => Promise<Uint8Array | undefined>;

export function createDownload(api: Api, config: ApiConfig, transport: Pick<Transport, "download">): Download {
	return async (fileId) => {
		try {
			const { file_path: path } = await api.getFile(fileId);
			if (path === undefined) return undefined;
			return await transport.download(`${config.telegramApiRoot}/file/bot${config.botToken}/${path}`);
		} catch (error) {
			if (classify(error).class === "rejected") return undefined;
			throw error;
		}
	};
}
