/** Making somebody a coordinator by their Telegram user id. */
import { userIdOf } from "../../../domain/person.ts";
import * as staff from "../../../services/staff.ts";
import { appointed } from "../../../views/staff.ts";
import { form, text } from "../../form/index.ts";

export const appointCoordinator = form("appointCoordinator", {
	texts: "admin",
	questions: { userId: text({ check: userIdOf }) },
	review: false,
	submit: (actor, { userId }, now) => staff.appointCoordinator(actor, userId, now),
	done: (result: staff.Appointed, t) => appointed(result.state === "appointed" ? result.person : undefined, t),
});
