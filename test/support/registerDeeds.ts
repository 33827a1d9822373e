/** The buttons of the registers of organizations and people, for the test that tries every button there is. */
import type { Action } from "../../src/domain/permissions.ts";
import type { Deed } from "./deeds.ts";

const looks: Action[] = ["register.see"];
const opens: Action[] = ["register.see", "organization.see"];
const decides: Action[] = [...opens, "organization.suspend"];
const finds: Action[] = ["person.find"];
const sees: Action[] = ["person.find", "person.see"];
const bars: Action[] = [...sees, "person.bar"];

export const REGISTER_PRESSES: Record<string, Deed> = {
	"register.begin": { needs: looks },
	"register.list": { needs: looks },
	"register.turn": { needs: looks, rest: ["after", "", "2"] },
	"register.filters": { needs: looks },
	"register.filter": { needs: looks, rest: ["neighbourhood", "2"] },
	"register.set": { needs: looks, rest: ["states", "all"] },
	"register.clear": { needs: looks, rest: ["all"] },
	"register.open": { needs: opens, about: "organization" },
	"register.details": { needs: opens, about: "organization" },
	"register.contact": { needs: opens, about: "organization" },
	"register.history": { needs: opens, about: "organization" },
	"register.suspend": { needs: decides, about: "organization", state: "approved" },
	"register.restore": { needs: decides, about: "organization", state: "suspended" },
	"register.restoreYes": { needs: decides, about: "organization", state: "suspended" },
	"people.begin": { needs: finds },
	"people.list": { needs: finds },
	"people.turn": { needs: finds, rest: ["after", "", "2"] },
	"people.group": { needs: finds, rest: ["barred"] },
	"people.of": { needs: [...finds, "organization.see"], about: "organization" },
	"people.open": { needs: sees, about: "person" },
	"people.bar": { needs: bars, about: "person" },
	"people.unbar": { needs: bars, about: "person" },
	"people.unbarYes": { needs: bars, about: "person" },
};

export const REGISTER_COMMANDS: Record<string, Deed> = {
	organizations: { needs: looks },
	people: { needs: finds },
};
