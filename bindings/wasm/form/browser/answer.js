// Who answers: the charter, else the look-up table, else nobody. All is loaded with the page, so that it answers offline.

import * as evaluator from "./evaluator.js";
import * as table from "./table.js";

/** @typedef {import("../types.js").Filled} Filled */
/** @typedef {import("../types.js").Answer} Answer */

/** Starts loading. @returns {Promise<(filled: Filled, at: string) => Answer>} */
export async function load() {
  for (const source of [evaluator, table]) {
    try {
      return await source.load();
    } catch (error) {
      console.info("bywhen:", error);
    }
  }
  return () => ({ by: "nothing" });
}
