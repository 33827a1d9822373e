/** The kinds of deliveries about agencies, neighbourhoods and requests for contact. */
import * as agencies from "../services/agencies/index.ts";
import * as contactRequests from "../services/contactRequests.ts";
import { sheet } from "../services/exports.ts";
import * as imports from "../services/neighbourhoodImports.ts";
import { surroundings } from "../services/neighbourhoodMaps.ts";
import * as views from "../views/agency.ts";
import * as findingViews from "../views/finding.ts";
import * as sheetViews from "../views/neighbourhoodSheet.ts";
import { type Kinds, kind } from "./kind.ts";

export const agencyKinds: Kinds = {
	"liaison.dismissed": kind({
		changesRole: true,
		load: ({ liaisonId }) => agencies.liaisonOf(String(liaisonId)),
		view: views.toldDismissed,
	}),
	"contact.asked": kind({
		async load({ requestId }, recipient) {
			const shown = await contactRequests.shownOf(String(requestId));
			return shown?.director && shown.director.id === recipient?.id ? shown : undefined;
		},
		view: findingViews.contactCard,
	}),
	"contact.answered": kind({
		load: ({ requestId }) => contactRequests.shownOf(String(requestId)),
		view: findingViews.contactAnswered,
	}),
	"neighbourhoods.preview": kind({ load: ({ importId }) => imports.byId(String(importId)), view: sheetViews.shown }),
	"neighbourhoods.written": kind({ load: ({ importId }) => imports.byId(String(importId)), view: sheetViews.shown }),
	"neighbourhood.map": kind({
		async load({ paperId, neighbourhoodId }) {
			const [content, around] = [await sheet(String(paperId)), await surroundings(String(neighbourhoodId))];
			return content && around && { ...around, content };
		},
		view: sheetViews.map,
	}),
};
