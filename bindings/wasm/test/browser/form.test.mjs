// The form filled in and read.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { AT, accessible, buildWith, command, fill, letter, open, send, told } from "./support.mjs";

/** What the command says of a case. */
function due(...options) {
  const when = options.includes("--at") ? [] : ["--at", AT];
  const asked = ["due", "oxfordshire-county-council@2010", ...options, ...when];
  return {
    outcome: JSON.parse(execFileSync(command, [...asked, "--format", "json"], { encoding: "utf8" })),
    words: execFileSync(command, asked, { encoding: "utf8" }),
  };
}

/** Each sentence of the page is one that the command says, and for every promise there is one. */
function equal(said, { outcome, words }) {
  assert.deepEqual(said.map(({ promise }) => promise).sort(), outcome.promises.map(({ id }) => id).sort());
  const order = outcome.promises.map(({ id }) => said.find(({ promise }) => promise === id).sentence);
  const lines = words.split("\n").filter((line) => line !== "").slice(2);
  assert.deepEqual(order, lines);
}

test("a letter: what happens next and when, with the reason for each date", async (t) => {
  const { page, site } = await open(t);
  await fill(page, letter);
  // A second press sends nothing twice.
  await page.getByRole("button", { name: "Send", exact: true }).dblclick();
  const said = await told(page);
  equal(said, due("--kind", "enquiry", "--channel", "letter", "--received", "2011-04-20T10:15"));
  assert.equal(await page.title(), "We have received your message – Contact us or complain – Oxfordshire County Council");
  assert.equal(await page.locator("h1:visible").count(), 1);
  assert.equal(await page.evaluate(() => document.activeElement.textContent), "We have received your message");
  await page.getByText("Letter received on Wednesday 20 April 2011 at 10:15am.").waitFor();
  const first = page.locator("[data-promise='letters-and-faxes/acknowledge']");
  assert.ok(await first.locator("details li").first().isVisible());
  const reasons = await first.locator("details li").allTextContents();
  assert.ok(
    reasons.some((reason) => reason.startsWith("Day 5 is Tuesday 3 May, because Friday 29 April (Royal wedding)")),
    reasons.join("\n"),
  );
  assert.equal(site.messages.length, 1);
  assert.equal(site.messages[0].message, letter.message);
  await accessible(page);
});

test("a complaint through both stages: the dates of `bywhen due`", async (t) => {
  const at = "2011-06-29T09:00:00+01:00";
  const { page } = await open(t, { folder: buildWith({ at, from: "2011-04-21", to: "2011-04-21" }) });
  assert.equal(await page.locator("#since").isVisible(), false);
  await fill(page, { kind: "complaint", channel: "letter", received: "2011-04-21", time: "9:40am", message: "No reply." });
  assert.equal(await page.locator("#since").isVisible(), true);
  await accessible(page);
  const complaint = ["--kind", "complaint", "--channel", "letter", "--received", "2011-04-21T09:40", "--at", at];
  const events = [
    ["acknowledged", "2011-05-03"],
    ["responded", "2011-05-13"],
    ["escalated", "2011-05-23"],
    ["stage-2/acknowledged", "2011-05-27"],
    ["stage-2/responded", "2011-06-24"],
  ];
  for (let known = 0; known <= events.length; known += 1) {
    const happened = events.slice(0, known);
    await fill(page, Object.fromEntries(happened));
    await send(page);
    equal(await told(page), due(...complaint, ...happened.flatMap(([name, at]) => ["--event", `${name}=${at}`])));
    await accessible(page);
    await page.reload();
    await page.locator("form[data-ready]").waitFor();
    await fill(page, { kind: "complaint", channel: "letter", received: "2011-04-21", time: "9:40am", message: "No reply." });
  }
});

test("what is overdue is told before what happens next", async (t) => {
  const { page } = await open(t);
  await fill(page, { ...letter, received: "2011-04-14", time: "" });
  await send(page);
  equal(await told(page), due("--channel", "letter", "--received", "2011-04-14"));
  assert.deepEqual(await page.locator("#confirmation h2").allTextContents(), ["What should have happened by now", "What happens next"]);
  assert.deepEqual(await page.locator("#confirmation h2 + ol").evaluateAll((lists) => lists.map((list) => list.firstChild.dataset.promise)), [
    "letters-and-faxes/acknowledge",
    "letters-and-faxes/respond",
  ]);
  assert.equal(await page.locator(".steps details[open]").count(), 1);
  await accessible(page);
});

