// Dates and times as people type them.

/** Days of the calendar only: `undefined` for 31 April. @param {string} day @param {string} month @param {string} year */
export function isoDate(day, month, year) {
  const [d, m, y] = [day, month, year].map((text) => (/^\d{1,4}$/.test(text) ? Number(text) : NaN));
  if (d === undefined || m === undefined || y === undefined || !(y >= 1000)) return undefined;
  const date = new Date(Date.UTC(y, m - 1, d));
  const real = date.getUTCFullYear() === y && date.getUTCMonth() === m - 1 && date.getUTCDate() === d;
  return real ? date.toISOString().slice(0, 10) : undefined;
}

/** `10:15am`, `4pm`, `16:30`, `midday`: as `HH:MM`, or `undefined`. @param {string} text */
export function isoTime(text) {
  const said = text.trim().toLowerCase().replace(/\s+/g, "");
  if (said === "midday" || said === "noon") return "12:00";
  if (said === "midnight") return "00:00";
  const match = /^(\d{1,2})(?:[:.](\d{2}))?(am|pm)?$/.exec(said);
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

/** The date at a moment where the council is. @param {string} at */
export function localDate(at) {
  // Sweden writes dates as ISO 8601 does.
  return new Intl.DateTimeFormat("sv-SE", { timeZone: "Europe/London" }).format(new Date(at));
}
