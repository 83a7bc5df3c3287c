// The element in a page of its own.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { accessible, build, open } from "./support.mjs";

const folder = build();
for (const name of ["evaluator.js", "evaluator_bg.wasm"]) cpSync(join(folder, "bywhen", name), join(folder, name));
cpSync(fileURLToPath(new URL("../../element/element.js", import.meta.url)), join(folder, "element.js"));
const LETTER = 'channel="letter" received="2011-04-20T10:15" at="2011-04-21T09:00+01:00"';
writeFileSync(
  join(folder, "element.html"),
  `<!doctype html><html lang="en"><title>Letters</title><script type="module" src="element.js"></script>
  <main><h1>Letters</h1>
  <p><bywhen-due id="one" charter="charter.bywhen" ${LETTER} promise="letters-and-faxes/acknowledge">We acknowledge letters within 5 working days.</bywhen-due></p>
  <bywhen-due id="all" charter="charter.bywhen" ${LETTER}>We answer letters.</bywhen-due>
  <p><bywhen-due id="wrong" charter="charter.bywhen" channel="leter" received="2011-04-20" at="2011-04-21">We answer letters.</bywhen-due></p>
  <p><bywhen-due id="missing" charter="nowhere.bywhen" ${LETTER}>We answer letters soon.</bywhen-due></p>
  <p><bywhen-due id="early" charter="charter.bywhen" channel="letter" received="2010-09-30">We answered letters.</bywhen-due></p></main>`,
);
after(() => rmSync(folder, { recursive: true, force: true }));

test("it says the sentence of a promise, or of all of them", async (t) => {
  const { page, site } = await open(t, { folder, path: "element.html", quiet: false });
  const one = page.locator("#one");
  await page.getByText("We will acknowledge your letter by Tuesday 3 May 2011.").first().waitFor();
  assert.equal(await one.textContent(), "We will acknowledge your letter by Tuesday 3 May 2011.");
  assert.equal(await page.locator("#all li").count(), 3);
  assert.equal(site.requests.filter((path) => path === "/charter.bywhen").length, 1);
  await one.evaluate((element) => element.setAttribute("received", "2011-04-21"));
  await page.getByText("We will acknowledge your letter by Wednesday 4 May 2011.").waitFor();
  await accessible(page);
});

test("where it cannot answer its own text stands", async (t) => {
  const { page } = await open(t, { folder, path: "element.html", quiet: false });
  await page.locator("#all li").first().waitFor();
  assert.equal(await page.locator("#wrong").textContent(), "We answer letters.");
  assert.equal(await page.locator("#missing").textContent(), "We answer letters soon.");
  assert.equal(await page.locator("#early").textContent(), "We answered letters.");
  const why = await page.locator("#wrong").evaluate((element) => {
    const told = new Promise((resolve) => element.addEventListener("bywhen-error", (event) => resolve(event.detail.message)));
    element.setAttribute("channel", "faxx");
    return told;
  });
  assert.match(why, /did you mean `fax`/);
  const first = page.locator("#early");
  await first.evaluate((element) => element.setAttribute("received", "2010-10-01"));
  await page.getByText("by Friday 8 October 2010").first().waitFor();
});

test("without script, and where the policy refuses WebAssembly, its own text stands", async (t) => {
  for (const options of [{ javaScriptEnabled: false }, { wasm: false }]) {
    const { page } = await open(t, { folder, path: "element.html", quiet: false, ...options });
    if (options.wasm === false) {
      // By then it has been refused.
      await page.locator("#one").evaluate((element) => {
        const refused = new Promise((resolve) => element.addEventListener("bywhen-error", resolve));
        element.setAttribute("channel", "fax");
        return refused.then(() => true);
      });
    }
    assert.equal(await page.locator("#one").textContent(), "We acknowledge letters within 5 working days.");
  }
});
