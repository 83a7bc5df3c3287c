// Dates from the look-up table, as a page takes them that may not run WebAssembly.

import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { Charter } from "../../pkg/evaluator.node.js";
import { Unclear } from "../../form/browser/evaluator.js";
import { answer } from "../../form/browser/table.js";
import { condense } from "../../form/page/condense.js";
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
  const within = "We aim to respond to your email within 4 working hours of receipt.";
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

const settings = JSON.parse(readFileSync(new URL("../../form/council.json", import.meta.url), "utf8"));

test("over a year of which the bank holidays are not published each row says what the charter says, and says so", () => {
  const compiled = execFileSync(process.env.BYWHEN_COMMAND, ["compile", settings.charter, "-o", "-"], { stdio: "pipe" });
  const charter = Charter.load(compiled);
  const council = { ...settings, channels: ["letter", "voicemail"], from: "2028-12-01", to: "2029-12-31" };
  const sure = { true: 0, false: 0 };
  for (const { contacts: [contact], rows } of tables(process.env.BYWHEN_COMMAND, council).groups) {
    for (const { promise, received_from: received, sentence, by, projected } of rows) {
      const told = charter.inWords({ ...contact, received, at: received }).promises.find(({ id }) => id === promise);
      if (by !== null) assert.ok(sentence.includes(by), sentence);
      if (!moves(sentence)) assert.equal(sentence, told.sentence, `${promise} at ${received}`);
      const rests = told.reasons.filter((reason) => reason.includes("bank holidays"));
      assert.deepEqual(projected === null ? [] : [projected], rests, `${promise} at ${received}`);
      sure[projected === null] += 1;
    }
  }
  assert.ok(sure.true > 100 && sure.false > 1500, JSON.stringify(sure));
});

/** Whether a row says how long it takes, because the date moves with the time of receipt. */
const moves = (sentence) => / within \d/.test(sentence);

/** What is told in lines of a group, as sentences by the day of receipt. */
function unfolded(rows) {
  const { always, columns, lines } = condense(rows);
  return lines.map(({ first, last, cells, projected }) => {
    const said = columns === null ? cells.flat() : columns.flatMap((column, place) =>
      column.map(({ before, after }) => `${before}${cells[place][0]}.${after}`));
    return { from: first.received_from, until: last.received_until, said: [...always, ...said].sort(), projected };
  });
}

for (const [name, council, from, to] of [
  ["in columns of dates", settings, "2010-12-01", "2011-05-31"],
  ["in sentences", { ...settings, charter: "cambridge-city-council@2012", kinds: ["enquiry"], channels: ["email"] }, "2013-03-01", "2013-04-30"],
]) {
  test(`the page leaves nothing out of its rows, ${name}`, () => {
    let lines = 0;
    for (const { rows } of tables(process.env.BYWHEN_COMMAND, { ...council, from, to }).groups) {
      const all = unfolded(rows);
      lines += all.length;
      for (const row of all.length === 0 ? [] : rows) {
        const holding = all.filter(({ from, until }) => from <= row.received_from && row.received_until <= until);
        assert.ok(holding.some(({ said }) => said.includes(row.sentence)), `${row.received}: ${row.sentence}`);
      }
    }
    assert.ok(lines > 50, `${lines} lines`);
  });
}

test("each row of the form's tables says what the charter says at its first and last second", () => {
  const compiled = execFileSync(process.env.BYWHEN_COMMAND, ["compile", settings.charter, "-o", "-"], { stdio: "pipe" });
  const charter = Charter.load(compiled);
  let compared = 0;
  for (const { contacts, rows } of tables(process.env.BYWHEN_COMMAND, settings).groups) {
    for (const contact of contacts) {
      for (const row of rows) {
        for (const received of [row.received_from, row.received_until]) {
          const told = charter.inWords({ ...contact, received, at: received }).promises;
          const sentence = told.find(({ id }) => id === row.promise)?.sentence;
          if (!moves(row.sentence)) assert.equal(row.sentence, sentence, `${row.promise} at ${received}`);
          else assert.ok(sentence.startsWith(row.sentence.slice(0, row.sentence.indexOf(" within"))), sentence);
          compared += 1;
        }
      }
    }
  }
  assert.ok(compared > 3000, `${compared} compared`);
});
