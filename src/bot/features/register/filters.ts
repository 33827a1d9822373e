/** What the register is asked for: the screens on which a coordinator chooses it. */
import { may } from "../../../domain/permissions.ts";
import { LICENSE_FILTERS, type RegisterFilter, STATE_GROUPS, WHOLE_REGISTER } from "../../../domain/register.ts";
import { everOffered } from "../../../services/lists.ts";
import * as neighbourhoods from "../../../services/neighbourhoods.ts";
import type { T } from "../../../texts/index.ts";
import * as views from "../../../views/register.ts";
import type { BotContext } from "../../context.ts";
import { actorOf, showNoAccess } from "../../known.ts";

/** What is asked for now. */
export function filterOf(ctx: BotContext): RegisterFilter {
	return ctx.session.looking?.organizations?.filter ?? WHOLE_REGISTER;
}

export async function showFilters(ctx: BotContext): Promise<void> {
	if (!may(actorOf(ctx), "register.see")) return await showNoAccess(ctx);
	const filter = filterOf(ctx);
	const [neighbourhood] = filter.neighbourhoodId ? await neighbourhoods.byIds([filter.neighbourhoodId]) : [];
	await ctx.show(views.filters({ filter, ...(neighbourhood ? { neighbourhood: neighbourhood.name } : {}) }, ctx.t));
}

export async function showOptions(ctx: BotContext, dimension = "", page = "1"): Promise<void> {
	if (!may(actorOf(ctx), "register.see")) return await showNoAccess(ctx);
	const known = views.DIMENSIONS.find((one) => one === dimension);
	if (!known) return await showFilters(ctx);
	if (known === "neighbourhood") return await showNeighbourhoods(ctx, "", Math.max(1, Math.trunc(Number(page)) || 1));
	const chosen = chosenOf(filterOf(ctx), known);
	await ctx.show(views.options({ dimension: known, values: await valuesOf(known, ctx.t), chosen }, ctx.t));
}

/** The neighbourhoods whose name has these words; a typed word is looked up among them from now on. */
export async function showNeighbourhoods(ctx: BotContext, query: string, page = 1): Promise<void> {
	const { list, count } = await neighbourhoods.find(query, page - 1);
	ctx.session.looking = { ...ctx.session.looking, typed: "neighbourhoods" };
	const values = list.map(({ id, name }) => ({ value: id, label: name }));
	const shown = views.options(
		{
			dimension: "neighbourhood",
			values,
			chosen: filterOf(ctx).neighbourhoodId,
			...(query === "" ? { page: { page, count } } : {}),
		},
		ctx.t,
	);
	await ctx.show(list.length > 0 ? shown : { ...shown, text: ctx.t("register.noNeighbourhood") });
}

async function valuesOf(
	dimension: Exclude<views.Dimension, "neighbourhood">,
	t: T,
): Promise<{ value: string; label: string }[]> {
	const labelled = (values: readonly string[], key: string) =>
		values.map((value) => ({ value, label: t.dynamicPlain(`${key}.${value}`) }));
	switch (dimension) {
		case "states":
			return labelled(Object.keys(STATE_GROUPS), "register.states");
		case "field":
			return labelled(await everOffered("fields"), "organizations.choice.fields");
		case "license":
			return labelled(LICENSE_FILTERS, "register.license");
		case "stale":
			return [{ value: "stale", label: t.plain("register.stale") }];
	}
}

function chosenOf(filter: RegisterFilter, dimension: Exclude<views.Dimension, "neighbourhood">): string | undefined {
	if (dimension === "stale") return filter.stale ? "stale" : undefined;
	return filter[dimension];
}

/** The filter with one thing asked for anew; an unknown value asks for nothing. */
export async function withChoice(filter: RegisterFilter, dimension: string, value: string): Promise<RegisterFilter> {
	const { field, neighbourhoodId, license, stale, ...rest } = filter;
	const before = {
		...(field === undefined ? {} : { field }),
		...(neighbourhoodId === undefined ? {} : { neighbourhoodId }),
		...(license === undefined ? {} : { license }),
		...(stale === undefined ? {} : { stale }),
	};
	const without = (name: keyof typeof before) => {
		const { [name]: _, ...others } = before;
		return { ...rest, ...others };
	};
	switch (dimension) {
		case "states": {
			const states = (Object.keys(STATE_GROUPS) as (keyof typeof STATE_GROUPS)[]).find((one) => one === value);
			return { ...filter, states: states ?? filter.states };
		}
		case "field":
			return (await everOffered("fields")).includes(value) ? { ...without("field"), field: value } : without("field");
		case "neighbourhood":
			return value === ""
				? without("neighbourhoodId")
				: { ...without("neighbourhoodId"), neighbourhoodId: value.slice(0, 24) };
		case "license": {
			const chosen = LICENSE_FILTERS.find((one) => one === value);
			return chosen ? { ...without("license"), license: chosen } : without("license");
		}
		case "stale":
			return value === "stale" ? { ...without("stale"), stale: true } : without("stale");
		default:
			return filter;
	}
}
