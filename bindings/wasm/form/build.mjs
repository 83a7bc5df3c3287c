// Puts the page together in a folder that a web server can serve:
//
//   node build.mjs --command bywhen --package ../pkg --output FOLDER [--settings council.json] [--language en]

import { execFileSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { parseArgs } from "node:util";
import { page } from "./page/page.js";
import { tables } from "./tables.mjs";

const here = import.meta.dirname;
const { values } = parseArgs({
  options: {
    command: { type: "string", default: process.env["BYWHEN_COMMAND"] ?? "bywhen" },
    package: { type: "string", default: join(here, "../pkg") },
    settings: { type: "string", default: join(here, "council.json") },
    language: { type: "string", default: "en" },
    texts: { type: "string" },
    output: { type: "string", default: join(here, "built") },
  },
});

/** @type {import("./types.js").Council} */
const council = JSON.parse(readFileSync(values.settings, "utf8"));
const output = resolve(values.output);
const language = resolve(values.texts ?? join(here, `texts/${values.language}.js`));
const { default: texts } = await import(pathToFileURL(language).href);

mkdirSync(join(output, "bywhen"), { recursive: true });
execFileSync(values.command, ["compile", council.charter, "-o", join(output, "charter.bywhen")], { stdio: "pipe" });
const lookUp = tables(values.command, council);
writeFileSync(join(output, "table.json"), JSON.stringify(lookUp));
writeFileSync(join(output, "index.html"), page(texts, council, lookUp).toString());
cpSync(join(here, "form.css"), join(output, "form.css"));
cpSync(join(here, "browser"), join(output, "browser"), { recursive: true });
cpSync(join(here, "texts/fill.js"), join(output, "texts/fill.js"));
cpSync(language, join(output, `texts/${texts.lang}.js`));
for (const file of ["evaluator.js", "evaluator_bg.wasm"]) {
  cpSync(join(values.package, file), join(output, "bywhen", file));
}
