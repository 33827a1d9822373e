/** Reminders of time to a director: the license runs out, the profile was last confirmed long ago. */
import type { Organization } from "../domain/organization.ts";
import { freshAt } from "../domain/register.ts";
import type { T } from "../texts/index.ts";
import { type Message, press } from "../texts/message.ts";
import { html } from "../texts/safeHtml.ts";
import { homeButton } from "./home.ts";
import { expiry } from "./organization.ts";

export function licenseEnds({ organization, now }: { organization: Organization; now: Date }, t: T): Message {
	return {
		text: t("digests.license", { name: organization.name, expiry: html(expiry(organization, now, t)) }),
		buttons: [
			[{ label: t.plain("digests.button.profile"), press: press("profile.open", organization.id) }],
			[homeButton(t)],
		],
	};
}

export function stillTrue({ organization }: { organization: Organization }, t: T): Message {
	return {
		text: t("digests.stillTrue", { name: organization.name, day: html(t.date(freshAt(organization))) }),
		buttons: [
			[{ label: t.plain("digests.button.holds"), press: press("profile.confirm", organization.id) }],
			[{ label: t.plain("digests.button.profile"), press: press("profile.open", organization.id) }],
			[homeButton(t)],
		],
	};
}
