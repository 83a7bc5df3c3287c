// What is left when something fails: the visitor's words always, and as much of the answer as can be.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, fill, letter, open, send, told } from "./support.mjs";

test("without script it is a plain form with a table to look up", async (t) => {
  const { page, site } = await open(t, { javaScriptEnabled: false });
  assert.equal(await page.locator("#since").isVisible(), true);
  await page.locator("#look-up > summary").click();
  const group = page.locator("#look-up .inner", { has: page.locator("summary", { hasText: "An enquiry – By letter" }) });
  await group.locator("summary").click();
  const row = group.locator("tr", { has: page.locator("th", { hasText: "Wednesday 20 April 2011" }) });
  assert.deepEqual(await row.locator("p").allTextContents(), [
    "We will acknowledge your letter by Tuesday 3 May 2011.",
    "We will usually respond to your letter in full by Tuesday 10 May 2011.",
    "If that is not possible, we will send a holding reply to your letter by Tuesday 10 May 2011.",
  ]);
  await fill(page, letter);
  await send(page);
  await page.getByRole("heading", { name: "We have received your message" }).waitFor();
  assert.equal(site.messages[0].message, letter.message);
  assert.equal(site.messages[0]["received-day"], "20");
});

test("as it stands before any script it is accessible", async (t) => {
  const { page } = await open(t, { quiet: false, without: ["/browser/form.js"] });
  for (const summary of await page.locator("#look-up summary").all()) await summary.click();
  assert.equal(await page.locator("#since").isVisible(), true);
  await accessible(page);
});

test("a policy that refuses WebAssembly leaves the table's dates", async (t) => {
  const { page, site, errors } = await open(t, { wasm: false, quiet: false });
  await fill(page, letter);
  await send(page);
  assert.deepEqual(await told(page), [
    { promise: "letters-and-faxes/acknowledge", sentence: "We will acknowledge your letter by Tuesday 3 May 2011." },
    {
      promise: "letters-and-faxes/respond",
      sentence: "We will usually respond to your letter in full by Tuesday 10 May 2011.",
    },
    {
      promise: "letters-and-faxes/hold",
      sentence: "If that is not possible, we will send a holding reply to your letter by Tuesday 10 May 2011.",
    },
  ]);
  assert.equal(await page.locator("#confirmation details").count(), 0, "the table knows no reasons");
  await page.getByText("These dates are counted from the day on which you sent it").waitFor();
  assert.equal(site.messages.length, 1);
  assert.deepEqual(errors.filter((error) => !/WebAssembly|wasm/i.test(error)), []);
  await accessible(page);
});

test("where nothing can be loaded the message is sent all the same", async (t) => {
  const { page, site } = await open(t, { quiet: false, without: ["/charter.bywhen", "/table.json"] });
  await fill(page, letter);
  await send(page);
  await page.getByText("We cannot work out the dates on this page.").waitFor();
  assert.equal(await page.locator("#confirmation a").getAttribute("href"), "/standards");
  assert.equal(site.messages[0].message, letter.message);
  await accessible(page);
});

test("a day that no version in the page answers for gets no date, and the message is sent", async (t) => {
  const { page, site } = await open(t);
  await fill(page, { ...letter, received: "2009-04-20" });
  await send(page);
  await page.getByText("We cannot work out the dates on this page.").waitFor();
  assert.equal(site.messages.length, 1);
});

test("offline after loading it answers, and keeps the words until they are sent", async (t) => {
  const { page, site, context } = await open(t, { quiet: false });
  await fill(page, letter);
  await context.setOffline(true);
  await send(page);
  const said = await told(page);
  assert.equal(said[0].sentence, "We will acknowledge your letter by Tuesday 3 May 2011.");
  await page.getByRole("heading", { name: "Your message has not been sent" }).waitFor();
  await accessible(page);
  await page.getByRole("button", { name: "Change what you entered" }).click();
  assert.equal(await page.locator("#message").inputValue(), letter.message);
  await send(page);
  await context.setOffline(false);
  await page.getByRole("button", { name: "Send again" }).click();
  await page.getByRole("heading", { name: "We have received your message" }).waitFor();
  assert.equal(site.messages.length, 1);
});

test("a server that fails is no loss either", async (t) => {
  const { page, site } = await open(t, { quiet: false });
  site.answers = 500;
  await fill(page, letter);
  await send(page);
  await page.getByRole("heading", { name: "Your message has not been sent" }).waitFor();
  await page.reload();
  await page.locator("form[data-ready]").waitFor();
  assert.equal(await page.locator("#message").inputValue(), letter.message);
});

