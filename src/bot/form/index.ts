/**
 * The form engine's door. In the bot's middleware `conversationPlugin()` comes before everything that begins a form,
 * then the commands and buttons of the features and `formPresses`, then `formTalk(forms)`, then plain sentences.
 */

export { FORM_PRESS } from "./asking.ts";
export { askAgain, beginForm, cancelForm, formPresses, pauseForm, unfinishedForms } from "./begin.ts";
export type { Form } from "./form.ts";
export { form } from "./form.ts";
export { choice } from "./questions/choice.ts";
export { date } from "./questions/date.ts";
export { dateTime } from "./questions/dateTime.ts";
export { file } from "./questions/file.ts";
export { many } from "./questions/many.ts";
export { neighbourhood, neighbourhoods } from "./questions/neighbourhood.ts";
export { number } from "./questions/number.ts";
export { offer } from "./questions/offer.ts";
export { phone } from "./questions/phone.ts";
export { photos } from "./questions/photos.ts";
export { place } from "./questions/place.ts";
export { text } from "./questions/text.ts";
export { time } from "./questions/time.ts";
export { voice } from "./questions/voice.ts";
export { year } from "./questions/year.ts";
export { yesNo } from "./questions/yesNo.ts";
export { remindOf } from "./remind.ts";
export { conversationPlugin, formTalk } from "./talk.ts";
