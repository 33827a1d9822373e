/** Needs assessment: a coordinator opens a round, organizations score the needs of their neighbourhoods, the result is shown. */
export { awaited, card, countOpen, endedRound, list } from "./look.ts";
export { close, open } from "./open.ts";
export { orderResult, result } from "./result.ts";
export { score, scoring } from "./score.ts";
