// What is left when something fails: the visitor's words always, and as much of the answer as can be.

import assert from "node:assert/strict";
import { test } from "node:test";
import { accessible, buildWith, fill, letter, open, send, told } from "./support.mjs";

test("without script it is a plain form with a table to look up", async (t) => {
  const { page, site } = await open(t, { javaScriptEnabled: false });
  assert.equal(await page.locator("#since").isVisible(), true);
  await page.locator("#look-up > summary").click();
  const group = page.locator("#look-up .inner", { has: page.locator("summary", { hasText: "An enquiry – By letter" }) });
  await group.locator("summary").click();
  const heads = await group.locator("thead th").evaluateAll((cells) => cells.map((cell) => [...cell.querySelectorAll("p")].map((p) => p.textContent)));
  assert.deepEqual(heads.slice(1), [
    ["We will acknowledge your letter by"],
    ["We will usually respond to your letter in full by", "If that is not possible, we will send a holding reply to your letter by"],
  ]);
  const row = (day) => group.locator("tr", { has: page.locator("th[scope=row]", { hasText: new RegExp(`^${day}\\s*$`) }) }).locator("td");
  const cells = async (day) => (await row(day).allTextContents()).map((text) => text.trim());
  assert.deepEqual(await cells("Wednesday 20 April 2011"), ["Tuesday 3 May 2011", "Tuesday 10 May 2011"]);
  assert.deepEqual(await cells("Thursday 21 April 2011 to Monday 25 April 2011"), ["Wednesday 4 May 2011", "Wednesday 11 May 2011"]);
  const voicemail = page.locator("#look-up .inner", { hasText: "By leaving a voicemail message" });
  await voicemail.locator("summary").click();
  assert.equal(await voicemail.locator("p").textContent(), "We will respond to your voicemail message within 24 hours of the message.");
  assert.equal(await voicemail.locator("table").count(), 0, "it is the same on every day");
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

test("both ways say that a date rests on bank holidays that are not published yet", async (t) => {
  const charter = { charter: "freedom-of-information@2005", kinds: ["information-request"], channels: ["letter", "email"], services: [] };
  const folder = buildWith({ ...charter, from: "2030-04-15", to: "2030-04-17", at: "2030-04-17T09:00:00+01:00" });
  const rests = "May change: the bank holidays of that year are not published yet and are worked out from the law.";
  const said = {};
  for (const wasm of [true, false]) {
    const { page } = await open(t, { wasm, folder, quiet: false });
    const summary = page.locator("#look-up .inner > summary");
    await page.locator("#look-up > summary").click();
    await summary.click();
    assert.equal(await page.locator("#look-up tbody tr:first-child").textContent().then((text) => text.trim()), rests);
    await accessible(page);
    await fill(page, { kind: "information-request", channel: "letter", received: "2030-04-16", message: "Which roads are gritted?" });
    await send(page);
    said[wasm] = await told(page);
    for (const one of said[wasm]) {
      one.rests = await page.locator(`[data-promise="${one.promise}"]`).getByText(rests).count();
    }
    const respond = page.locator("[data-promise='requests-for-information/stage-1/respond']");
    assert.equal(await respond.getByText(rests).isVisible(), true);
    await accessible(page);
  }
  assert.deepEqual(said.false, said.true);
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
