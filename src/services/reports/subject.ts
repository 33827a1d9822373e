/** What a draft about a report is called by: the report's code. */
import type { Actor } from "../../domain/person.ts";
import { seen } from "./desk.ts";

export async function codeOf(actor: Actor, subject: string): Promise<string | undefined> {
	const [reportId = ""] = subject.split("-");
	const found = await seen(actor, reportId);
	return found.ok ? found.value.code : undefined;
}
