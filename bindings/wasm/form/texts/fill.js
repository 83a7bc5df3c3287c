// Texts with places to fill in.

/**
 * `fill("{title} – {council}", {title, council})`
 * @param {string} text @param {Record<string, string>} places
 */
export function fill(text, places) {
  return text.replace(/\{(\w+)\}/g, (whole, name) => places[name] ?? whole);
}
