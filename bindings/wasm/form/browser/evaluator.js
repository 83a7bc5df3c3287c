// The charter itself, answering in the page.

/** @typedef {import("../types.js").Filled} Filled */
/** @typedef {import("../types.js").Answer} Answer */

/** The date or time does not say enough: the field to fill in, as a key of `texts.errors`. */
export class Unclear extends Error {
  /** @param {"timeNeeded" | "timeUnclear"} problem */
  constructor(problem) {
    super(problem);
    this.problem = problem;
  }
}

/**
 * Loads the charter. Rejects where the page's policy refuses WebAssembly, or a file cannot be had.
 * @returns {Promise<(filled: Filled, at: string) => Answer>}
 */
export async function load() {
  const page = document.baseURI;
  const [{ default: start, Charter }, file] = await Promise.all([
    import(new URL("bywhen/evaluator.js", page).href),
    bytes(new URL("charter.bywhen", page)),
  ]);
  await start({ module_or_path: new URL("bywhen/evaluator_bg.wasm", page) });
  /** @type {import("../../pkg/evaluator.js").Charter} */
  const charter = Charter.load(file);
  return (filled, at) => answer(charter, filled, at);
}

/** @param {URL} address */
async function bytes(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error(`${address} answered ${response.status}`);
  return new Uint8Array(await response.arrayBuffer());
}

/**
 * @param {import("../../pkg/evaluator.js").Charter} charter @param {Filled} filled @param {string} at
 * @returns {Answer}
 */
function answer(charter, filled, at) {
  const { from, until } = charter.inForce;
  const day = filled.received.slice(0, 10);
  if ((from !== null && day < from) || (until !== null && day > until)) return { by: "nothing" };
  /** @type {import("../../pkg/evaluator.js").Case} */
  const request = { ...filled.contact, received: filled.received, events: filled.events, at, zone: "charter" };
  try {
    const outcome = charter.check(request);
    const explanation = charter.inWords(request);
    const words = new Map(explanation.promises.map((promise) => [promise.id, promise]));
    const promises = outcome.promises.map(({ id, action, status, due_at, done_at }) => ({
      ...{ id, action, status, due_at, done_at },
      sentence: words.get(id)?.sentence ?? "",
      // The reasons tell it.
      projected: null,
      reasons: words.get(id)?.reasons ?? [],
    }));
    return { by: "charter", received: explanation.received, promises };
  } catch (error) {
    throw unclear(charter, request, error);
  }
}

/**
 * Whether another time of day would be answered: then it is the time that is missing, or that the clock change left open.
 * @param {import("../../pkg/evaluator.js").Charter} charter @param {import("../../pkg/evaluator.js").Case} request
 * @param {unknown} error
 */
function unclear(charter, request, error) {
  if (!(error instanceof Error) || error.name !== "CaseError") return error;
  const received = String(request.received);
  try {
    charter.check({ ...request, received: `${received.slice(0, 10)}T12:00`, events: {}, at: `${received.slice(0, 10)}T12:00` });
  } catch {
    return error;
  }
  return new Unclear(received.length === 10 ? "timeNeeded" : "timeUnclear");
}
