/** Barring somebody needs a reason, which they are told. */
import { decisionReason } from "../../../domain/organization.ts";
import type { Person } from "../../../domain/person.ts";
import * as people from "../../../services/peopleRegister.ts";
import { barred } from "../../../views/peopleList.ts";
import { form, text } from "../../form/index.ts";

export const barPerson = form("barPerson", {
	texts: "people",
	questions: { reason: text(decisionReason) },
	submit: (actor, { reason }, now, { subject }) => people.bar(actor, { personId: subject, reason }, now),
	done: (person: Person, t) => barred(person, t),
});
