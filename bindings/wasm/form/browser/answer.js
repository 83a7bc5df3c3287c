// Who answers: the charter, else the look-up table, else nobody. All is loaded with the page, so that it answers offline.

import * as evaluator from "./evaluator.js";
import * as table from "./table.js";

/** @typedef {import("../types.js").Filled} Filled */
/** @typedef {import("../types.js").Answer} Answer */

/** Milliseconds for which each of them is waited for. */
const PATIENCE = 10_000;

/** Starts loading. @returns {Promise<(filled: Filled, at: string) => Answer>} */
export async function load() {
  for (const source of [evaluator, table]) {
    try {
      return await within(PATIENCE, source.load());
    } catch (error) {
      console.info("bywhen:", error);
    }
  }
  return () => ({ by: "nothing" });
}

/**
 * What comes in time, or a rejection.
 * @template T @param {number} milliseconds @param {Promise<T>} coming @returns {Promise<T>}
 */
export function within(milliseconds, coming) {
  return new Promise((resolve, reject) => {
    setTimeout(() => reject(new Error(`nothing came in ${milliseconds / 1000} seconds`)), milliseconds);
    coming.then(resolve, reject);
  });
}
