/** How updates reach this process: the webhook is set at Telegram, or taken away for polling. */
import type { Api } from "grammy";
import { ALLOWED_UPDATES } from "./polling.ts";

/** Tells Telegram where to bring updates; waiting updates stay. Without a webhook one that was set before is taken away. */
export async function setWebhook(api: Api, webhook?: { url: string; secret: string }): Promise<void> {
	if (webhook) {
		await api.setWebhook(webhook.url, { secret_token: webhook.secret, allowed_updates: ALLOWED_UPDATES });
	} else if ((await api.getWebhookInfo()).url !== "") {
		await api.deleteWebhook();
	}
}
