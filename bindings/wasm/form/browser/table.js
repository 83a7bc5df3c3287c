// The look-up table, for a page whose policy refuses WebAssembly.

import { Unclear } from "./evaluator.js";

/** @typedef {import("../types.js").Filled} Filled */
/** @typedef {import("../types.js").Answer} Answer */
/** @typedef {import("../types.js").Tables} Tables */
/** @typedef {import("../types.js").Row} Row */

/** @returns {Promise<(filled: Filled) => Answer>} */
export async function load() {
  const response = await fetch(new URL("table.json", document.baseURI));
  if (!response.ok) throw new Error(`table.json answered ${response.status}`);
  /** @type {Tables} */
  const tables = await response.json();
  return (filled) => answer(tables, filled);
}

/** @param {Tables} tables @param {Filled} filled @returns {Answer} */
export function answer(tables, { contact, received }) {
  const found = group(tables, contact) ?? group(tables, { ...contact, service: null });
  const day = received.slice(0, 10);
  const ofDay = found?.rows.filter((row) => row.received_from.startsWith(day)) ?? [];
  if (ofDay.length === 0) return { by: "nothing" };
  const rows = received.length > 10 ? ofDay.filter((row) => holds(row, received)) : ofDay;
  // Without a time of day, two rows for one promise mean that it is needed.
  if (new Set(rows.map((row) => row.promise)).size < rows.length) throw new Unclear("timeNeeded");
  const promises = rows.map(({ promise, action, status, due_at, sentence, projected }) => ({
    ...{ id: promise, action, status, due_at, sentence, projected },
    done_at: null,
    reasons: [],
  }));
  return { by: "table", received: "", promises };
}

/** @param {Tables} tables @param {import("../types.js").Contact} contact */
function group(tables, { kind, channel, service }) {
  const same = (/** @type {import("../types.js").Contact} */ one) =>
    one.kind === kind && one.channel === channel && one.service === service;
  return tables.groups.find(({ contacts }) => contacts.some(same));
}

/** By what the local clock shows. @param {Row} row @param {string} received */
function holds(row, received) {
  const time = `${received}:00`;
  return row.received_from.slice(0, 19) <= time && time <= row.received_until.slice(0, 19);
}
