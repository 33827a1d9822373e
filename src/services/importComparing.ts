/** Rows of a register beside those of its own file and beside the organizations that are there. */
import type { ImportRow } from "../domain/import.ts";
import { changesOf, isInRegister, isSamePlace, isUndecided, matchOf } from "../domain/importComparison.ts";
import type { Problem } from "../domain/importRow.ts";
import { ORGANIZATION_STATES } from "../domain/organization.ts";
import { nameKey } from "../domain/similarity.ts";
import { newId } from "../kit/ids.ts";
import * as similar from "../store/similarOrganizations.ts";

/** A row as it was read. */
export type Read = Pick<ImportRow, "number" | "details" | "problems" | "cells" | "columns">;

/** Tells of a row what an earlier row of the same file has said already. */
export function earlierRows(): (row: Read) => Problem[] {
	const numbers = new Map<string, number>();
	const names = new Map<string, { number: number; place: Pick<Read["details"], "city" | "neighbourhoodIds"> }[]>();
	return ({ number, details }) => {
		const problems: Problem[] = [];
		for (const column of ["registrationNumber", "nationalId"] as const) {
			const value = details[column];
			if (value === undefined) continue;
			const before = numbers.get(`${column}:${value}`);
			if (before === undefined) numbers.set(`${column}:${value}`, number);
			else problems.push({ column, reason: "sameNumberTwice", values: { value, row: before } });
		}
		if (details.name === "") return problems;
		const { city, neighbourhoodIds } = details;
		const place = { ...(city !== undefined && { city }), ...(neighbourhoodIds && { neighbourhoodIds }) };
		const key = nameKey(details.name);
		const alike = names.get(key) ?? [];
		const isUnnumbered = details.registrationNumber === undefined && details.nationalId === undefined;
		const before =
			isUnnumbered && problems.length === 0 ? alike.find((one) => isSamePlace(one.place, place)) : undefined;
		if (before) problems.push({ column: "name", reason: "sameNameTwice", values: { row: before.number } });
		names.set(key, [...alike, { number, place }]);
		return problems;
	};
}

export async function compareRows(rows: readonly Read[], importId: string): Promise<ImportRow[]> {
	const told = <K extends "registrationNumber" | "nationalId">(key: K) =>
		rows.map(({ details }) => details[key]).filter((value) => value !== undefined);
	const candidates = await similar.sameAsAny(
		{
			registrationNumbers: told("registrationNumber"),
			nationalIds: told("nationalId"),
			nameKeys: rows.map(({ details }) => nameKey(details.name)).filter((key) => key !== ""),
		},
		ORGANIZATION_STATES.filter(isInRegister),
	);
	const index = indexed(candidates);
	return rows.map((row) => {
		const match = matchOf(row.details, index(row.details));
		const problems = [...row.problems];
		if (match.is === "numbersOfTwo") problems.push({ column: "nationalId", reason: "numbersOfTwo" });
		if (match.is === "severalAlike") problems.push({ column: "name", reason: "severalAlike" });
		const undecided = match.is === "one" && isUndecided(match.organization.state);
		if (undecided) problems.push({ reason: "appliesAlready", remark: true });
		const isWrong = problems.some(({ remark }) => !remark);
		const one = { ...row, importId, problems, changed: [] as string[] };
		if (isWrong) return { ...one, outcome: "wrong" };
		if (match.is !== "one") return { ...one, outcome: "new", organizationId: newId() };
		const changed = undecided ? [] : changesOf(row.details, match.organization);
		const outcome = changed.length > 0 ? "changed" : "known";
		return { ...one, outcome, changed, organizationId: match.organization.id };
	});
}

type Candidates = Awaited<ReturnType<typeof similar.sameAsAny>>;

/** Those that may be meant by a row, without looking through all of a page's. */
export function indexed(candidates: Candidates): (details: Read["details"]) => Candidates {
	const by = new Map<string, Candidates>();
	const put = (key: string | undefined, one: Candidates[number]) => {
		if (key !== undefined) by.set(key, [...(by.get(key) ?? []), one]);
	};
	for (const one of candidates) {
		put(one.organization.registrationNumber && `r:${one.organization.registrationNumber}`, one);
		put(one.organization.nationalId && `n:${one.organization.nationalId}`, one);
		put(`k:${one.nameKey}`, one);
	}
	return ({ registrationNumber, nationalId, name }) => {
		const keys = [`r:${registrationNumber}`, `n:${nationalId}`, `k:${nameKey(name)}`];
		return [...new Set(keys.flatMap((key) => by.get(key) ?? []))];
	};
}
