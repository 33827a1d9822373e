/** The commands Telegram offers fit who one is, in the language one reads. */
import { expect, test } from "vitest";
import type { Player } from "../support/player.ts";
import { aTown, type Town } from "../support/town.ts";
import { aMember, anOrganization, linkOn } from "./neighbours.ts";

/** What the menu button of this chat shows. */
function menuOf(town: Town, { client }: Player): { command: string; description: string }[] {
	const { id, languageCode = "" } = client;
	return town.botApi.profile.commandsFor({ chatId: id, userId: id, group: false, language: languageCode });
}

const commands = (town: Town, player: Player) => menuOf(town, player).map(({ command }) => command);

test("whoever is appointed or dismissed has other commands at once, without writing first", async () => {
	const town = await aTown();
	const omid = await town.person("امید");
	expect(commands(town, omid)).not.toContain("inbox");
	const admin = await town.admin();
	await admin.appoints(omid);
	expect(commands(town, omid)).toContain("inbox");
	expect(commands(town, omid)).not.toContain("admin");
	expect(commands(town, admin)).toContain("admin");
});

test("whoever is forgotten has the commands of a stranger again", async () => {
	const town = await aTown();
	const omid = await town.person("امید");
	expect(commands(town, omid)).toContain("mydata");
	await omid.sends("/settings");
	await omid.pressesAll("پاک کردن اطلاعات من", "بله، پاک شود");
	expect(commands(town, omid)).not.toContain("mydata");
	expect(commands(town, omid)).toContain("start");
});

test("the menu speaks the language one chose", async () => {
	const town = await aTown();
	const stranger = town.newcomer("سارا");
	expect(menuOf(town, stranger)).toContainEqual({ command: "start", description: "خانه" });
	const omid = await town.person("امید");
	await omid.sends("/language");
	await omid.presses("English");
	expect(menuOf(town, omid)).toContainEqual({ command: "help", description: "Help" });
});

test("whoever joins an organization or leaves it on their own has other commands at once", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	const organization = await anOrganization(town, zahra);
	const omid = await town.person("امید");
	await aMember(town, zahra, organization.id, omid, "امید رضایی");
	await omid.sends("/organization");
	expect(commands(town, omid)).toContain("organization");
	await omid.presses("همکاران");
	await omid.presses("جدا شدن از سازمان");
	await omid.presses("بله، جدا می‌شوم");
	expect(commands(town, omid)).not.toContain("organization");
});

test("whoever says their name first, and joins with it, has other commands at once", async () => {
	const town = await aTown();
	const zahra = await town.person("زهرا");
	await anOrganization(town, zahra);
	await zahra.sends("/organization");
	await zahra.pressesAll("همکاران", "دعوت همکار", "فقط یک نفر", "۷ روز");
	const token = linkOn(zahra);
	const omid = await town.person("امید");
	await omid.does((client) => client.start(token));
	await omid.presses("دعوت را می‌پذیرم");
	await omid.sends("امید رضایی");
	await omid.presses("آقا");
	expect(omid.sees).toContain("شما اکنون همکار سازمان");
	expect(commands(town, omid)).toContain("organization");
});
