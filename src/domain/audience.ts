/** An audience: the rule that chooses people by what they are, when something is sent; those who joined late are included. */

/** What people are chosen by. Of one kind any may hold. */
export interface AudienceParts {
	/** What they are in an organization of the register. */
	standings?: ("director" | "member")[];
	/** They sit or stand in there. */
	committeeIds?: string[];
	/** An organization of theirs is active there. */
	neighbourhoodIds?: string[];
	/** An organization of theirs is active in it. */
	fields?: string[];
	roles?: AudienceRole[];
	organizationIds?: string[];
	/** They got these announcements and have not said that they read them. */
	unacknowledgedIds?: string[];
	/** These announcements did not reach them. */
	notReachedIds?: string[];
	personIds?: string[];
}

export const AUDIENCE_ROLES = ["coordinator", "admin", "chair", "secretary", "liaison"] as const;
export type AudienceRole = (typeof AUDIENCE_ROLES)[number];

/** Of the kinds named in `of` all must hold; any that is named in `except` leaves somebody out. Nothing named: everybody. */
export interface AudienceRule {
	of: AudienceParts;
	except: AudienceParts;
}

export type AudienceKind = keyof AudienceParts;

/** The kinds that are named, in the order in which they are told. */
export function kindsOf(parts: AudienceParts): AudienceKind[] {
	return ORDER.filter((kind) => (parts[kind]?.length ?? 0) > 0);
}

const ORDER: readonly AudienceKind[] = [
	"standings",
	"roles",
	"committeeIds",
	"neighbourhoodIds",
	"fields",
	"organizationIds",
	"unacknowledgedIds",
	"notReachedIds",
	"personIds",
];

/** What a rule looks at of one person. */
export interface Belonging {
	personId: string;
	roles: readonly AudienceRole[];
	committeeIds: readonly string[];
	/** Places in organizations of the register. */
	places: readonly {
		organizationId: string;
		standing: "director" | "member";
		fields: readonly string[];
		neighbourhoodIds: readonly string[];
	}[];
	unacknowledgedIds: readonly string[];
	notReachedIds: readonly string[];
}

/** Whether the rule chooses this person. A director is meant as one of an organization that fits all else that is named. */
export function chooses({ of, except }: AudienceRule, one: Belonging): boolean {
	if (kindsOf(except).some((kind) => holds(kind, except, one, one.places))) return false;
	const places = one.places.filter((place) =>
		PLACE_KINDS.every((kind) => isEmpty(of[kind]) || placeHolds(kind, of, place)),
	);
	return kindsOf(of).every((kind) => holds(kind, of, one, places));
}

const PLACE_KINDS = ["standings", "organizationIds", "fields", "neighbourhoodIds"] as const;
type PlaceKind = (typeof PLACE_KINDS)[number];

function holds(kind: AudienceKind, parts: AudienceParts, one: Belonging, places: Belonging["places"]): boolean {
	switch (kind) {
		case "roles":
			return meets(parts.roles, one.roles);
		case "committeeIds":
			return meets(parts.committeeIds, one.committeeIds);
		case "unacknowledgedIds":
			return meets(parts.unacknowledgedIds, one.unacknowledgedIds);
		case "notReachedIds":
			return meets(parts.notReachedIds, one.notReachedIds);
		case "personIds":
			return meets(parts.personIds, [one.personId]);
		default:
			return places.some((place) => placeHolds(kind, parts, place));
	}
}

function placeHolds(kind: PlaceKind, parts: AudienceParts, place: Belonging["places"][number]): boolean {
	switch (kind) {
		case "standings":
			return meets(parts.standings, [place.standing]);
		case "organizationIds":
			return meets(parts.organizationIds, [place.organizationId]);
		case "fields":
			return meets(parts.fields, place.fields);
		case "neighbourhoodIds":
			return meets(parts.neighbourhoodIds, place.neighbourhoodIds);
	}
}

function isEmpty(list: readonly unknown[] | undefined): boolean {
	return (list?.length ?? 0) === 0;
}

function meets(wanted: readonly string[] | undefined, have: readonly string[]): boolean {
	return wanted?.some((one) => have.includes(one)) ?? false;
}
