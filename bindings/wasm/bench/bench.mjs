// See README.md beside this file.

import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { basename, extname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const folder = mkdtempSync(join(tmpdir(), "bywhen-bench-"));
const RECEIVED = "2026-04-01T09:15:00Z";
const RUNS = 9;

/** What each is sent beside its JavaScript, and whether its answer is the due date of the job. */
const PEERS = {
  bywhen: { sent: ["evaluator_bg.wasm", "oxfordshire.bywhen"], due: true },
  "bywhen-clock": { sent: ["evaluator_bg.wasm", "oxfordshire.bywhen"], due: true },
  "temporal-polyfill": { sent: [], due: true },
  "luxon-business-days": { sent: [], due: true },
  "date-holidays": { sent: [], due: true },
  zen: { sent: ["zen_engine_wasm_bg.wasm"], due: false },
  cedar: { sent: ["cedar_wasm_bg.wasm"], due: false },
  nothing: { sent: [], due: false },
};

function assets() {
  const data = JSON.parse(readFileSync(here("../../../crates/bywhen-calendar/data/uk-bank-holidays.json"), "utf8"));
  const published = data.divisions["england-and-wales"].holidays.map(({ date }) => date);
  writeFileSync(join(folder, "holidays.json"), JSON.stringify(published.filter((date) => date >= "2024")));
  const charter = here("../../../standards/oxfordshire-county-council/2010.charter");
  execFileSync(process.env.BYWHEN_COMMAND, ["compile", charter, "-o", join(folder, "oxfordshire.bywhen")], { stdio: "pipe" });
  for (const module of [
    "../pkg/evaluator_bg.wasm",
    "node_modules/@gorules/zen-engine-wasm/dist/zen_engine_wasm_bg.wasm",
    "node_modules/@cedar-policy/cedar-wasm/web/cedar_wasm_bg.wasm",
  ]) {
    writeFileSync(join(folder, basename(module)), readFileSync(here(module)));
  }
}

/** Nothing of what only the default way of loading a module would take along. */
async function bundle(name) {
  await build({
    entryPoints: [here(`peers/${name}.js`)],
    outfile: join(folder, `${name}.js`),
    alias: { "holidays.json": join(folder, "holidays.json") },
    bundle: true,
    minify: true,
    format: "esm",
    target: "es2022",
    logLevel: "error",
  });
}

const median = (list) => [...list].sort((a, b) => a - b)[list.length >> 1];

function sizes(name) {
  const parts = [`${name}.js`, ...PEERS[name].sent].map((file) => readFileSync(join(folder, file)));
  const params = { [constants.BROTLI_PARAM_QUALITY]: 11 };
  const sum = (squeeze) => parts.reduce((sum, part) => sum + squeeze(part).length, 0);
  return {
    raw: sum((part) => part),
    gzip: sum((part) => gzipSync(part, { level: 9 })),
    brotli: sum((part) => brotliCompressSync(part, { params })),
  };
}

/** A program that loads one, answers once, and then many times. Node's own start is not counted. */
const program = (name) => `
  import { readFileSync } from "node:fs";
  const began = performance.now();
  const { default: ready } = await import(${JSON.stringify(join(folder, `${name}.js`))});
  const answer = await ready((file) => readFileSync(${JSON.stringify(`${folder}/`)} + file));
  const first = answer(new Date(${JSON.stringify(RECEIVED)}));
  const start = performance.now() - began;
  const each = (${timed})(answer);
  console.log(JSON.stringify({ start, first, each }));`;

/** Nanoseconds an answer: the best of some rounds, of different days. */
function timed(answer) {
  const day = Date.UTC(2025, 0, 6, 9, 15);
  let [count, best] = [16, Infinity];
  for (let round = 0; round < 12; ) {
    const began = performance.now();
    for (let i = 0; i < count; i += 1) answer(new Date(day + (i % 700) * 86_400_000));
    const took = performance.now() - began;
    if (took < 20) {
      count *= 2;
      continue;
    }
    round += 1;
    best = Math.min(best, (took * 1e6) / count);
  }
  return best;
}

function node(name) {
  const file = join(folder, `run-${name}.mjs`);
  writeFileSync(file, program(name));
  const { status, stdout, stderr } = spawnSync(process.execPath, [file], { encoding: "utf8" });
  if (status !== 0) throw new Error(`${name}: ${stderr}`);
  return JSON.parse(stdout);
}

const TYPES = { ".html": "text/html", ".js": "text/javascript", ".wasm": "application/wasm" };

async function served() {
  const server = createServer((request, response) => {
    const path = request.url.slice(1).split("?")[0];
    const page = path.endsWith(".html");
    const file = join(folder, path);
    if (!page && !existsSync(file)) {
      response.writeHead(404).end();
      return;
    }
    response.setHeader("Content-Type", TYPES[extname(path)] ?? "application/octet-stream");
    response.end(page ? html(path.replace(".html", "")) : readFileSync(file));
  });
  await new Promise((ready) => server.listen(0, "127.0.0.1", ready));
  return server;
}

/** From where a page begins to load it to the first answer. */
const html = (name) => `<!doctype html><title>${name}</title><script type="module">
  const began = performance.now();
  const { default: ready } = await import("/${name}.js");
  const answer = await ready(async (file) => file.endsWith(".wasm") ? fetch("/" + file) : new Uint8Array(await (await fetch("/" + file)).arrayBuffer()));
  window.first = answer(new Date(${JSON.stringify(RECEIVED)}));
  window.answer = answer;
  window.start = performance.now() - began;
</script>`;

const FLAGS = [
  "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync",
];

async function inChromium() {
  const executablePath = process.env.BYWHEN_CHROMIUM ?? "/usr/bin/chromium";
  if (!existsSync(executablePath)) return undefined;
  const { chromium } = await import("playwright-core");
  const server = await served();
  const { port } = server.address();
  const results = {};
  const visit = async (name, measure) => {
    // Nothing is kept from the visit before.
    const browser = await chromium.launch({ executablePath, args: FLAGS });
    const page = await browser.newPage();
    await page.goto(`http://127.0.0.1:${port}/${name}.html`);
    await page.waitForFunction("window.start !== undefined");
    const start = await page.evaluate("window.start");
    const each = measure ? await page.evaluate(`(${timed})(window.answer)`) : undefined;
    const first = await page.evaluate("window.first");
    await browser.close();
    return { start, each, first };
  };
  const rounds = 5;
  for (const name of Object.keys(PEERS)) {
    const visits = [];
    for (let i = 0; i < rounds; i += 1) visits.push(await visit(name, i === 0));
    results[name] = { start: median(visits.map(({ start }) => start)), each: visits[0].each, first: visits[0].first };
  }
  server.close();
  return results;
}

assets();
for (const name of Object.keys(PEERS)) await bundle(name);

// In turns: what else the machine does falls on all of them.
const starts = Object.fromEntries(Object.keys(PEERS).map((name) => [name, []]));
const last = {};
for (let run = 0; run < RUNS; run += 1) {
  for (const name of Object.keys(PEERS)) {
    const result = node(name);
    starts[name].push(result.start);
    last[name] = { first: result.first, each: Math.min(result.each, last[name]?.each ?? Infinity) };
  }
}
const browser = await inChromium();

const expected = last.bywhen.first;
for (const [name, { due }] of Object.entries(PEERS)) {
  for (const first of [last[name].first, ...(browser ? [browser[name].first] : [])]) {
    if (due && first !== expected) throw new Error(`${name} says ${first}, and bywhen ${expected}`);
  }
}

const kilo = (bytes) => (bytes / 1000).toFixed(1);
const rows = Object.keys(PEERS).map((name) => {
  const { raw, gzip, brotli } = sizes(name);
  const start = median(starts[name]);
  return { name, raw, gzip, brotli, start, each: last[name].each, ...(browser && { page: browser[name].start, there: browser[name].each }) };
});
const [ours] = rows;
const ratio = (theirs, mine) => `${(theirs / mine).toPrecision(2)} x`;
console.log(`one due date (${expected}); median of ${RUNS} cold processes; sizes in kB; after each figure its ratio to bywhen's`);
for (const row of rows) {
  const { name, raw, gzip, brotli, start, each, page, there } = row;
  console.log(
    [
      name.padEnd(20),
      `raw ${kilo(raw)}, gzip ${kilo(gzip)}, brotli ${kilo(brotli)} (${ratio(brotli, ours.brotli)})`,
      `Node: first answer ${start.toFixed(1)} ms (${ratio(start, ours.start)}), each ${each.toFixed(0)} ns (${ratio(each, ours.each)})`,
      page !== undefined &&
        `Chromium: first answer ${page.toFixed(1)} ms (${ratio(page, ours.page)}), each ${there.toFixed(0)} ns (${ratio(there, ours.there)})`,
    ]
      .filter(Boolean)
      .join("\n  "),
  );
}
rmSync(folder, { recursive: true });
