/** What time does to minutes: they are locked when nobody may object any more; owners of actions are reminded. */
import { nextPass, pass } from "../services/minutes/index.ts";

export const minutes = {
	name: "minutes",
	run: pass,
	nextDue: nextPass,
};
