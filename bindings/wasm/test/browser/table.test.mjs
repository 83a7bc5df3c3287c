// Dates from the look-up table, as a page takes them that may not run WebAssembly.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Charter } from "../../pkg/evaluator.node.js";
import { Unclear } from "../../form/browser/evaluator.js";
import { answer } from "../../form/browser/table.js";
import { tables } from "../../form/tables.mjs";

const CENTRE = "customer-service-centre";
const council = {
  charter: "cambridge-city-council@2012",
  kinds: ["enquiry"],
  channels: ["email"],
  services: [{ value: CENTRE, label: "Customer Service Centre" }],
  from: "2013-03-28",
  to: "2013-03-31",
};
const made = tables(process.env.BYWHEN_COMMAND, council);
const asked = (received, service = CENTRE) => ({ contact: { kind: "enquiry", channel: "email", service }, received, events: {} });
const sentences = (filled) => answer(made, filled).promises.map(({ sentence }) => sentence);

test("the time of day finds its row", () => {
  assert.deepEqual(sentences(asked("2013-03-28T08:59")), ["We aim to respond to your email by 1pm on Thursday 28 March 2013."]);
  assert.deepEqual(sentences(asked("2013-03-28T09:00")), ["We aim to respond to your email by 1pm on Thursday 28 March 2013."]);
  const within = 'We aim to respond to your email within 4 working hours of receipt during "Customer Service Centre".';
  assert.deepEqual(sentences(asked("2013-03-28T16:00")), [within]);
  assert.deepEqual(sentences(asked("2013-03-28T17:01")), ["We aim to respond to your email by 1pm on Tuesday 2 April 2013."]);
});

test("without a time of day it is asked for where it matters, and only there", () => {
  assert.throws(() => sentences(asked("2013-03-28")), (error) => error instanceof Unclear && error.problem === "timeNeeded");
  assert.deepEqual(sentences(asked("2013-03-29")), ["We aim to respond to your email by 1pm on Tuesday 2 April 2013."]);
});

test("another service is any, and a day outside the table is not answered", () => {
  assert.deepEqual(sentences(asked("2013-03-28", null)), sentences(asked("2013-03-28", "planning")));
  assert.deepEqual(answer(made, asked("2013-04-01")), { by: "nothing" });
});

test("each row of the form's tables says what the charter says at its first and last second", () => {
  const settings = JSON.parse(readFileSync(new URL("../../form/council.json", import.meta.url), "utf8"));
  const compiled = execFileSync(process.env.BYWHEN_COMMAND, ["compile", settings.charter, "-o", "-"], { stdio: "pipe" });
  const charter = Charter.load(compiled);
  let compared = 0;
  for (const { contacts, rows } of tables(process.env.BYWHEN_COMMAND, settings).groups) {
    for (const contact of contacts) {
      for (const row of rows) {
        for (const received of [row.received_from, row.received_until]) {
          const told = charter.inWords({ ...contact, received, at: received }).promises;
          const sentence = told.find(({ id }) => id === row.promise)?.sentence;
          const moves = row.sentence.includes(" of receipt");
          if (!moves) assert.equal(row.sentence, sentence, `${row.promise} at ${received}`);
          else assert.ok(sentence.startsWith(row.sentence.slice(0, row.sentence.indexOf(" within"))), sentence);
          compared += 1;
        }
      }
    }
  }
  assert.ok(compared > 3000, `${compared} compared`);
});