test("an answer that comes after the request to look again is still that of the first stage", async (t) => {
  const { page } = await open(t);
  const happened = { acknowledged: "2011-04-15", escalated: "2011-04-19", responded: "2011-04-20" };
  await fill(page, { kind: "complaint", channel: "letter", received: "2011-04-14", message: "No reply.", ...happened });
  await send(page);
  const events = ["--event", "acknowledged=2011-04-15", "--event", "escalated=2011-04-19", "--event", "stage-1/responded=2011-04-20"];
  const said = await told(page);
  equal(said, due("--kind", "complaint", "--channel", "letter", "--received", "2011-04-14", ...events));
  assert.match(said.find(({ promise }) => promise === "complaints/stage-1/respond").sentence, /^We responded to your complaint/);
});

test("a promise in hours asks for the time of day, and another service has another promise", async (t) => {
  const { page } = await open(t);
  await fill(page, { ...letter, channel: "voicemail", received: "2011-03-26", time: "" });
  await send(page);
  assert.deepEqual(await page.locator("#problems li").allTextContents(), [
    "Enter the time of day: this answer is promised within hours",
  ]);
  await fill(page, { time: "6pm" });
  await send(page);
  equal(await told(page), due("--channel", "voicemail", "--received", "2011-03-26T18:00"));
});

test("a time that the clock change skips is asked again", async (t) => {
  const { page } = await open(t);
  await fill(page, { ...letter, received: "2011-03-27", time: "1:30am" });
  await send(page);
  assert.match(await page.locator("#problems li").textContent(), /^The clocks changed on that day/);
});

test("it stays light where pages are dark, and has its outlines where colours are forced", async (t) => {
  const dark = await open(t, { colorScheme: "dark" });
  assert.equal(await dark.page.evaluate(() => getComputedStyle(document.documentElement).colorScheme), "light");
  await accessible(dark.page);
  const { page } = await open(t, { colorScheme: "dark", forcedColors: "active" });
  await fill(page, letter);
  await send(page);
  await told(page);
  const panel = await page.locator(".panel").evaluate((element) => getComputedStyle(element).borderTopColor);
  assert.doesNotMatch(panel, /^rgba\(.*, 0\)$/);
});

test("a promise without a date is not said to have one", async (t) => {
  const { page } = await open(t);
  await fill(page, { ...letter, kind: "complaint" });
  await send(page);
  await told(page);
  const summary = (promise) => page.locator(`[data-promise="${promise}"] summary`).textContent();
  assert.equal(await summary("complaints/stage-1/acknowledge"), "How this date was found");
  assert.equal(await summary("complaints/stage-2/acknowledge"), "What our standards say");
});

test("the keyboard alone will do", async (t) => {
  const { page } = await open(t);
  const press = async (...keys) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const focused = () => page.evaluate(() => document.activeElement.id || document.activeElement.textContent);
  await press("Tab");
  assert.equal(await focused(), "Skip to main content");
  await press("Enter", "Tab");
  assert.equal(await focused(), "kind-first");
  await press("Space", "Tab");
  assert.equal(await focused(), "channel-first");
  await press("Space", "Tab", "Tab");
  assert.equal(await focused(), "received-day");
  for (const text of ["20", "4", "2011", "10:15am", "Where is the library?"]) {
    await page.keyboard.type(text);
    await press("Tab");
  }
  assert.equal(await focused(), "Send");
  await press("Enter");
  assert.equal((await told(page))[0].sentence, "We will acknowledge your letter by Tuesday 3 May 2011.");
  assert.equal(await focused(), "We have received your message");
  await press("Tab");
  assert.equal(await focused(), "How this date was found");
  await press("Tab", "Enter");
  assert.equal(await page.locator(".steps details").nth(1).getAttribute("open"), "");
});

test("it fits 320 pixels, and prints with its reasons", async (t) => {
  const { page } = await open(t, { viewport: { width: 320, height: 640 } });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth);
  assert.equal(await wide(), 320);
  await page.locator("#look-up > summary").click();
  await page.locator("#look-up .inner > summary").first().click();
  assert.equal(await wide(), 320);
  await accessible(page);
  await send(page);
  assert.equal(await wide(), 320);
  await fill(page, letter);
  await send(page);
  await told(page);
  assert.equal(await wide(), 320);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.locator(".steps details:not([open])").count(), 0);
  assert.equal(await wide(), 320);
  await page.emulateMedia({ media: "print" });
  const council = page.getByText("Oxfordshire County Council", { exact: true });
  assert.ok(await council.isVisible());
  assert.equal(await council.evaluate((name) => getComputedStyle(name).color), "rgb(11, 12, 12)");
  assert.equal(await page.locator("button:visible, summary:visible").count(), 0);
  const printed = await page.pdf();
  assert.ok(printed.length > 5000);
});
