/** A committee: what brings together the organizations and agencies of one dimension, and the seats they have there. */
import { z } from "zod";
import { oneLine } from "./lines.ts";
import { type Actor, hasRole, type PersonLanguage } from "./person.ts";

export interface Committee {
	id: string;
	/** An item of the list "dimensions". */
	dimension: string;
	name: Record<PersonLanguage, string>;
	/** What it is for. */
	mandate: Record<PersonLanguage, string>;
	createdAt: Date;
	/** It takes nobody and nothing new since then; what it did is still read. */
	retiredAt?: Date;
	/** The Telegram group its news are posted to. */
	group?: CommitteeGroup;
}

export interface CommitteeGroup {
	chatId: number;
	title: string;
	linkedAt: Date;
	byId: string;
}

/** There from the start: their dimensions' values are their ids too. */
export const FIRST_DIMENSIONS = ["social", "economic", "physical", "environmental"] as const;

export const SEAT_OFFICES = ["chair", "secretary", "member"] as const;
export type SeatOffice = (typeof SEAT_OFFICES)[number];

export interface SeatHolder {
	kind: "organization" | "agency";
	id: string;
}

export interface Seat {
	id: string;
	committeeId: string;
	holder: SeatHolder;
	/** Who sits. */
	personId: string;
	/** Who stands in. */
	alternateId?: string;
	office: SeatOffice;
	/** An organization has one voting seat in a committee. */
	votes: boolean;
	since: Date;
	/** The end of the term, when one is set. */
	until?: Date;
	/** Why this end was set, as its people are told. */
	untilWhy?: string;
	endedAt?: Date;
	endedWhy?: SeatEnd;
}

/** Why a seat has ended. */
export const SEAT_ENDS = [
	"left",
	"termOver",
	"memberLeft",
	"suspended",
	"retired",
	"dismissed",
	"agencyRetired",
] as const;
export type SeatEnd = (typeof SEAT_ENDS)[number];

/** A seat as whoever acts carries it: theirs, or one they stand in for. */
export interface ActorSeat {
	seatId: string;
	committeeId: string;
	office: SeatOffice;
	holder: SeatHolder;
	isAlternate: boolean;
}

/** Whether somebody sits in the committee or stands in for somebody who does. */
export function sitsIn(actor: Actor, committeeId: string): boolean {
	return actor.seats.some((seat) => seat.committeeId === committeeId);
}

/** Whether somebody runs the committee: its chair, its secretary, or the secretariat. Who stands in for them does not. */
export function runs(actor: Actor, committeeId: string): boolean {
	return hasRole(actor, "coordinator") || holdsOffice(actor, committeeId);
}

/** Whether somebody is chair or secretary of this committee; without one, of any. */
export function holdsOffice(actor: Actor, committeeId?: string): boolean {
	return actor.seats.some(
		(seat) =>
			(committeeId === undefined || seat.committeeId === committeeId) && seat.office !== "member" && !seat.isAlternate,
	);
}

/** Which dimensions the fields of an organization belong to; a field the admins added belongs to none. */
const DIMENSIONS_OF_FIELD: Record<string, readonly string[]> = {
	social: ["social"],
	environment: ["environmental"],
	education: ["social"],
	health: ["social"],
	womenAndFamily: ["social", "economic"],
	children: ["social"],
	disability: ["social"],
	addictionRecovery: ["social"],
	povertyRelief: ["economic", "social"],
	employment: ["economic"],
	cultureAndArt: ["social"],
	youthAndSport: ["social"],
	crisisRelief: ["physical", "social"],
	urbanAndHousing: ["physical"],
	elderly: ["social"],
	citizenship: ["social"],
};

/** Of these fields, those for whose sake a committee of the dimension fits. */
export function fittingFields(fields: readonly string[], dimension: string): string[] {
	return fields.filter((field) => DIMENSIONS_OF_FIELD[field]?.includes(dimension));
}

export const SEAT_REQUEST_STATES = ["waiting", "approved", "declined", "withdrawn"] as const;
export type SeatRequestState = (typeof SEAT_REQUEST_STATES)[number];

/** An organization asks for a seat. */
export interface SeatRequest {
	id: string;
	committeeId: string;
	organizationId: string;
	askedById: string;
	/** Who shall sit. */
	personId: string;
	/** Who shall stand in. */
	alternateId?: string;
	why: string;
	state: SeatRequestState;
	reason?: string;
	decidedById?: string;
	decidedAt?: Date;
	askedAt: Date;
	requestId: string;
}

// Each message is the reason of a refusal (`committees.refusal.<reason>`).

export const seatWhy = z.string().min(5, "whyTooShort").max(500, "whyTooLong");
export const seatReason = z.string().min(5, "reasonTooShort").max(300, "reasonTooLong");
export const committeeMandate = oneLine.pipe(z.string().min(10, "mandateTooShort").max(400, "mandateTooLong"));
