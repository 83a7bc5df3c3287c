// The fields of the form, in GOV.UK's pattern.

import { fill } from "../texts/fill.js";
import { html } from "./html.js";

/** @typedef {import("../types.js").Texts} Texts */

/**
 * A question with one answer out of several.
 * @param {string} name @param {string} legend @param {{ value: string, label: string }[]} options
 */
export function radios(name, legend, options) {
  return html`
      <div class="group" id="${name}-group">
        <fieldset id="${name}" class="plain">
          <legend>${legend}</legend>
${options.map(
  ({ value, label }, index) => html`          <div class="choice">
            <input type="radio" name="${name}" value="${value}" id="${name}${index === 0 ? "-first" : `-${value}`}" required>
            <label for="${name}${index === 0 ? "-first" : `-${value}`}">${label}</label>
          </div>
`,
)}        </fieldset>
      </div>`;
}

/**
 * One of several in a list.
 * @param {string} name @param {string} label @param {{ value: string, label: string }[]} options
 */
export function select(name, label, options) {
  return html`
      <div class="group">
        <label for="${name}">${label}</label>
        <select id="${name}" name="${name}">
${options.map(({ value, label }) => html`          <option value="${value}">${label}</option>
`)}        </select>
      </div>`;
}

/**
 * A date in three fields.
 * @param {Texts} texts @param {string} name @param {string} legend @param {string} [hint] @param {boolean} [needed]
 */
export function date(texts, name, legend, hint, needed = false) {
  const id = name.replace("/", "-");
  const part = (/** @type {"day" | "month" | "year"} */ which, /** @type {number} */ digits) => html`
            <div class="part">
              <label for="${id}-${which}">${texts[which]}</label>
              <input class="digits-${digits}" id="${id}-${which}" name="${name}-${which}" type="text" inputmode="numeric" autocomplete="off"${needed && html` required`}>
            </div>`;
  return html`
      <div class="group" id="${id}-group">
        <fieldset id="${id}" class="plain" role="group"${hint !== undefined && html` aria-describedby="${id}-hint"`}>
          <legend>${legend}</legend>${hint !== undefined && html`
          <p class="hint" id="${id}-hint">${hint}</p>`}
          <div class="parts">${part("day", 2)}${part("month", 2)}${part("year", 4)}
          </div>
        </fieldset>
      </div>`;
}

/** @param {Texts} texts */
export function time(texts) {
  return html`
      <div class="group" id="time-group">
        <label for="time">${fill(texts.optional, { label: texts.time.label })}</label>
        <p class="hint" id="time-hint">${texts.time.hint}</p>
        <input class="digits-8" id="time" name="time" type="text" autocomplete="off" aria-describedby="time-hint">
      </div>`;
}

/** @param {Texts} texts */
export function message(texts) {
  return html`
      <div class="group" id="message-group">
        <label for="message">${texts.message.label}</label>
        <textarea id="message" name="message" rows="8" required></textarea>
      </div>`;
}
