// HTML from templates, with what is filled in made safe.

/** Markup that is already safe. */
export class Markup {
  /** @param {string} text */
  constructor(text) {
    this.text = text;
  }
  toString() {
    return this.text;
  }
}

/** @type {Record<string, string>} */
const SAFE = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** @param {unknown} value @returns {string} */
function safe(value) {
  if (value instanceof Markup) return value.text;
  if (Array.isArray(value)) return value.map(safe).join("");
  if (value === undefined || value === null || value === false) return "";
  return String(value).replace(/[&<>"]/g, (sign) => SAFE[sign] ?? sign);
}

/** @param {TemplateStringsArray} parts @param {unknown[]} values @returns {Markup} */
export function html(parts, ...values) {
  return new Markup(parts.reduce((text, part, index) => text + safe(values[index - 1]) + part));
}
