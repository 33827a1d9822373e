/** What is written on one line, however it was typed; the start of the schemas of names. */
import { z } from "zod";

/** A name that brings lines of its own could write what it likes into somebody else's card. */
export const oneLine = z.string().transform((text) => text.replace(/\s+/g, " ").trim());

/** Unicode has letters that show nothing. */
export const VISIBLE_LETTER = /[\p{L}--\p{Default_Ignorable_Code_Point}]/v;
