/** Runs before every test file. */
import { dropWhenTheFileIsOver } from "./mongod.ts";

dropWhenTheFileIsOver();
