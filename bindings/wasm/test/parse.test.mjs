// Charters as they are written, and what is wrong with them.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { charters, compiled, evaluator, full, written } from "./support.mjs";

const wrong = `charter "Café 😀 standards"
  id example
  version 2026
  in force from 1 April 2026

calendar "working days"
  Monday to Friday

standard "Letters"
  cites "Café 😀" nonsense
  applies to lettr
  we will acknowledge within 5 days of receipt
`;

test("everything that is wrong is said at its place, in UTF-16 units", () => {
  const found = full.diagnostics(wrong);
  const errors = found.filter(({ severity }) => severity === "error");
  assert.ok(errors.length >= 3, JSON.stringify(found));
  const lines = wrong.split("\n");
  for (const { line, column, endLine, endColumn, code, message } of found) {
    assert.ok(column >= 1 && column <= lines[line - 1].length + 1, message);
    assert.ok(endLine > line || (endLine === line && endColumn >= column), message);
    assert.match(code, /^[A-Z]+\d+$/);
  }
  for (const word of ["nonsense", "lettr", "days"]) {
    // A smile before it counts as two.
    const { line, column, endColumn } = errors.find(({ message }) => message.includes(`\`${word}\``));
    assert.equal(lines[line - 1].slice(column - 1, endColumn - 1), word);
  }
});

test("a charter is written in its one form", () => {
  const text = written("oxfordshire-county-council", "2010");
  assert.equal(full.format(text), text);
  assert.equal(full.format(text.replaceAll("  ", "    ").replaceAll("we will", "We  WILL")), text);
  assert.throws(
    () => full.format(wrong),
    (error) => {
      assert.equal(error.name, "CharterSyntaxError");
      assert.match(error.message, /^the charter has \d+ errors, the first of them: /);
      const lines = error.diagnostics.map(({ line }) => line);
      assert.deepEqual(lines, [...lines].sort((a, b) => a - b));
      return true;
    },
  );
});

test("a text that cannot be used throws what is wrong with it", () => {
  assert.throws(
    () => full.Charter.parse(wrong),
    (error) => {
      assert.ok(error instanceof Error);
      assert.equal(error.name, "CharterSyntaxError");
      assert.match(error.message, /^the charter has \d+ errors, the first of them: /);
      assert.deepEqual(error.diagnostics, full.diagnostics(wrong));
      return true;
    },
  );
});

test("a charter that is parsed answers as one that is compiled", () => {
  for (const [id, versions] of Object.entries(charters)) {
    for (const version of versions) {
      assert.deepEqual(full.diagnostics(written(id, version)).filter(({ severity }) => severity === "error"), []);
      const parsed = full.Charter.parse(written(id, version));
      const loaded = evaluator.Charter.load(compiled(id, version));
      for (const part of ["id", "version", "title", "inForce"]) assert.deepEqual(parsed[part], loaded[part]);
    }
  }
});

test("a case ends, and what is running warns", () => {
  const text = readFileSync(new URL("../../../docs/examples/home-repairs.charter", import.meta.url), "utf8");
  const repairs = full.Charter.parse(text);
  const urgent = { kind: "repair", received: "2026-04-02T18:00+01:00", facts: { urgency: "urgent" } };
  const [running] = repairs.check({ ...urgent, at: "2026-04-08T09:00+01:00" }).promises;
  assert.deepEqual([running.status, running.due, running.due_soon], ["running", "2026-04-10", true]);
  assert.deepEqual(running.warn_at, ["2026-04-08T00:00:00+01:00"]);
  const withdrawn = { withdrawn: "2026-04-09" };
  const ended = repairs.check({ ...urgent, events: withdrawn, at: "2026-06-01" });
  assert.deepEqual([ended.promises[0].status, ended.next_change_at], ["cancelled", null]);
  assert.deepEqual(ended.case.ended, { event: "withdrawn", at: "2026-04-09" });
  assert.equal(
    repairs.sentence(ended, ended.promises[0].id),
    "We no longer need to attend: the case ended on Thursday 9 April 2026. It would have been due by Friday 10 April.",
  );
});

test("a fact may be a value or a number", () => {
  const example = (name) => readFileSync(new URL(`../../../docs/examples/${name}.charter`, import.meta.url), "utf8");
  const potholes = full.Charter.parse(example("pothole-repairs"));
  const night = { kind: "report", received: "2026-04-04T23:00+01:00", at: "2026-04-05T00:30+01:00" };
  const due = (facts) => potholes.check({ ...night, facts }).promises[0].due;
  assert.deepEqual(
    [{ category: "1" }, { category: 2 }, { category: "3" }, {}].map(due),
    ["2026-04-05", "2026-04-05", "2026-04-09", "2026-05-02"],
  );
  assert.deepEqual(potholes.check(night).case.facts, { category: "4" });
  assert.throws(() => due({ category: "5" }), /the fact `category` cannot be `5`: it is one of 1, 2, 3 or 4/);
  assert.throws(() => due({ category: [] }), /the fact `category` is neither true nor false, nor a number/);
  const petitions = full.Charter.parse(example("petitions"));
  const actions = (signatures) =>
    petitions
      .check({ kind: "petition", received: "2026-06-01", at: "2026-06-02", facts: { signatures } })
      .promises.map(({ action }) => action);
  assert.deepEqual(actions(2000), ["acknowledge", "debate"]);
  assert.deepEqual(actions(1999.5), ["acknowledge"]);
  assert.throws(() => actions(NaN), /more than three decimal places, or none at all/);
});

test("what residents are told leaves targets for staff out", () => {
  const charter = full.Charter.parse(`charter "Letters"
  id letters
  version 1
calendar "working days"
  Monday to Friday
  the day of receipt is day 0, whenever it came
standard "Letters"
  applies to letter
  we will respond within 10 working days of receipt
    and within 5 working days of receipt, for staff only
`);
  const letter = { channel: "letter", received: "2026-03-02", at: "2026-03-02" };
  const { promises } = charter.check(letter);
  assert.deepEqual(promises.map(({ id, due, for_staff }) => [id, due, for_staff ?? false]), [
    ["letters/respond", "2026-03-16", false],
    ["letters/respond-2", "2026-03-09", true],
  ]);
  assert.deepEqual(charter.inWords(letter).promises.map(({ id }) => id), ["letters/respond"]);
});
