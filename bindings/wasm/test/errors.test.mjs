// What is refused, and in which words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { compiled, evaluator, full } from "./support.mjs";

const { Charter } = evaluator;
const oxfordshire = Charter.load(compiled("oxfordshire-county-council", "2010"));
const letter = { channel: "letter", received: "2011-04-20T10:15:00+01:00", at: "2011-04-21T09:00:00+01:00" };

function refused(what, name, message) {
  assert.throws(what, (error) => {
    assert.ok(error instanceof Error);
    assert.equal(error.name, name);
    assert.match(error.message, message);
    return true;
  });
}

test("an answer and its words", () => {
  const outcome = oxfordshire.check(letter);
  assert.equal(outcome.promises[0].due, "2011-05-03");
  assert.equal(
    oxfordshire.sentence(outcome, "letters-and-faxes/acknowledge"),
    "We will acknowledge your letter by Tuesday 3 May 2011.",
  );
  assert.equal(
    oxfordshire.sentence(JSON.parse(JSON.stringify(outcome)), "letters-and-faxes/respond"),
    "We will usually respond to your letter in full by Tuesday 10 May 2011.",
  );
  assert.ok(oxfordshire.explain(letter).promises[0].trace);
});

test("a Date is a moment", () => {
  const dates = { ...letter, received: new Date(letter.received), at: new Date(letter.at) };
  assert.equal(oxfordshire.checkJson(dates), oxfordshire.checkJson(letter));
  refused(() => oxfordshire.check({ ...letter, at: new Date(NaN) }), "CaseError", /`at` is an invalid Date/);
});

test("a time without an offset is refused, unless it is in the charter's zone", () => {
  const local = { ...letter, received: "2011-04-20T10:15" };
  refused(() => oxfordshire.check(local), "CaseError", /`received`: 2011-04-20T10:15 has no offset.*zone: "charter"/);
  assert.equal(oxfordshire.checkJson({ ...local, zone: "charter" }), oxfordshire.checkJson(letter));
  refused(() => oxfordshire.check({ ...local, zone: "Europe/London" }), "CaseError", /can only be "charter"/);
  const repeated = { ...letter, received: "2011-10-30T01:30", zone: "charter" };
  refused(() => oxfordshire.check(repeated), "CaseError", /01:30/);
});

test("an unknown key is refused with what was probably meant", () => {
  refused(() => oxfordshire.check({ ...letter, chanel: "letter" }), "CaseError", /no `chanel`: did you mean `channel`\?/);
  refused(() => oxfordshire.check({ ...letter, channel: "leter" }), "CaseError", /did you mean `letter`\?/);
  const events = { acknowledged: { att: "2011-04-21" } };
  refused(() => oxfordshire.check({ ...letter, events }), "CaseError", /no `att`: did you mean `at`\?/);
  refused(() => oxfordshire.check({ channel: "letter", at: letter.at }), "CaseError", /`received` is missing/);
});

test("a file that is damaged, newer or something else is refused", () => {
  const file = compiled("oxfordshire-county-council", "2010");
  const changed = (place, value) => file.map((byte, index) => (index === place ? value : byte));
  refused(() => Charter.load(changed(500, file[500] ^ 1)), "CharterError", /is damaged/);
  refused(() => Charter.load(changed(7, 99)), "CharterError", /has format 99.*update bywhen/);
  refused(() => Charter.load(file.slice(0, 900)), "CharterError", /900 bytes long/);
  refused(() => Charter.load(new TextEncoder().encode("charter")), "CharterError", /no compiled charter/);
});

test("a file is bytes, in whichever shape they come", () => {
  const file = compiled("oxfordshire-county-council", "2010");
  const inTheMiddle = new Uint8Array([0, 0, ...file, 0]).subarray(2, 2 + file.length);
  for (const bytes of [file, new Uint8Array(file).buffer, Buffer.from(file), inTheMiddle]) {
    assert.equal(Charter.load(bytes).id, "oxfordshire-county-council");
  }
  const given = { nothing: undefined, "a number": 3e12, "a text": "oxfordshire.bywhen", "an object that is neither": new Response() };
  for (const [what, no] of Object.entries({ ...given, "no bytes": new Uint8Array() })) {
    refused(() => Charter.load(no), "CharterError", new RegExp(`given ${what}: give it the file as a Uint8Array or an ArrayBuffer$`));
  }
});

test("an object is one whatever it was made from", () => {
  const bare = Object.assign(Object.create(null), letter, { events: Object.assign(Object.create(null), { acknowledged: letter.at }) });
  assert.equal(oxfordshire.checkJson(bare), oxfordshire.checkJson({ ...letter, events: { acknowledged: letter.at } }));
  assert.equal(oxfordshire.checkJson(Object.create(letter)), oxfordshire.checkJson(letter));
  for (const no of [undefined, null, 3, "letter", [letter], () => letter]) refused(() => oxfordshire.check(no), "CaseError", /`case` is no object/);
});

test("what is no text is refused where a text is needed", () => {
  const outcome = oxfordshire.check(letter);
  refused(() => oxfordshire.sentence(outcome), "CaseError", /`id` is no text: give that of a promise of the outcome/);
  refused(() => oxfordshire.sentence("letters-and-faxes/acknowledge", outcome), "CaseError", /`id` is no text/);
  for (const no of [undefined, null, 5, Buffer.from('charter "x"')]) {
    refused(() => full.Charter.parse(no), "CharterError", /is a text: read its file as one, as with `readFile\(path, "utf8"\)`/);
    refused(() => full.diagnostics(no), "CharterError", /is a text/);
    refused(() => full.format(no), "CharterError", /is a text/);
  }
});
