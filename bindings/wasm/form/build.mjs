// Puts the page together in a folder that a web server can serve:
//
//   node build.mjs --command bywhen --package ../pkg --output FOLDER [--settings council.json] [--language en]

import { cpSync, existsSync, mkdirSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseArgs } from "node:util";
import { run } from "./command.mjs";
import { page } from "./page/page.js";
import { Refused, settings, texts } from "./settings.mjs";
import { tables } from "./tables.mjs";

const here = import.meta.dirname;

function options() {
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
  return values;
}

async function build() {
  const given = options();
  const council = settings(given.settings);
  const language = resolve(given.texts ?? join(here, `texts/${given.language}.js`));
  const said = await texts(language, council);
  const evaluator = ["evaluator.js", "evaluator_bg.wasm"];
  if (!evaluator.every((file) => existsSync(join(given.package, file)))) {
    throw new Refused(`there is no evaluator in ${given.package}: cargo xtask npm makes it, --package says where it is`);
  }
  const output = resolve(given.output);
  mkdirSync(join(output, "bywhen"), { recursive: true });
  run(given.command, ["compile", council.charter, "-o", join(output, "charter.bywhen")]);
  const lookUp = tables(given.command, council);
  // The page has words of its own for when something was received.
  writeFileSync(join(output, "table.json"), JSON.stringify(lookUp, (key, value) => (["received", "by"].includes(key) ? undefined : value)));
  writeFileSync(join(output, "index.html"), page(said, council, lookUp).toString());
  cpSync(join(here, "form.css"), join(output, "form.css"));
  cpSync(join(here, "browser"), join(output, "browser"), { recursive: true });
  cpSync(join(here, "texts/fill.js"), join(output, "texts/fill.js"));
  cpSync(language, join(output, `texts/${said.lang}.js`));
  for (const file of evaluator) cpSync(join(given.package, file), join(output, "bywhen", file));
}

try {
  await build();
} catch (error) {
  const { code = "", message } = /** @type {{ code?: string, message: string }} */ (error);
  if (!(error instanceof Refused) && !code.startsWith("ERR_PARSE_ARGS")) throw error;
  console.error(`build.mjs: ${message}`);
  process.exitCode = 2;
}
