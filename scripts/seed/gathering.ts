/** Where people of the demo province come together: a facilitation office, a committee's Telegram group. */
import * as committees from "../../src/services/committees/index.ts";
import * as groups from "../../src/services/groups.ts";
import { setOffice } from "../../src/services/neighbourhoodKeeping.ts";
import * as neighbourhoods from "../../src/services/neighbourhoods.ts";
import { GROUP, OFFICE } from "./affairs.ts";
import type { Told } from "./life.ts";
import { INHABITANTS } from "./province.ts";
import { must } from "./told.ts";

export async function opensOffice({ known }: Told, now: Date): Promise<void> {
	const { neighbourhood: name, ...office } = OFFICE;
	const { list } = await neighbourhoods.find(name, 0, 1);
	if (!list[0]) throw new Error(`there is no neighbourhood ${name}`);
	must(await setOffice(await known("admin"), list[0].id, office, now));
}

/** The committee's people gather in a group and its chair links it. */
export async function gather({ stage, known }: Told, now: Date): Promise<void> {
	const { committee: committeeId, title, by, members } = GROUP;
	if ((await committees.byId(committeeId))?.group) return;
	const chatId = await stage.gathers(
		title,
		members.map((who) => INHABITANTS[who].userId),
	);
	const { linkId } = await groups.wish({ id: chatId, title }, INHABITANTS[by].userId, now);
	must(await groups.link(await known(by), { linkId, committeeId }, now));
}
