/** What is done with organizations: apply, correct, withdraw; approve, ask for more, reject; see where one stands. */
export { correct, register, withdraw } from "./apply.ts";
export { type Application, approve, askForMore, reject } from "./decide.ts";
export { byCode, mine, placesOf, see, seePersonal, waiting } from "./see.ts";
