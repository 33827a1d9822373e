/** Every text by its key, with the values it needs. Written by `npm run texts` from `locales/fa`; not by hand. */
import type { Value } from "./safeHtml.ts";

// biome-ignore format: written by a program
export interface TextKeys {
	"bot.command.admin": Record<never, never>;
	"bot.command.cancel": Record<never, never>;
	"bot.command.help": Record<never, never>;
	"bot.command.inbox": Record<never, never>;
	"bot.command.language": Record<never, never>;
	"bot.command.organization": Record<never, never>;
	"bot.command.privacy": Record<never, never>;
	"bot.command.register": Record<never, never>;
	"bot.command.settings": Record<never, never>;
	"bot.command.start": Record<never, never>;
	"bot.description": Record<never, never>;
	"bot.failed": { errorId: Value };
	"bot.flood": Record<never, never>;
	"bot.name": Record<never, never>;
	"bot.openPrivate": Record<never, never>;
	"bot.privateOnly": Record<never, never>;
	"bot.setAside": { errorId: Value };
	"bot.shortDescription": Record<never, never>;
	"bot.stale": Record<never, never>;
	"common.dateTime": { date: Value; time: Value };
	"common.holiday.adha": Record<never, never>;
	"common.holiday.arbaeen": Record<never, never>;
	"common.holiday.ashura": Record<never, never>;
	"common.holiday.fatima": Record<never, never>;
	"common.holiday.fitr": Record<never, never>;
	"common.holiday.ghadir": Record<never, never>;
	"common.holiday.imamAli": Record<never, never>;
	"common.holiday.imamAliBirthday": Record<never, never>;
	"common.holiday.imamAskari": Record<never, never>;
	"common.holiday.imamMahdiBirthday": Record<never, never>;
	"common.holiday.imamReza": Record<never, never>;
	"common.holiday.imamSadeq": Record<never, never>;
	"common.holiday.khomeini": Record<never, never>;
	"common.holiday.khordadUprising": Record<never, never>;
	"common.holiday.mabath": Record<never, never>;
	"common.holiday.natureDay": Record<never, never>;
	"common.holiday.nowruz": Record<never, never>;
	"common.holiday.oilNationalization": Record<never, never>;
	"common.holiday.prophetBirthday": Record<never, never>;
	"common.holiday.prophetPassing": Record<never, never>;
	"common.holiday.republicDay": Record<never, never>;
	"common.holiday.revolution": Record<never, never>;
	"common.holiday.tasua": Record<never, never>;
	"common.list.and": Record<never, never>;
	"common.list.comma": Record<never, never>;
	"common.near.today": { time: Value };
	"common.near.tomorrow": { time: Value };
	"common.near.yesterday": { time: Value };
	"common.probableHoliday": { name: Value };
}
