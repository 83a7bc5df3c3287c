// The clock of one date says what `check` says.

import assert from "node:assert/strict";
import { test } from "node:test";
import { charters, compiled, compiledOf, evaluator, newest, vectors } from "./support.mjs";

const oxfordshire = evaluator.Charter.load(compiled("oxfordshire-county-council", "2010"));

/** By when `check` says that a promise is due of a contact that has only come in. */
function checked(charter, contact, id, received) {
  const { promises } = charter.check({ ...contact, received, at: received });
  const { due_at: dueAt } = promises.find((promise) => promise.id === id);
  return dueAt === null ? NaN : Date.parse(dueAt);
}

test("it agrees with check on every kind of contact, of every charter, over a year", () => {
  let [asked, refused] = [0, 0];
  for (const [id, versions] of Object.entries(charters)) {
    const charter = evaluator.Charter.load(compiled(id, newest(versions)[0]));
    for (const channel of ["letter", "email", "telephone", "in-person", undefined]) {
      for (const kind of ["enquiry", "complaint", "information request", undefined]) {
        const contact = { channel, kind };
        const first = new Date("2026-01-01T09:00:00Z");
        let promises;
        try {
          ({ promises } = charter.check({ ...contact, received: first, at: first }));
        } catch (error) {
          assert.equal(error.name, "CaseError");
          continue;
        }
        for (const { id: promise } of promises) {
          let clock;
          try {
            clock = charter.clock({ ...contact, promise });
          } catch (error) {
            assert.match(error.message, /depends on more than the time of receipt/);
            refused += 1;
            continue;
          }
          // A step that comes to every weekday, to nights and to days.
          for (let at = first.getTime(); at < first.getTime() + 366 * 86_400_000; at += 2.3 * 86_400_000) {
            const received = new Date(Math.floor(at));
            // Both truncate to whole seconds in what they print; the clock gives what is printed.
            assert.equal(
              Math.floor(clock.due(received.getTime()) / 1000) * 1000,
              checked(charter, contact, promise, received),
              `${id} ${promise} ${JSON.stringify(contact)} ${received.toISOString()}`,
            );
            asked += 1;
          }
        }
      }
    }
  }
  assert.ok(asked > 1_500 && refused > 5, `${asked} asked, ${refused} refused`);
});

test("it agrees with check on every day of a year, at every hour around the cut-off", () => {
  const clock = oxfordshire.clock({ channel: "letter", promise: "acknowledge" });
  for (let at = Date.UTC(2011, 0, 1); at < Date.UTC(2012, 0, 1); at += 3_600_000) {
    if (at % 86_400_000 > 3 * 3_600_000 && at % 86_400_000 < 21 * 3_600_000 && at % (7 * 3_600_000) !== 0) continue;
    const expected = checked(oxfordshire, { channel: "letter" }, "letters-and-faxes/acknowledge", new Date(at));
    assert.equal(clock.due(at), expected, new Date(at).toISOString());
  }
});

test("it agrees with every vector that it can answer", () => {
  let compared = 0;
  const all = [...vectors.byHand, ...vectors.generated];
  for (const { charter: name, case: asked, choices, known_on: knownOn, expected } of all) {
    const { received, events = [], kind, channel, service, facts } = asked;
    const exact = /[Z+-]\d*:?\d*$/.test(received.slice(10)) && received.length > 10;
    if (expected === undefined || !exact || events.length > 0) continue;
    const charter = evaluator.Charter.load(compiledOf(name in charters ? `${name}@${newest(charters[name])[0]}` : name));
    for (const { id: promise, due_at: dueAt } of expected.promises) {
      let clock;
      try {
        clock = charter.clock({ kind, channel, service, promise, choices, knownOn });
      } catch {
        continue;
      }
      const at = clock.due(Date.parse(received));
      assert.equal(new Date(at).getTime(), Date.parse(dueAt), `${name} ${promise} ${JSON.stringify(facts)}`);
      compared += 1;
    }
  }
  assert.ok(compared > 20, `${compared} compared`);
});

test("what has no answer is not a number, and what has no clock says why", () => {
  const clock = oxfordshire.clock({ channel: "letter", promise: "letters-and-faxes/respond" });
  for (const at of [NaN, Infinity, -Infinity, Date.UTC(1985, 0, 1), Date.UTC(2100, 11, 31), 1e300]) {
    assert.ok(Number.isNaN(clock.due(at)), String(at));
  }
  const refused = (of, message) => assert.throws(() => oxfordshire.clock(of), message);
  refused({ channel: "letter" }, /`promise` is missing/);
  refused({ channel: "letter", promise: "greet" }, /no promise `greet` applies.*letters-and-faxes\/acknowledge/);
  refused({ channel: "leter", promise: "respond" }, /did you mean `letter`\?/);
  refused({ channel: "letter", promise: "respond", when: 3 }, /a clock has no `when`/);
});
