// What is thrown while a question is read comes out as it was thrown, and costs the module nothing, however often.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import { compiled, evaluator } from "./support.mjs";

const { Charter } = evaluator;
const file = compiled("oxfordshire-county-council", "2010");
const oxfordshire = Charter.load(file);
const letter = { channel: "letter", received: "2011-04-20T10:15:00+01:00", at: "2011-04-21T09:00:00+01:00" };
const answer = oxfordshire.check(letter);
const expected = JSON.stringify(answer);
const clock = oxfordshire.clock({ channel: "letter", promise: "acknowledge" });
const due = clock.due(Date.parse(letter.received));
const ACKNOWLEDGE = "letters-and-faxes/acknowledge";

// What happens so often is made without a trace of where.
Error.stackTraceLimit = 0;

/** Enough to use up the module's stack some times over where each leaves something on it. */
const TIMES = 20_000;

/** No Error, so that throwing it is quick. */
const thrown = { thrown: "by whoever asks" };
const fail = () => {
  throw thrown;
};

/** An object of which one key throws. */
const failing = (key, more = {}) => Object.defineProperty({ ...more }, key, { get: fail, enumerable: true });
/** Whatever is done with it throws. */
const hostile = new Proxy({}, { get: fail, ownKeys: fail, getPrototypeOf: fail, getOwnPropertyDescriptor: fail });
const hostileList = new Proxy(["2011-04-27"], { get: fail });
const revoked = Proxy.revocable({}, {});
revoked.revoke();
/** A Date of which the time cannot be told. */
const date = (getTime) => Object.assign(new Date(0), { getTime });
const failingList = Object.assign(["2011-04-27"], { [Symbol.iterator]: fail });

function often(what, isRight) {
  for (let time = 0; time < TIMES; time += 1) {
    try {
      what();
    } catch (error) {
      if (!isRight(error)) throw error;
      continue;
    }
    assert.fail("nothing was thrown");
  }
  assert.equal(oxfordshire.checkJson(letter), expected);
  assert.equal(clock.due(Date.parse(letter.received)), due);
}

/** What the module takes of the browser's memory. Once it is loaded, this gives its parts. */
const { initSync } = await import("../pkg/evaluator.js");
const { memory, ...parts } = initSync();
const tables = Object.values(parts).filter((part) => part instanceof WebAssembly.Table);
const taken = () => [memory.buffer.byteLength, ...tables.map(({ length }) => length)];
const before = taken();
after(() => {
  for (const [place, now] of taken().entries()) assert.ok(now < 2 * before[place], `${before} became ${taken()}`);
});

const unchanged = (error) => error === thrown;
const refused = (error) => error.name === "CaseError";
const ofJavaScript = (error) => error instanceof TypeError;

const KEYS = ["kind", "channel", "service", "facts", "choices", "received", "at", "events", "zone", "knownOn"];

for (const key of KEYS) {
  test(`a case of which \`${key}\` throws`, () => {
    // On the prototype, so that it is not found before it is asked for.
    const { [key]: gone, ...others } = letter;
    often(() => oxfordshire.check(Object.assign(Object.create(failing(key)), others)), unchanged);
    often(() => oxfordshire.check(failing(key, letter)), unchanged);
  });
}

const cases = {
  "a case that throws whatever is done with it": [hostile, unchanged],
  "a case that is gone": [revoked.proxy, ofJavaScript],
  "facts that throw": [{ ...letter, facts: failing("complex") }, unchanged],
  "choices that throw": [{ ...letter, choices: failing("weekend receipt") }, unchanged],
  "events that throw": [{ ...letter, events: failing("acknowledged") }, unchanged],
  "events that throw whatever is done with them": [{ ...letter, events: hostile }, unchanged],
  "an event that throws": [{ ...letter, events: { acknowledged: failing("at") } }, unchanged],
  "an event that throws when it is told until when": [{ ...letter, events: { extended: failing("until", { at: "2011-04-27" }) } }, unchanged],
  "an event that throws whatever is done with it": [{ ...letter, events: { acknowledged: hostile } }, unchanged],
  "an event that is gone": [{ ...letter, events: { acknowledged: revoked.proxy } }, ofJavaScript],
  "a list of events that throws": [{ ...letter, events: { acknowledged: hostileList } }, unchanged],
  "a list of events that cannot be gone through": [{ ...letter, events: { acknowledged: failingList } }, unchanged],
  "a list of an event that throws": [{ ...letter, events: { acknowledged: [failing("at")] } }, unchanged],
  "a time that throws": [{ ...letter, received: date(fail) }, unchanged],
  "a time that is no number": [{ ...letter, received: date(() => Symbol("time")) }, refused],
  "a time that throws when it becomes a number": [{ ...letter, received: date(() => ({ valueOf: fail })) }, refused],
  "a time that only looks like one": [{ ...letter, received: Object.create(Date.prototype) }, ofJavaScript],
  "a text that throws when it becomes one": [{ ...letter, channel: { toString: fail, [Symbol.toPrimitive]: fail } }, refused],
};

