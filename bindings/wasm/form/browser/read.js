// From the fields to a contact, with everything that is to be put right.

import { fill } from "../texts/fill.js";
import { isoDate, isoTime, localTime, monthNumber } from "./dates.js";

/** @typedef {import("../types.js").Problem} Problem */
/** @typedef {import("../types.js").Texts} Texts */
/** @typedef {import("../types.js").DatePart} DatePart */

/** @type {DatePart[]} */
const PARTS = ["day", "month", "year"];

/**
 * @param {FormData} data @param {Texts} texts @param {string} at the moment of the question
 * @returns {{ filled: import("../types.js").Filled, problems: Problem[] }}
 */
export function read(data, texts, at) {
  const text = (/** @type {string} */ name) => String(data.get(name) ?? "").trim();
  /** @type {Problem[]} */
  const problems = [];
  const wrong = (/** @type {string} */ field, /** @type {string} */ why) => problems.push({ field, text: why });
  const [kind, channel] = [text("kind"), text("channel")];
  if (kind === "") wrong("kind-first", texts.kind.error);
  if (channel === "") wrong("channel-first", texts.channel.error);

  const now = localTime(at);
  const date = (/** @type {string} */ name, /** @type {string} */ label) => {
    const parts = PARTS.map((part) => text(`${name}-${part}`));
    if (parts.every((part) => part === "")) return undefined;
    const { found, problem } = readDate(parts, label, texts, now.slice(0, 10));
    const id = (/** @type {DatePart} */ part) => `${name.replace("/", "-")}-${part}`;
    if (problem) problems.push({ field: id(problem.parts[0] ?? "day"), text: problem.text, wrong: problem.parts.map(id) });
    return found ?? "";
  };
  const day = date("received", texts.received.legend);
  if (day === undefined) wrong("received-day", texts.errors.dateMissing);
  const time = text("time") === "" ? "" : isoTime(text("time"));
  if (time === undefined) wrong("time", texts.errors.time);
  else if (time !== "" && day === now.slice(0, 10) && `${day}T${time}` > now) wrong("time", texts.errors.timeFuture);

  /** @type {Record<string, string>} */
  const events = {};
  if (kind === "complaint") {
    for (const [name, label] of Object.entries(texts.events)) {
      const found = date(name, label);
      if (!found) continue;
      if (day && found < day) {
        wrong(`${name.replace("/", "-")}-day`, fill(texts.errors.dateBeforeReceipt, { label }));
      }
      // Of the first stage, also where the second had begun by then.
      events[/^escalated$|\//.test(name) ? name : `stage-1/${name}`] = found;
    }
  }
  if (text("message") === "") wrong("message", texts.message.error);
  const service = text("service");
  const filled = {
    contact: { kind, channel, service: service === "" ? null : service },
    received: time ? `${day}T${time}` : (day ?? ""),
    events,
  };
  return { filled, problems };
}

/**
 * A date that is filled in, at least in part, or what is wrong with it and in which fields.
 * @param {string[]} parts @param {string} label @param {Texts} texts @param {string} today
 * @returns {{ found?: string | undefined, problem?: { text: string, parts: DatePart[] } }}
 */
function readDate([day = "", month = "", year = ""], label, texts, today) {
  const wrong = (/** @type {string} */ text, /** @type {DatePart[]} */ parts = PARTS) => {
    return { problem: { text: fill(text, { label }), parts } };
  };
  const values = { day, month, year };
  const empty = PARTS.filter((part) => values[part] === "");
  if (empty.length > 0) {
    const missing = new Intl.ListFormat(texts.lang).format(empty.map((part) => texts.errors.missing[part]));
    return wrong(fill(texts.errors.dateIncomplete, { label, missing }), empty);
  }
  if (/^\d+$/.test(year) && year.length !== 4) return wrong(texts.errors.dateYear, ["year"]);
  if (monthNumber(month, texts.lang) === undefined) return wrong(texts.errors.dateUnreal, ["month"]);
  const found = isoDate(day, month, year, texts.lang);
  if (found === undefined) return wrong(texts.errors.dateUnreal);
  return found > today ? { found, ...wrong(texts.errors.dateFuture) } : { found };
}
