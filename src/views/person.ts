/** How a person is called: with their title and name, or by what they are while no name is known. */
import type { Person } from "../domain/person.ts";
import type { T } from "../texts/index.ts";
import { html, type SafeHtml } from "../texts/safeHtml.ts";

/** "خانم زهرا کریمی" */
export function titled(person: Pick<Person, "name" | "title">, t: T): SafeHtml | undefined {
	if (!person.name) return undefined;
	return html(t.dynamic(`people.named.${person.title ?? "none"}`, { name: person.name }));
}

/** Somebody of the secretariat, who may be gone or nameless. */
export function coordinatorName(person: Person | undefined, t: T): SafeHtml {
	return (person && titled(person, t)) ?? html(t("people.coordinator"));
}

/** Their role in words; undefined without one. */
export function roleName(person: Person, t: T): string | undefined {
	const role = person.roles.includes("admin") ? "admin" : person.roles[0];
	return role && t.dynamicPlain(`people.role.${role}`);
}
