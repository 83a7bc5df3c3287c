// What is to be put right: told at the top and at its field.

import assert from "node:assert/strict";
import { test } from "node:test";
import { AT, accessible, fill, letter, open, send, told } from "./support.mjs";

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
