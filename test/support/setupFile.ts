/** Runs before every test file. */
import { emptyWhenTheFileIsOver } from "./mongod.ts";

emptyWhenTheFileIsOver();
