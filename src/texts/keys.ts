/** Every text by its key, with the values it needs. Written by `npm run texts` from `locales/fa`; not by hand. */
import type { Value } from "./safeHtml.ts";

// biome-ignore format: written by a program
export interface TextKeys {
	"common.dateTime": { date: Value; time: Value };
	"common.list.and": Record<never, never>;
	"common.list.comma": Record<never, never>;
	"common.near.today": { time: Value };
	"common.near.tomorrow": { time: Value };
	"common.near.yesterday": { time: Value };
}
