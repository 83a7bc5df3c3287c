// The scripts of the form, the element and what builds the page, by the types in their comments.

import { execFileSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

function check(...options) {
  try {
    execFileSync(here("../../node_modules/.bin/tsc"), options, { encoding: "utf8", stdio: "pipe" });
  } catch (error) {
    throw new Error(error.stdout);
  }
}

test("the form", () => check("--project", here("../../form/tsconfig.json")));

test("the element, beside the package's own types", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "bywhen-types-"));
  t.after(() => rmSync(folder, { recursive: true }));
  cpSync(here("../../pkg/evaluator.d.ts"), join(folder, "evaluator.d.ts"));
  cpSync(here("../../element/element.d.ts"), join(folder, "element.d.ts"));
  cpSync(here("../../element/element.js"), join(folder, "own.js"));
  writeFileSync(
    join(folder, "use.ts"),
    `import "./element.js";
    const due = document.createElement("bywhen-due");
    due.setAttribute("channel", "letter");
    due.addEventListener("bywhen-answer", (event) => console.log(event.detail.promises[0]?.due));`,
  );
  const strict = ["--strict", "--allowJs", "--checkJs", "--noEmit", "--skipLibCheck", "--target", "es2023", "--module", "esnext"];
  check(...strict, "--moduleResolution", "bundler", "--lib", "es2023,dom", join(folder, "own.js"), join(folder, "use.ts"));
});
