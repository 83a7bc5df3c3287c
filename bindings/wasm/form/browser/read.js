// From the fields to a contact, with everything that is to be put right.

import { fill } from "../texts/fill.js";
import { isoDate, isoTime, localDate } from "./dates.js";

/** @typedef {import("../types.js").Problem} Problem */
/** @typedef {import("../types.js").Texts} Texts */

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

  const today = localDate(at);
  const date = (/** @type {string} */ name, /** @type {string} */ label) => {
    const id = name.replace("/", "-");
    const parts = [text(`${name}-day`), text(`${name}-month`), text(`${name}-year`)];
    const [day = "", month = "", year = ""] = parts;
    if (parts.every((part) => part === "")) return undefined;
    const empty = ["day", "month", "year"].find((_, index) => parts[index] === "");
    const found = isoDate(day, month, year);
    if (empty !== undefined) wrong(`${id}-${empty}`, fill(texts.errors.dateIncomplete, { label }));
    else if (found === undefined) wrong(`${id}-day`, fill(texts.errors.dateUnreal, { label }));
    else if (found > today) wrong(`${id}-day`, fill(texts.errors.dateFuture, { label }));
    return found ?? "";
  };
  const day = date("received", texts.received.legend);
  if (day === undefined) wrong("received-day", texts.errors.dateMissing);
  const time = text("time") === "" ? "" : isoTime(text("time"));
  if (time === undefined) wrong("time", texts.errors.time);

  /** @type {Record<string, string>} */
  const events = {};
  if (kind === "complaint") {
    for (const [name, label] of Object.entries(texts.events)) {
      const found = date(name, label);
      if (!found) continue;
      if (day && found < day) {
        wrong(`${name.replace("/", "-")}-day`, fill(texts.errors.dateBeforeReceipt, { label }));
      }
      events[name] = found;
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
