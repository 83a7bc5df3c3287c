// The blocks of the pages about JavaScript do what they say.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "bywhen-docs-"));
after(() => rmSync(folder, { recursive: true }));

mkdirSync(join(folder, "node_modules"));
symlinkSync(here("../pkg"), join(folder, "node_modules/bywhen"), "dir");
const charter = here("../../../standards/oxfordshire-county-council/2010.charter");
copyFileSync(charter, join(folder, "2010.charter"));
execFileSync(process.env.BYWHEN_COMMAND, ["compile", charter, "-o", join(folder, "oxfordshire.bywhen")], { stdio: "pipe" });

/** What a page would fetch lies in the folder. */
const FETCH = `
  import { readFileSync as fetched } from "node:fs";
  globalThis.fetch = async (path) => new Response(fetched(path));
`;

for (const page of ["docs/javascript.md", "README.md", "bindings/wasm/npm/README.md"]) {
  test(`the blocks of ${page}`, () => {
    const text = readFileSync(here(`../../../${page}`), "utf8");
    const blocks = [...text.matchAll(/^```js\n(.*?)^```/gms)].map(([, block]) => block);
    assert.ok(blocks.length > 0);
    // What is printed stands in the comments at the left margin.
    const lines = blocks.join("\n").split("\n");
    const printed = lines.filter((line) => line.startsWith("// ")).map((line) => line.slice(3));
    assert.ok(printed.length > 0);
    const file = join(folder, `${page.replaceAll("/", "-")}.mjs`);
    writeFileSync(file, FETCH + blocks.join("\n"));
    assert.deepEqual(execFileSync(process.execPath, [file], { cwd: folder, encoding: "utf8" }).trimEnd().split("\n"), printed);
  });
}
