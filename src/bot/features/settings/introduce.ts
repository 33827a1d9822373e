/** How one wishes to be called: name and title, asked once and changeable. */
import { type Person, personName, TITLES } from "../../../domain/person.ts";
import * as people from "../../../services/people.ts";
import { introduced } from "../../../views/settings.ts";
import { choice, form, text } from "../../form/index.ts";

export const introduce = form("introduce", {
	texts: "settings",
	questions: { name: text(personName), title: choice(TITLES) },
	review: false,
	submit: (actor, answers) => people.introduce(actor, answers),
	done: (person: Person, t) => introduced(person, t),
});
