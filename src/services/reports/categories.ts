/** What reports can be about, as the admins keep it: what a category means, which are offered in a dimension. */
import { itemId, type ListItem } from "../../domain/list.ts";
import { may } from "../../domain/permissions.ts";
import type { Actor } from "../../domain/person.ts";
import { FIRST_CATEGORIES, type ReportCategory, reportCategory } from "../../domain/reportCategory.ts";
import { done, type Result, refuse } from "../../kit/result.ts";
import * as audit from "../../store/audit.ts";
import * as lists from "../../store/lists.ts";
import { transaction } from "../../store/transaction.ts";
import { add as addItem } from "../lists.ts";

export interface KnownCategory extends ReportCategory {
	value: string;
	/** Not offered any more. */
	retired: boolean;
}

/** A category the list has or ever had. */
export async function categoryOf(value: string): Promise<KnownCategory | undefined> {
	const item = await lists.byId(itemId("categories", value));
	return item && known(item);
}

/** What is offered, in order; of one dimension or all. */
export async function offeredCategories(dimension?: string): Promise<KnownCategory[]> {
	const all = (await lists.ofList("categories")).flatMap((item) => known(item) ?? []);
	return all.filter((one) => !one.retired && (dimension === undefined || one.dimension === dimension));
}

/** The dimensions that have something to report, in order. */
export async function dimensionsWithCategories(): Promise<string[]> {
	const [dimensions, categories] = await Promise.all([lists.ofList("dimensions"), offeredCategories()]);
	return dimensions
		.filter(({ value, retiredAt }) => !retiredAt && categories.some(({ dimension }) => dimension === value))
		.map(({ value }) => value);
}

/** Every dimension there ever was. */
export async function everyDimension(): Promise<string[]> {
	return (await lists.ofList("dimensions")).map(({ value }) => value);
}

function known({ value, category, retiredAt }: ListItem): KnownCategory | undefined {
	const means = category ?? FIRST_CATEGORIES[value];
	return means && { ...means, value, retired: retiredAt !== undefined };
}

type Meaning = Result<undefined, "notAllowed" | "notFound" | "incomplete" | "nameTaken">;

/** Adds a category; the same draft sent twice is one. */
export async function addCategory(
	actor: Actor,
	input: { fa: string; en: string } & ReportCategory,
	now: Date,
	draft: { requestId: string },
): Promise<Meaning> {
	if (!may(actor, "lists.change")) return refuse("notAllowed");
	const { fa, en, ...rest } = input;
	const category = await meaningFrom(rest);
	if (!category.ok) return category;
	return await transaction(async (): Promise<Meaning> => {
		const added = await addItem(actor, { list: "categories", fa, en }, now, draft);
		if (!added.ok) return added;
		await lists.setCategory(added.value.id, category.value);
		return done(undefined);
	});
}

/** What a category means from now on; reports made before keep what they have. */
export async function changeCategory(actor: Actor, value: string, input: ReportCategory, now: Date): Promise<Meaning> {
	if (!may(actor, "lists.change")) return refuse("notAllowed");
	const category = await meaningFrom(input);
	if (!category.ok) return category;
	const id = itemId("categories", value);
	if (!(await lists.byId(id))) return refuse("notFound");
	await transaction(async () => {
		await lists.setCategory(id, category.value);
		await audit.add({
			at: now,
			byId: actor.person.id,
			action: "list.meaningChanged",
			thing: { kind: "listItem", id },
		});
	});
	return done(undefined);
}

async function meaningFrom(input: ReportCategory): Promise<Result<ReportCategory, "incomplete">> {
	const parsed = reportCategory.safeParse(input);
	if (!parsed.success)
		return refuse("incomplete", { question: String(parsed.error.issues[0]?.path[0] ?? "dimension") });
	const dimensions = await everyDimension();
	return dimensions.includes(parsed.data.dimension)
		? done(parsed.data as ReportCategory)
		: refuse("incomplete", { question: "dimension" });
}
