/** A round of needs assessment with all that its screens name: the round, a neighbourhood's sheet, the result. */
import type { Assessment, NeighbourhoodResult, ScoreSheet } from "./assessment.ts";
import type { Neighbourhood } from "./neighbourhood.ts";
import type { Organization } from "./organization.ts";

export interface AssessmentPage {
	list: Assessment[];
	/** 1001 means more than a thousand. */
	count: number;
	hasMore: boolean;
	mayManage: boolean;
}

export interface AssessmentCard {
	assessment: Assessment;
	now: Date;
	mayManage: boolean;
	/** In the order of their names. */
	neighbourhoods: Neighbourhood[];
	/** Complete sheets of all organizations, by neighbourhood; only once they may be known. */
	sheets: ReadonlyMap<string, number>;
	/** Neighbourhoods the viewer's organizations may score, with how many indicators have a score. */
	mine: { neighbourhood: Neighbourhood; organization: Organization; given: number }[];
	mayResult: boolean;
}

export interface Scoring {
	assessment: Assessment;
	neighbourhood: Neighbourhood;
	organization: Organization;
	sheet: ScoreSheet | undefined;
	now: Date;
}

export interface AssessmentResult {
	assessment: Assessment;
	results: NeighbourhoodResult[];
	neighbourhoods: ReadonlyMap<string, string>;
	/** Names of the organizations whose sheets count, by id; only for the secretariat. */
	organizations: ReadonlyMap<string, string>;
	now: Date;
}
