// The form as it is built, in a real Chromium.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after } from "node:test";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { serve } from "./server.mjs";

export const command = process.env.BYWHEN_COMMAND;
if (command === undefined) throw new Error("BYWHEN_COMMAND says where the command is: `cargo xtask npm test` sets it");

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

/** Run when the whole file is done, whichever test it was that made something. */
const cleanUps = [];
after(async () => {
  for (const cleanUp of cleanUps) await cleanUp();
});

/** What is made when it is first asked for. */
const lazily = (make) => {
  let made;
  return () => (made ??= make());
};

const browser = lazily(async () => {
  const launched = await chromium.launch({
    executablePath: process.env.BYWHEN_CHROMIUM ?? "/usr/bin/chromium",
    args: [
      "--headless",
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
  cleanUps.push(() => launched.close());
  return launched;
});

/** Puts the form together in a folder of its own. `more`: arguments of build.mjs. */
export function build(...more) {
  const folder = mkdtempSync(join(tmpdir(), "bywhen-form-"));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  const script = fileURLToPath(new URL("../../form/build.mjs", import.meta.url));
  execFileSync(process.execPath, [script, "--command", command, "--output", folder, ...more], { stdio: "pipe" });
  return folder;
}

const council = JSON.parse(readFileSync(new URL("../../form/council.json", import.meta.url), "utf8"));

/** The moment of the question in the form as it comes. */
export const { at: AT } = council;

const built = lazily(build);

/** The form with other settings. */
export function buildWith(settings) {
  const folder = mkdtempSync(join(tmpdir(), "bywhen-council-"));
  cleanUps.push(() => rmSync(folder, { recursive: true, force: true }));
  const file = join(folder, "council.json");
  writeFileSync(file, JSON.stringify({ ...council, ...settings }));
  return build("--settings", file);
}

/**
 * Opens the form and hands it to a test, which fails too where the page reports an error or breaks its own policy.
 * `options`: of the browser's context; `wasm`: whether the policy lets WebAssembly run; `without`: files that are not found;
 * `path`: instead of the form.
 */
export async function open(t, { wasm = true, without = [], folder = built(), path = "", quiet = true, ...options } = {}) {
  const site = await serve(folder, { wasm, without });
  const context = await (await browser()).newContext({ locale: "en-GB", timezoneId: "America/New_York", ...options });
  const errors = [];
  t.after(async () => {
    // The page first, and its errors up to here: what it still loads is broken off, which is no fault of the form.
    const reported = [...errors];
    await context.close();
    await site.close();
    if (quiet) assert.deepEqual(reported, []);
  });
  context.setDefaultTimeout(10_000);
  const page = await context.newPage();
  page.on("pageerror", (error) => errors.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  await page.goto(site.address + path);
  const scripted = options.javaScriptEnabled !== false && !without.includes("/browser/form.js");
  if (scripted && path === "") await page.locator("form[data-ready]").waitFor();
  return { page, site, context, errors };
}

/** Fills the form in. `fields`: radios and lists by their value, dates as `2011-04-20`, texts as they are. */
export async function fill(page, fields) {
  for (const [name, value] of Object.entries(fields)) {
    if (name === "kind" || name === "channel") await page.locator(`input[name=${name}][value=${value}]`).check();
    else if (name === "service") await page.locator("#service").selectOption(value);
    else if (/^\d{4}-\d\d-\d\d$/.test(value)) {
      const [year, month, day] = value.split("-");
      for (const [part, digits] of Object.entries({ day, month, year })) {
        await page.locator(`[name="${name}-${part}"]`).fill(String(Number(digits)));
      }
    } else await page.locator(`[name="${name}"]`).fill(value);
  }
}

export const letter = {
  kind: "enquiry",
  channel: "letter",
  received: "2011-04-20",
  time: "10:15am",
  message: "When is the library open?",
};

export async function send(page) {
  await page.getByRole("button", { name: "Send", exact: true }).click();
}

/** What the confirmation says, promise by promise. */
export async function told(page) {
  await page.locator("#confirmation:not([hidden])").waitFor();
  return page.locator("#confirmation .steps > li").evaluateAll((items) =>
    items.map((item) => ({ promise: item.dataset.promise, sentence: item.querySelector("p").textContent })),
  );
}

/** Fails where axe-core finds anything against WCAG 2.2 AA. */
export async function accessible(page) {
  // Evaluated from outside, so that the page's policy stays as it is.
  await page.evaluate(axe);
  const { violations, passes } = await page.evaluate(() =>
    globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }),
  );
  const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" ")}`);
  assert.deepEqual(found, []);
  assert.ok(passes.length > 10);
}
