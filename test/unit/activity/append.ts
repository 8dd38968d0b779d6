import { journal } from "../../../extension/activity/journal.ts";
import { entry } from "./samples.ts";

/** A window of its own: `node append.ts FOLDER NAME COUNT` adds lines that carry its name. */
const [folder = "", name = "", count = "0"] = process.argv.slice(2);
const mine = journal(folder);
for (let index = 0; index < Number(count); index++) await mine.append(entry(`${name} ${index} ${"x".repeat(200)}`));