test("a reload keeps what was filled in, and sending it forgets it", async (t) => {
  const { page } = await open(t);
  const complaint = { kind: "complaint", channel: "email", received: "2011-04-21", message: "Two\nlines.", acknowledged: "2011-04-27" };
  await fill(page, { ...complaint, service: "customer-service-centre" });
  await page.reload();
  await page.locator("form[data-ready]").waitFor();
  assert.equal(await page.locator("input[name=kind]:checked").inputValue(), "complaint");
  assert.equal(await page.locator("input[name=channel]:checked").inputValue(), "email");
  assert.equal(await page.locator("#service").inputValue(), "customer-service-centre");
  assert.equal(await page.locator("#received-month").inputValue(), "4");
  assert.equal(await page.locator("#acknowledged-day").inputValue(), "27");
  assert.equal(await page.locator("#message").inputValue(), "Two\nlines.");
  assert.equal(await page.locator("#since").isVisible(), true);
  await send(page);
  await told(page);
  await page.reload();
  await page.locator("form[data-ready]").waitFor();
  assert.equal(await page.locator("#message").inputValue(), "");
});

test("where a file never comes the message is sent all the same", async (t) => {
  const { page, site } = await open(t);
  for (const [never, said] of [
    [["**/charter.bywhen"], "We cannot work out the dates on this page."],
    [["**/evaluator_bg.wasm", "**/table.json"], "We cannot work out the dates on this page."],
  ]) {
    site.messages.length = 0;
    const context = page.context();
    for (const path of never) await context.route(path, () => {});
    await page.clock.install();
    await page.goto(site.address);
    await page.locator("form[data-ready]").waitFor();
    await fill(page, letter);
    await send(page);
    await page.getByRole("status").getByText("Sending your message").waitFor();
    assert.equal(site.messages.length, 0);
    await page.clock.fastForward(5_001);
    await page.getByText(said).waitFor();
    assert.equal(await page.getByRole("status").textContent(), "");
    assert.equal(site.messages[0].message, letter.message);
  }
});

test("a charter that does not come is not waited for longer than the table", async (t) => {
  const { page, site } = await open(t);
  await page.route("**/charter.bywhen", () => {});
  await page.clock.install();
  const table = page.waitForResponse("**/table.json");
  await page.goto(site.address);
  await page.locator("form[data-ready]").waitFor();
  await page.clock.fastForward(10_001);
  await (await table).finished();
  await fill(page, letter);
  await send(page);
  assert.equal((await told(page))[0].sentence, "We will acknowledge your letter by Tuesday 3 May 2011.");
  await page.getByText("These dates are counted from the day on which you sent it").waitFor();
});

test("whoever comes back after sending finds an empty form", async (t) => {
  const { page, site } = await open(t);
  await fill(page, { ...letter, kind: "complaint" });
  await send(page);
  await told(page);
  await page.goto(`${site.address}form.css`);
  await page.goBack();
  await page.locator("form[data-ready]").waitFor();
  assert.equal(await page.locator("#message").inputValue(), "");
  assert.equal(await page.locator("input:checked").count(), 0);
  assert.equal(await page.locator("#since").isVisible(), false);
});

test("what is typed before the script has come stays, and what is stored by another does no harm", async (t) => {
  const { page, site } = await open(t);
  await fill(page, { kind: "enquiry", channel: "letter", message: "Older." });
  let go;
  const held = new Promise((resolve) => (go = resolve));
  await page.route("**/texts/en.js", (route) => held.then(() => route.continue()));
  await page.goto(site.address, { waitUntil: "commit" });
  await fill(page, { kind: "complaint", message: "Newer." });
  go();
  await page.locator("form[data-ready]").waitFor();
  assert.equal(await page.locator("#message").inputValue(), "Newer.");
  assert.equal(await page.locator("input[name=kind]:checked").inputValue(), "complaint");
  assert.equal(await page.locator("input[name=channel]:checked").inputValue(), "letter");
  for (const stored of ['[null]', '{"kind":"enquiry"}', '[["kind","<b>"],["nobody",3]]', "words"]) {
    await page.evaluate((text) => sessionStorage.setItem("bywhen-form", text), stored);
    await page.reload();
    await page.locator("form[data-ready]").waitFor();
  }
});
