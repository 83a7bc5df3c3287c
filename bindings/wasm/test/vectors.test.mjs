// The shared vectors: every binding answers all of them with the same bytes, and says what the reference says.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { open } from "./browser/support.mjs";
import { compiledOf, count, evaluator, full, texts, vectors } from "./support.mjs";
import { run } from "./vectors.mjs";

/** What the full build can read: it knows no zone but London's, and loads the charters of another as they are compiled. */
const readable = Object.fromEntries(Object.entries(texts).filter(([, text]) => !/^ *zone /m.test(text)));

/** Nothing came out otherwise, and as many ran as in every other language. */
function hold({ ran, wrong }, where) {
  console.log(`${ran} vectors ran in ${where}`);
  assert.deepEqual(wrong, []);
  assert.equal(ran, count);
  assert.equal(ran, Number(process.env.BYWHEN_VECTORS_RAN ?? ran), "as many ran in Rust");
}

test("every vector comes out as expected of a charter that is compiled", () => {
  hold(run(vectors, (name) => evaluator.Charter.load(compiledOf(name))), "Node, compiled");
});

test("every vector comes out as expected of a charter that is parsed", () => {
  const load = (name) => (name in readable ? full.Charter.parse(readable[name]) : full.Charter.load(compiledOf(name)));
  hold(run(vectors, load), "Node, parsed");
});

test("every vector comes out as expected in Chromium", async (t) => {
  const folder = mkdtempSync(join(tmpdir(), "bywhen-vectors-"));
  after(() => rmSync(folder, { recursive: true, force: true }));
  const from = (path) => fileURLToPath(new URL(path, import.meta.url));
  for (const build of ["evaluator", "full"]) {
    for (const file of [`${build}.js`, `${build}_bg.wasm`]) cpSync(from(`../pkg/${file}`), join(folder, file));
  }
  cpSync(from("./vectors.mjs"), join(folder, "vectors.js"));
  writeFileSync(join(folder, "vectors.html"), "<!doctype html><html lang=en><title>Vectors</title></html>");
  const bytes = Object.fromEntries(
    Object.keys(texts).map((name) => [name, Buffer.from(compiledOf(name)).toString("base64")]),
  );
  const { page } = await open(t, { folder, path: "vectors.html" });
  const found = await page.evaluate(
    async ({ vectors, readable, bytes }) => {
      const { run } = await import("/vectors.js");
      const [evaluator, full] = [await import("/evaluator.js"), await import("/full.js")];
      await Promise.all([evaluator.default(), full.default()]);
      const compiled = (name) => Uint8Array.from(atob(bytes[name]), (character) => character.charCodeAt(0));
      const load = (name) => (name in readable ? full.Charter.parse(readable[name]) : full.Charter.load(compiled(name)));
      return { compiled: run(vectors, (name) => evaluator.Charter.load(compiled(name))), parsed: run(vectors, load) };
    },
    { vectors, readable, bytes },
  );
  for (const [how, result] of Object.entries(found)) hold(result, `Chromium, ${how}`);
});
