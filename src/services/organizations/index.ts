/** What is done with organizations: apply, correct, withdraw; approve, ask for more, reject; see where one stands. */
export { correct, register, withdraw } from "./apply.ts";
export { type Application, approve, askForMore, type Decided, reject } from "./decide.ts";
export { byCode, mine, placesOf, see, seePersonal, type WaitingPage, waiting } from "./see.ts";
