// The form in another language: a made-up one, in which every text is marked.

import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import english from "../../form/texts/en.js";
import { accessible, build, fill, letter, open, send, told } from "./support.mjs";

/** Each text between marks, which no text of the English form has. */
function marked(texts) {
  return Object.fromEntries(
    Object.entries(texts).map(([key, text]) => [key, typeof text === "string" ? `«${text || key}»` : marked(text)]),
  );
}

const folder = mkdtempSync(join(tmpdir(), "bywhen-texts-"));
after(() => rmSync(folder, { recursive: true, force: true }));
const file = join(folder, "cy.mjs");
writeFileSync(file, `export default ${JSON.stringify({ ...marked(english), lang: "cy" })};\n`);

/** Texts that are seen and neither marked nor the library's, which speaks English and says so. */
function unmarked(page) {
  return page.evaluate(() => {
    const found = [];
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const [text, parent] = [walker.currentNode.textContent.trim(), walker.currentNode.parentElement];
      if (text === "" || /^[«»]+$/.test(text) || parent.closest("[lang=en], header, script, option[value='customer-service-centre']")) continue;
      if (!(text.startsWith("«") && text.endsWith("»"))) found.push(text);
    }
    return found;
  });
}

test("a second file of texts changes every word of the form", async (t) => {
  const built = build("--texts", file);
  const { page } = await open(t, { folder: built });
  assert.equal(await page.locator("html").getAttribute("lang"), "cy");
  assert.deepEqual(await unmarked(page), []);
  assert.match(await page.title(), /^«.*»$/);
  await page.getByRole("button", { name: "«Send»" }).click();
  assert.deepEqual(await unmarked(page), []);
  await fill(page, letter);
  await page.getByRole("button", { name: "«Send»" }).click();
  assert.equal((await told(page))[0].sentence, "We will acknowledge your letter by Tuesday 3 May 2011.");
  assert.deepEqual(await unmarked(page), []);
  await page.locator("#confirmation").getByText("«english»").waitFor();
  await accessible(page);
});
