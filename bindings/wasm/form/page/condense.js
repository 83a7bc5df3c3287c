// The dates of a group of contacts with each sentence once: what holds on every day, and columns of dates for the rest.

/** @typedef {import("../types.js").Row} Row */

/** The words around a date. @typedef {{ before: string, after: string }} Around */

/**
 * Days of receipt, or a part of one, with the same dates.
 * `cells`: for each column what stands in it, a date or sentences. `projected`: what holds of all its dates.
 * @typedef {{ first: Row, last: Row, cells: string[][], projected: string | null }} Line
 */

/**
 * `columns`: the words around the dates of each column, of several promises where they are due on the same dates. `null` where
 * the sentences differ in more than their dates: then each line has them all in one cell.
 * @param {Row[]} rows @returns {{ always: string[], columns: Around[][] | null, lines: Line[] }}
 */
export function condense(rows) {
  const always = promises(rows).filter((one) => sameSentence(one) && covers(one, rows)).map(([first]) => first);
  const others = rows.filter(({ promise }) => !always.some((one) => one?.promise === promise));
  const stretches = byReceipt(others);
  const columns = sameDates(promises(others), stretches);
  const lines = stretches.map((stretch) => line(stretch, columns));
  return {
    always: always.map((row) => row?.sentence ?? ""),
    columns: columns?.map((column) => column.map((one) => around(one[0]) ?? { before: "", after: "" })) ?? null,
    lines: joined(lines),
  };
}

/** The rows of each promise. @param {Row[]} rows */
function promises(rows) {
  return grouped(rows, ({ promise }) => promise);
}

/** The rows of each stretch of receipt times, in order of time. @param {Row[]} rows */
function byReceipt(rows) {
  return grouped([...rows].sort((one, other) => one.received_from.localeCompare(other.received_from)), ({ received }) => received);
}

/** @template T @param {T[]} all @param {(one: T) => string} by @returns {T[][]} */
function grouped(all, by) {
  /** @type {Map<string, T[]>} */
  const groups = new Map();
  for (const one of all) {
    const group = groups.get(by(one));
    if (group === undefined) groups.set(by(one), [one]);
    else group.push(one);
  }
  return [...groups.values()];
}

/** @param {Row[]} rows */
function sameSentence(rows) {
  return rows.every(({ sentence, projected }) => sentence === rows[0]?.sentence && projected === null);
}

/** Whether a promise holds whenever any does. @param {Row[]} rows of the promise @param {Row[]} all */
function covers(rows, all) {
  const gaps = rows.filter((row, index) => index > 0 && !follows(/** @type {Row} */ (rows[index - 1]), row));
  const [first, last] = [rows[0], rows.at(-1)];
  const within = all.every(({ received_from, received_until }) =>
    Date.parse(received_from) >= Date.parse(first?.received_from ?? "") && Date.parse(received_until) <= Date.parse(last?.received_until ?? ""));
  return gaps.length === 0 && within;
}

/** Whether a row begins in the second after another. @param {Row} row @param {Row} next */
function follows(row, next) {
  return Date.parse(row.received_until) + 1000 === Date.parse(next.received_from);
}

/** The words around the date of a sentence. @param {Row | undefined} row @returns {Around | null} */
function around(row) {
  const [before, after, ...more] = row?.by ? row.sentence.split(row.by) : [];
  return before !== undefined && after?.startsWith(".") && more.length === 0 ? { before, after: after.slice(1) } : null;
}

/**
 * The promises that are due on the same dates together, where each says the same around its dates on every stretch.
 * @param {Row[][]} all @param {Row[][]} stretches @returns {Row[][][] | null}
 */
function sameDates(all, stretches) {
  const uniform = all.every((rows) => {
    const words = JSON.stringify(around(rows[0]));
    return words !== "null" && rows.length === stretches.length && rows.every((row) => JSON.stringify(around(row)) === words);
  });
  if (!uniform || stretches.some((stretch) => stretch.length !== all.length)) return null;
  return grouped(all, (rows) => JSON.stringify(rows.map(({ by, projected }) => [by, projected])));
}

/** @param {Row[]} stretch @param {Row[][][] | null} columns @returns {Line} */
function line(stretch, columns) {
  const [first] = /** @type {[Row]} */ (stretch);
  const projected = stretch.every((row) => row.projected !== null) ? first.projected : null;
  /** What is not said of all is said of each. @param {Row} row */
  const cell = (row, text = row.sentence) => (row.projected !== null && projected === null ? [text, row.projected] : [text]);
  const cells = columns
    ? columns.map((column) => stretch.filter(({ promise }) => promise === column[0]?.[0]?.promise).flatMap((row) => cell(row, row.by ?? "")))
    : [stretch.flatMap((row) => cell(row))];
  return { first, last: first, cells, projected };
}

/** Whole days that follow one another as one line, where their dates are the same. @param {Line[]} lines */
function joined(lines) {
  /** @type {Line[]} */
  const made = [];
  for (const one of lines) {
    const before = made.at(-1);
    const same = before && JSON.stringify([before.cells, before.projected]) === JSON.stringify([one.cells, one.projected]);
    if (same && wholeDay(before.last) && wholeDay(one.first) && follows(before.last, one.first)) before.last = one.last;
    else made.push({ ...one });
  }
  return made;
}

/** @param {Row} row */
function wholeDay({ received_from, received_until }) {
  return received_from.slice(11, 19) === "00:00:00" && received_until.slice(11, 19) === "23:59:59";
}
