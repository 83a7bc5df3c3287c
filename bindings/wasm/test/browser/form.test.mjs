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
    reasons.some((reason) => reason.startsWith("Day 5 is Tuesday 3 May 2011, because Friday 29 April 2011 (Royal wedding)")),
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

test("everything that is wrong is told at once, at the top and at its field", async (t) => {
  const { page, site } = await open(t);
  await send(page);
  assert.equal(await page.title(), "Error: Contact us or complain – Oxfordshire County Council");
  assert.equal(await page.evaluate(() => document.activeElement.id), "problems");
  const told = ["Select what it is", "Select how you contacted us", "Enter the date on which you sent it", "Enter your message"];
  assert.deepEqual(await page.locator("#problems li").allTextContents(), told);
  assert.deepEqual(
    await page.locator("form .error").allTextContents(),
    told.map((text) => `Error: ${text}`),
  );
  await accessible(page);
  for (const [link, field] of [
    ["Select what it is", "kind-first"],
    ["Enter the date on which you sent it", "received-day"],
    ["Enter your message", "message"],
  ]) {
    await page.getByRole("link", { name: link }).click();
    assert.equal(await page.evaluate(() => document.activeElement.id), field);
  }
  await fill(page, { ...letter, time: "tea time" });
  await page.locator("#received-day").fill("31");
  await send(page);
  assert.deepEqual(await page.locator("#problems li").allTextContents(), [
    "“When did you send it?” must be a real date",
    "Enter a time of day, such as 10:15am or 16:30, or leave it blank",
  ]);
  assert.equal(
    await page.locator("#received").getAttribute("aria-describedby"),
    "received-hint received-day-error",
    "the hint is still read",
  );
  await fill(page, { received: "2031-04-20", time: "" });
  await send(page);
  assert.deepEqual(await page.locator("#problems li").allTextContents(), [
    "“When did you send it?” must be today or in the past",
  ]);
  await page.locator("#received-year").fill("");
  await send(page);
  assert.deepEqual(await page.locator("#problems li").allTextContents(), ["“When did you send it?” must include a year"]);
  assert.equal(await page.locator("[aria-invalid]").getAttribute("id"), "received-year");
  assert.equal(site.messages.length, 0);
  assert.equal(await page.locator("#message").inputValue(), letter.message);
  await fill(page, { received: "2011-04-20" });
  await send(page);
  await page.locator("#confirmation h1").waitFor();
  assert.equal(await page.locator("#problems").count(), 0);
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

test("what is wrong with a date is said of the field that it is in", async (t) => {
  const { page, site } = await open(t);
  await fill(page, letter);
  for (const [typed, told, wrong] of [
    [["", "", "2011"], "“When did you send it?” must include a day and a month", ["day", "month"]],
    [["20", "4", "11"], "The year of “When did you send it?” must have 4 numbers", ["year"]],
    [["20", "Aprill", "2011"], "“When did you send it?” must be a real date", ["month"]],
    [["31", "April", "2011"], "“When did you send it?” must be a real date", ["day", "month", "year"]],
  ]) {
    for (const [index, part] of ["day", "month", "year"].entries()) {
      await page.locator(`#received-${part}`).fill("");
      await page.locator(`#received-${part}`).pressSequentially(typed[index]);
    }
    await send(page);
    assert.deepEqual(await page.locator("#problems li").allTextContents(), [told]);
    assert.equal(await page.locator("#problems a").getAttribute("href"), `#received-${wrong[0]}`);
    const marked = await page.locator("[aria-invalid]").evaluateAll((fields) => fields.map(({ id }) => id));
    assert.deepEqual(marked, wrong.map((part) => `received-${part}`));
  }
  await page.locator("#received-day").fill("20");
  await page.locator("#received-month").fill("Apr");
  await send(page);
  assert.equal((await told(page))[0].sentence, "We will acknowledge your letter by Tuesday 3 May 2011.");
  assert.equal(site.messages[0]["received-month"], "Apr", "what was typed is what is sent");
});

test("a time that is still to come is said to be that", async (t) => {
  const { page, site } = await open(t);
  await fill(page, { ...letter, received: AT.slice(0, 10), time: "9:01am" });
  await send(page);
  assert.deepEqual(await page.locator("#problems li").allTextContents(), ["The time of day must be in the past"]);
  await fill(page, { time: "9am" });
  await send(page);
  await told(page);
  assert.equal(site.messages.length, 1);
});

test("the question is in sight with the field, as far as the screen has room", async (t) => {
  const { page } = await open(t, { viewport: { width: 400, height: 300 } });
  await send(page);
  const field = page.locator("#received-day");
  await page.getByRole("link", { name: "Enter the date on which you sent it" }).click();
  assert.equal(await page.evaluate(() => document.activeElement.id), "received-day");
  const place = (one) => one.evaluate((element) => element.getBoundingClientRect().toJSON());
  const question = await place(page.locator("#received legend"));
  assert.ok(Math.round(question.top) >= 0 && (await place(field)).bottom <= 300, JSON.stringify(question));
  await page.setViewportSize({ width: 400, height: 150 });
  await page.getByRole("link", { name: "Enter your message" }).click();
  await page.getByRole("link", { name: "Enter the date on which you sent it" }).click();
  const small = await place(field);
  assert.ok(small.top >= 0 && small.bottom <= 150, JSON.stringify(small));
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
