// Dates and times as people type them.

/**
 * Days of the calendar only: `undefined` for 31 April. The month may be written out.
 * @param {string} day @param {string} month @param {string} year @param {string} [lang]
 */
export function isoDate(day, month, year, lang) {
  const [d, m, y] = [number(day), monthNumber(month, lang), number(year)];
  if (d === undefined || m === undefined || y === undefined || y < 1000) return undefined;
  const date = new Date(Date.UTC(y, m - 1, d));
  const real = date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
  return real ? date.toISOString().slice(0, 10) : undefined;
}

/** @param {string} text */
function number(text) {
  return /^\d{1,4}$/.test(text) ? Number(text) : undefined;
}

/**
 * `4`, `04`, `April` or `apr`, in the page's language or in English.
 * @param {string} text @param {string} [lang]
 */
export function monthNumber(text, lang = "en") {
  const said = text.toLowerCase().replace(/\.$/, "");
  if (said.length < 3) return number(said);
  const found = [...Array(12).keys()].filter((month) => [lang, "en"].some((one) => monthName(month, one).startsWith(said)));
  return found.length === 1 && found[0] !== undefined ? found[0] + 1 : undefined;
}

/** @param {number} month @param {string} lang */
function monthName(month, lang) {
  return new Date(Date.UTC(2000, month)).toLocaleString(lang, { month: "long", timeZone: "UTC" }).toLowerCase();
}

/** `10:15am`, `4 p.m.`, `16:30`, `1630`, `midday`: as `HH:MM`, or `undefined`. @param {string} text */
export function isoTime(text) {
  const said = text.toLowerCase().replace(/\s+/g, "").replace(/([ap])\.m\.?$/, "$1m");
  if (/^(12)?(midday|noon)$/.test(said)) return "12:00";
  if (/^(12)?midnight$/.test(said)) return "00:00";
  const match = /^(\d{1,2})(?:[:.]?(\d{2}))?(am|pm)?$/.exec(said);
  if (match === null) return undefined;
  const [, hours, minutes = "00", half] = match;
  let hour = Number(hours);
  if (half === undefined && match[2] === undefined) return undefined;
  if (half !== undefined) {
    if (hour < 1 || hour > 12) return undefined;
    hour = (hour % 12) + (half === "pm" ? 12 : 0);
  }
  return hour < 24 && Number(minutes) < 60 ? `${String(hour).padStart(2, "0")}:${minutes}` : undefined;
}

/** What the clock shows at a moment where the council is: `2011-04-28T09:00`. @param {string} at */
export function localTime(at) {
  // Sweden writes dates as ISO 8601 does.
  const clock = new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/London", dateStyle: "short", timeStyle: "short" });
  return clock.format(new Date(at)).replace(" ", "T");
}