for (const [name, [asked, isRight]] of Object.entries(cases)) {
  test(name, () => {
    for (const method of ["check", "inWords"]) often(() => oxfordshire[method](asked), isRight);
  });
}

test("a clock that is asked for by what throws", () => {
  often(() => oxfordshire.clock(hostile), unchanged);
  often(() => oxfordshire.clock(failing("promise")), unchanged);
  often(() => oxfordshire.clock({ promise: "acknowledge", choices: failing("weekend receipt") }), unchanged);
});

test("an outcome that throws while it is put into words", () => {
  const promise = answer.promises[0];
  for (const outcome of [
    hostile,
    failing("promises", answer),
    failing("case", answer),
    { ...answer, promises: hostileList },
    { ...answer, promises: failingList },
    ...["id", "status", "late_by", "provisional", "due_at"].map((key) => ({ ...answer, promises: [failing(key, promise)] })),
    { ...answer, promises: [{ ...promise, late_by: failing("working_days") }] },
  ]) {
    often(() => oxfordshire.sentence(outcome, ACKNOWLEDGE), unchanged);
  }
});

test("an outcome that asks another question while it is put into words", () => {
  const outcome = { ...answer };
  const asks = () => {
    oxfordshire.check({ ...letter, knownOn: "2011-01-01" });
    return answer.case;
  };
  Object.defineProperty(outcome, "case", { get: asks });
  assert.equal(oxfordshire.sentence(outcome, ACKNOWLEDGE), oxfordshire.sentence(answer, ACKNOWLEDGE));
});

test("a file that is no bytes", () => {
  for (const [no, what] of [
    [null, "nothing"],
    [undefined, "nothing"],
    [1e12, "a number"],
    [-1, "a number"],
    ["oxfordshire.bywhen", "a text"],
    [{ length: 1e12 }, "an object that is neither"],
    [[1, 2, 3], "an object that is neither"],
    [Promise.resolve(file), "an object that is neither"],
    [new ArrayBuffer(), "no bytes"],
  ]) {
    const message = `\`load\` was given ${what}: give it the file as a Uint8Array or an ArrayBuffer`;
    often(() => Charter.load(no), (error) => error.name === "CharterError" && error.message === message);
  }
  for (const [no, isRight] of [
    [hostile, unchanged],
    [failing("byteLength"), unchanged],
    [revoked.proxy, ofJavaScript],
  ]) {
    often(() => Charter.load(no), isRight);
  }
  assert.throws(() => Charter.load({ byteLength: 1, length: 1e12 }), RangeError);
});

test("what has been freed", () => {
  const isFreed = (error) => error.message === "this charter or clock has been freed: make another";
  const charter = Charter.load(file);
  const gone = charter.clock({ channel: "letter", promise: "acknowledge" });
  for (const one of [charter, gone]) one.free();
  for (const use of [
    () => charter.check(letter),
    () => charter.checkJson(letter),
    () => charter.explain(letter),
    () => charter.inWords(letter),
    () => charter.clock({ channel: "letter", promise: "acknowledge" }),
    () => charter.sentence(answer, ACKNOWLEDGE),
    () => charter.title,
    () => charter.inForce,
    () => gone.due(0),
    () => new Charter().id,
    () => Charter.prototype.check.call({}, letter),
  ]) {
    often(use, isFreed);
  }
  // To free twice is nothing, as it is where a block ends that began with `using`.
  for (let time = 0; time < TIMES; time += 1) charter.free();
  assert.equal(oxfordshire.checkJson(letter), expected);
});

test("what is freed while it answers answers all the same", () => {
  for (let time = 0; time < TIMES / 10; time += 1) {
    const charter = Charter.load(file);
    const asked = Object.defineProperty({ ...letter }, "at", { get: () => (charter.free(), letter.at), enumerable: true });
    assert.equal(charter.checkJson(asked), expected);
    assert.throws(() => charter.id, /has been freed/);
  }
  assert.equal(oxfordshire.checkJson(letter), expected);
});
