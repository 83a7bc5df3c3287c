// How the shared vectors are run: here and in a browser alike, so nothing of Node is used.

/** The moment of a question is in the charter's zone, as everywhere a vector is run. */
function asked(vector) {
  const { events = [], ...rest } = vector.case;
  const byName = {};
  for (const { event, ...happened } of events) (byName[event] ??= []).push(happened);
  return { ...rest, events: byName, choices: vector.choices, knownOn: vector.known_on, zone: "charter" };
}

/** What of an object is not null, false or empty. Nothing is said by the order in which a date may move. */
function stating(object, fields) {
  const says = (value) => value !== undefined && value !== null && value !== false && value.length !== 0;
  const found = Object.fromEntries(fields.map((field) => [field, object[field]]).filter(([, value]) => says(value)));
  if (found.provisional) found.provisional = [...found.provisional].sort();
  return found;
}

/** What the reference can say of an outcome: of each promise the fields that are compared. */
const compared = (outcome, fields) => ({
  promises: outcome.promises.map((promise) => stating(promise, ["id", ...fields])),
  ...stating(outcome, ["next_change_at"]),
});

/** A text in which the order of the keys says nothing. */
const sorted = (value) =>
  JSON.stringify(value, (_, inner) =>
    inner === null || typeof inner !== "object" || Array.isArray(inner) ? inner : Object.fromEntries(Object.entries(inner).sort()),
  );

/** Whether an error is the refusal that a vector expects. The reference says no sentence. */
const isExpected = (error, vector) =>
  vector.expected === undefined && error.name === "CaseError" && error.message.endsWith(vector.error ?? "");

/** What came out otherwise than a vector says, or nothing. With `fields` these are compared, else every byte. */
function difference(charter, vector, fields) {
  const question = asked(vector);
  let text;
  try {
    text = charter.checkJson(question);
  } catch (error) {
    return isExpected(error, vector) ? undefined : String(error);
  }
  const outcome = charter.check(question);
  const same =
    fields === undefined
      ? text === JSON.stringify(vector.expected)
      : sorted(compared(outcome, fields)) === sorted(vector.expected);
  return same && text === JSON.stringify(outcome) ? undefined : text;
}

/**
 * Runs vectors with one build: how many ran, and what came out otherwise. `versions`: those of each bundled charter; `load`: gives
 * the charter of a name, `id@version` or that of a random one.
 */
export function run({ byHand, generated, fields, versions }, load) {
  const loaded = new Map();
  const charter = (name) => loaded.get(name) ?? loaded.set(name, load(name)).get(name);

  /** The version that answers: the one that was asked for, or the one in force on receipt. */
  function answering(vector) {
    const [id, version] = vector.charter.split("@");
    const known = versions[id] ?? [];
    if (version !== undefined) return known.includes(version) ? charter(vector.charter) : undefined;
    const received = vector.case.received.slice(0, 10);
    const newest = [...known].sort().reverse();
    return newest
      .map((one) => charter(`${id}@${one}`))
      .find(({ inForce: { from, until } }) => (from ?? "") <= received && received <= (until ?? "9999"));
  }

  const wrong = [];
  let ran = 0;
  function one(vector, of, fields) {
    ran += 1;
    // Which charter answers is for whoever asks to find: where none does, the vector says so.
    const none = of === undefined && /no charter is called|version/.test(vector.error ?? "");
    const came = none ? undefined : difference(of, vector, fields);
    if (came !== undefined) wrong.push(`${vector.name}: ${came}`);
  }
  for (const vector of byHand) one(vector, answering(vector));
  for (const vector of generated) one(vector, charter(vector.charter), fields);
  return { ran, wrong };
}
