// The shared vectors: every binding answers all of them with the same bytes.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { charters, compiled, evaluator, full, newest, written } from "./support.mjs";

const folder = new URL("../../../tests/vectors/", import.meta.url);
const vectors = readdirSync(folder)
  .sort()
  .flatMap((file) => JSON.parse(readFileSync(new URL(file, folder), "utf8")));

/** A version of a charter, as each build has it. */
const builds = {
  evaluator: (id, version) => evaluator.Charter.load(compiled(id, version)),
  full: (id, version) => full.Charter.parse(written(id, version)),
};

/** The version that answers: the one that was asked for, or the one in force on receipt. */
function charter(load, vector) {
  const [id, version] = vector.charter.split("@");
  const versions = charters[id] ?? [];
  if (version !== undefined) return versions.includes(version) ? load(id, version) : undefined;
  const received = vector.case.received.slice(0, 10);
  return newest(versions)
    .map((one) => load(id, one))
    .find(({ inForce: { from, until } }) => (from ?? "") <= received && received <= (until ?? "9999"));
}

function asked(vector) {
  const { events = [], ...rest } = vector.case;
  const byName = {};
  for (const { event, ...happened } of events) (byName[event] ??= []).push(happened);
  return { ...rest, events: byName, choices: vector.choices, knownOn: vector.known_on, zone: "charter" };
}

for (const [build, load] of Object.entries(builds)) {
  test(`every vector comes out as expected (${build})`, () => {
    let ran = 0;
    for (const vector of vectors) {
      ran += 1;
      const of = charter(load, vector);
      if (of === undefined) {
        // Which charter answers is for whoever asks to find: here no version does, as the vector says.
        assert.ok(vector.error.includes("no charter is called") || vector.error.includes("version"), vector.name);
        continue;
      }
      if (vector.error === undefined) {
        assert.equal(of.checkJson(asked(vector)), JSON.stringify(vector.expected), vector.name);
        assert.deepEqual(of.check(asked(vector)), vector.expected, vector.name);
      } else {
        assert.throws(
          () => of.check(asked(vector)),
          (error) => error instanceof Error && error.name === "CaseError" && error.message.endsWith(vector.error),
          `${vector.name}: ${vector.error}`,
        );
      }
    }
    const others = process.env.BYWHEN_VECTORS_RAN;
    if (others !== undefined) assert.equal(ran, Number(others), "as many ran in Rust");
    assert.ok(ran >= 20);
  });
}
