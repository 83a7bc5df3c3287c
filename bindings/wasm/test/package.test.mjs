// The package as it is handed out: its types, its ways in, its size.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { vectors } from "./support.mjs";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const tool = (name) => here(`../node_modules/.bin/${name}`);
const pkg = here("../pkg");

/** A project of somebody who has installed the package. */
const project = mkdtempSync(join(tmpdir(), "bywhen-project-"));
mkdirSync(join(project, "node_modules"));
symlinkSync(pkg, join(project, "node_modules/bywhen"), "dir");
writeFileSync(join(project, "package.json"), '{ "type": "module" }');
after(() => rmSync(project, { recursive: true }));

function run(program, args, options = {}) {
  try {
    return execFileSync(program, args, { encoding: "utf8", stdio: "pipe", ...options });
  } catch (error) {
    throw new Error(`${program} ${args.join(" ")}\n${error.stdout}${error.stderr}`);
  }
}

test("publint has nothing to say", () => {
  run(tool("publint"), ["--strict", pkg]);
});

test("the types are right wherever they are looked for", () => {
  // Modules of JavaScript only, and two entries that are no JavaScript at all.
  const not = ["--profile", "esm-only", "--exclude-entrypoints", "./evaluator.wasm", "./full.wasm"];
  run(tool("attw"), ["--pack", pkg, ...not], { env: { ...process.env, npm_config_cache: join(project, "cache") } });
});

test("what the package says it has is there", () => {
  const { exports, main, types } = JSON.parse(readFileSync(join(pkg, "package.json"), "utf8"));
  const files = (entry) => (typeof entry === "string" ? [entry] : Object.values(entry).flatMap(files));
  for (const file of [main, types, ...Object.values(exports).flatMap(files)]) readFileSync(join(pkg, file));
  const named = ["evaluator", "full"].flatMap((build) => ["", ".node", ".inline"].map((way) => `${build}${way}.js`));
  assert.deepEqual(readdirSync(pkg).filter((file) => file.endsWith(".js")).sort(), [...named, "element.js"].sort());
});

test("every way in gives a charter that answers", () => {
  const program = `
    import { readFileSync } from "node:fs";
    const text = readFileSync(process.argv[1], "utf8");
    const full = await import("bywhen/full");
    const expected = full.Charter.parse(text).checkJson(JSON.parse(process.argv[2]));
    for (const way of ["bywhen/full/nodejs", "bywhen/full/inline", "bywhen/full/web"]) {
      const { Charter, default: init } = await import(way);
      const module_or_path = readFileSync(new URL(import.meta.resolve("bywhen/full.wasm")));
      await init(way.endsWith("web") ? { module_or_path } : undefined);
      if (Charter.parse(text).checkJson(JSON.parse(process.argv[2])) !== expected) throw new Error(way);
    }
    for (const way of ["bywhen", "bywhen/nodejs", "bywhen/inline", "bywhen/web"]) {
      const { Charter, default: init } = await import(way);
      const module_or_path = readFileSync(new URL(import.meta.resolve("bywhen/evaluator.wasm")));
      await init(way.endsWith("web") ? { module_or_path } : undefined);
      if (Charter.load(readFileSync(process.argv[3])).checkJson(JSON.parse(process.argv[2])) !== expected) throw new Error(way);
    }
    console.log("all of them");`;
  const charter = here("../../../standards/oxfordshire-county-council/2010.charter");
  const compiled = join(project, "oxfordshire.bywhen");
  run(process.env.BYWHEN_COMMAND, ["compile", charter, "-o", compiled]);
  const asked = { channel: "letter", received: "2011-04-20T10:15:00+01:00", at: "2011-04-21T09:00:00+01:00" };
  const file = join(project, "ways.mjs");
  writeFileSync(file, program.replaceAll("process.argv[", "process.argv[1 + "));
  assert.equal(run(process.execPath, [file, charter, JSON.stringify(asked), compiled]), "all of them\n");
});

const compilerOptions = { strict: true, noEmit: true, target: "es2022", lib: ["es2022", "dom"], types: [] };

function typechecks(name, source, options) {
  writeFileSync(join(project, name), source);
  const config = `tsconfig.${name}.json`;
  writeFileSync(
    join(project, config),
    JSON.stringify({ compilerOptions: { ...compilerOptions, ...options }, files: [name] }),
  );
  run(process.execPath, [here("../node_modules/typescript/bin/tsc"), "-p", config], { cwd: project });
}

test("the example is typed, and what is wrong with it would be found", () => {
  const example = readFileSync(here("example.ts"), "utf8");
  typechecks("example.ts", example, { module: "nodenext" });
  typechecks("example.ts", example, { module: "esnext", moduleResolution: "bundler" });
});

test("every outcome of the vectors is of the type of an outcome, and every case of that of a case", () => {
  const outcomes = vectors.byHand.map((vector) => vector.expected).filter((expected) => expected !== undefined);
  const cases = vectors.byHand.map(({ case: { events, ...asked } }) => asked);
  assert.ok(outcomes.length > 50);
  const source = `import type { Case, Outcome } from "bywhen";
    export const outcomes: Outcome[] = ${JSON.stringify(outcomes)};
    export const cases: Omit<Case, "at">[] = ${JSON.stringify(cases.map(({ at, ...asked }) => asked))};`;
  typechecks("vectors.ts", source, { module: "nodenext" });
  assert.throws(
    () => typechecks("wrong.ts", source.replaceAll('"status":"met"', '"status":"kept"'), { module: "nodenext" }),
    /"kept"/,
  );
});

/** Bytes of brotli and gzip that a page is sent, module and JavaScript, with a little room above what they were last. */
const MOST = { evaluator: [142_000, 165_300], full: [334_000, 418_500] };

// The standard library that rustup brings ready-made is larger than one built for size.
const forSize = process.env.BYWHEN_BUILT_FOR_SIZE !== "no";

for (const [build, [brotli, gzip]] of Object.entries(MOST)) {
  test(`the ${build} stays small`, { skip: !forSize && "built with a ready-made standard library" }, () => {
    const parts = [`${build}_bg.wasm`, `${build}.js`].map((file) => readFileSync(join(pkg, file)));
    const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
    const sum = (squeeze) => parts.reduce((sum, part) => sum + squeeze(part).length, 0);
    const sizes = [sum((part) => brotliCompressSync(part, { params })), sum((part) => gzipSync(part, { level: 9 }))];
    assert.ok(sizes[0] <= brotli && sizes[1] <= gzip, `${build}: ${sizes.join(" and ")} bytes of brotli and gzip`);
  });
}
