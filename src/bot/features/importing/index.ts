/** Importing a register: an admin sends a sheet, looks at what it would change, and has it written. */
import { may } from "../../../domain/permissions.ts";
import { exampleSheet } from "../../../papers/registerSheets.ts";
import { spreadsheetBytes } from "../../../papers/writeSpreadsheet.ts";
import * as imports from "../../../services/imports.ts";
import * as views from "../../../views/importing.ts";
import type { BotContext, Feature } from "../../context.ts";
import { pauseForm } from "../../form/index.ts";
import { actorOf, showNoAccess } from "../../known.ts";

/** A file is offered for import by its name or its kind, whatever is in it. */
const SHEET_NAME = /\.(xlsx|xlsm|xls|ods|csv)$/i;
const SHEET_KIND = /spreadsheet|ms-excel|text\/csv/;

export const importing: Feature = {
	presses: {
		"import.start": async (ctx) => {
			await pauseForm(ctx);
			if (!may(ctx.actor, "import.run")) return await showNoAccess(ctx);
			await ctx.show(views.start(ctx.t));
		},
		"import.example": async (ctx) => {
			if (!may(ctx.actor, "import.run")) return await showNoAccess(ctx);
			await ctx.show(views.example(await spreadsheetBytes(exampleSheet(ctx.t)), ctx.t), { fresh: true });
		},
		"import.read": (ctx, id = "") => go(ctx, imports.read(actorOf(ctx), id, ctx.now), id),
		"import.sheet": (ctx, id = "", sheet = "") =>
			go(ctx, imports.chooseSheet(actorOf(ctx), id, Number(sheet), ctx.now), id),
		"import.commit": (ctx, id = "") => go(ctx, imports.commit(actorOf(ctx), id, ctx.now), id),
		"import.cancel": (ctx, id = "") => go(ctx, imports.cancel(actorOf(ctx), id, ctx.now), id),
		"import.annotate": async (ctx, id = "") => {
			const result = await imports.annotate(actorOf(ctx), id, ctx.now);
			if (result.ok) return await ctx.toast(ctx.t.plain("importing.toast.annotating"));
			await tooLate(ctx, result.reason, id);
		},
	},
	/** A sheet that an admin sends: asked what to do with it. */
	async message(ctx) {
		const document = ctx.message?.document;
		if (!document || !may(ctx.actor, "import.run")) return false;
		if (!SHEET_NAME.test(document.file_name ?? "") && !SHEET_KIND.test(document.mime_type ?? "")) return false;
		const file = { fileId: document.file_id, name: document.file_name ?? "", bytes: document.file_size ?? 0 };
		const result = await imports.receive(actorOf(ctx), file, ctx.now);
		if (result.ok) await ctx.show(views.importMessage({ import: result.value, problems: [] }, ctx.t));
		else await ctx.show(views.tooLarge(ctx.t));
		return true;
	},
};

async function go(ctx: BotContext, step: ReturnType<typeof imports.read>, id: string): Promise<void> {
	const result = await step;
	if (result.ok) await ctx.show(views.importMessage({ import: result.value, problems: [] }, ctx.t));
	else await tooLate(ctx, result.reason, id);
}

/** An old button: says so, and shows the file as it stands. */
async function tooLate(ctx: BotContext, reason: string, id: string): Promise<void> {
	if (reason === "notAllowed") return await showNoAccess(ctx);
	await ctx.toast(ctx.t.plain("importing.toast.tooLate"), { alert: true });
	const shown = await imports.previewOf(id);
	await ctx.show(shown ? views.importMessage(shown, ctx.t) : views.start(ctx.t));
}
