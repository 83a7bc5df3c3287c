// An answer in words.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { test } from "node:test";
import { compiled, evaluator } from "./support.mjs";

const oxfordshire = evaluator.Charter.load(compiled("oxfordshire-county-council", "2010"));

test("each promise with its sentence and the reasons for its date", () => {
  const letter = { channel: "letter", received: "2011-04-20T10:15:00+01:00", at: "2011-04-21T09:00:00+01:00" };
  const told = oxfordshire.inWords(letter);
  assert.equal(told.received, "Letter received on Wednesday 20 April 2011 at 10:15am");
  assert.deepEqual(
    told.promises.map(({ id }) => id),
    oxfordshire.check(letter).promises.map(({ id }) => id),
  );
  assert.equal(told.promises[0].sentence, "We will acknowledge your letter by Tuesday 3 May 2011.");
  assert.equal(
    told.promises[0].reasons[5],
    "Day 5 is Tuesday 3 May, because Friday 29 April (Royal wedding), the weekend and Monday 2 May (Early May bank holiday) " +
      "do not count.",
  );
});

test("the words are those of the command, whatever has happened", () => {
  const asked = ["due", "oxfordshire-county-council@2010", "--kind", "complaint", "--received", "2011-04-21T09:40"];
  const happened = { acknowledged: "2011-05-03", responded: "2011-05-13", escalated: "2011-05-23T14:00" };
  const events = Object.entries(happened).flatMap(([name, at]) => ["--event", `${name}=${at}`]);
  const said = execFileSync(process.env.BYWHEN_COMMAND, [...asked, ...events, "--at", "2011-05-24T09:00"], { encoding: "utf8" });
  const told = oxfordshire.inWords({
    kind: "complaint",
    received: "2011-04-21T09:40",
    events: happened,
    at: "2011-05-24T09:00",
    zone: "charter",
  });
  const [received, , ...sentences] = said.split("\n").filter((line) => line !== "");
  assert.equal(`${told.received}.`, received);
  assert.deepEqual(told.promises.map(({ sentence }) => sentence), sentences);
});

test("a question that is wrong is refused as it is elsewhere", () => {
  assert.throws(
    () => oxfordshire.inWords({ channel: "leter", received: "2011-04-20", at: "2011-04-21" }),
    (error) => error.name === "CaseError" && /did you mean `letter`/.test(error.message),
  );
});
