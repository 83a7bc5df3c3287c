// The look-up table, for whoever reads the page without its script.

import { fill } from "../texts/fill.js";
import { html } from "./html.js";

/** @typedef {import("../types.js").Texts} Texts */
/** @typedef {import("../types.js").Council} Council */
/** @typedef {import("../types.js").Row} Row */
/** @typedef {import("../types.js").Tables["groups"][number]} Group */

/** @param {Texts} texts @param {Council} council @param {import("../types.js").Tables} tables */
export function lookUp(texts, council, tables) {
  return html`
    <details id="look-up">
      <summary>${texts.lookUp.summary}</summary>
      <p>${texts.lookUp.intro}</p>${texts.sent.english && html`
      <p>${texts.sent.english}</p>`}
${tables.groups.map((group) => table(texts, council, group))}    </details>`;
}

/** @param {Texts} texts @param {Council} council @param {Group} group */
function table(texts, council, group) {
  return html`      <details class="inner">
        <summary>${caption(texts, council, group)}</summary>
        <table>
          <caption class="visually-hidden">${caption(texts, council, group)}</caption>
          <thead>
            <tr><th scope="col">${texts.lookUp.received}</th><th scope="col">${texts.lookUp.says}</th></tr>
          </thead>
          <tbody lang="en">
${byReceipt(group.rows).map(
  ([received, told]) => html`            <tr><th scope="row">${received}</th><td>${told.map((row) => html`<p>${row.sentence}</p>`)}</td></tr>
`,
)}          </tbody>
        </table>
      </details>
`;
}

/** The rows of one stretch of receipt times together, in order of time. @param {Row[]} rows */
function byReceipt(rows) {
  /** @type {Map<string, Row[]>} */
  const stretches = new Map();
  for (const row of [...rows].sort((one, other) => one.received_from.localeCompare(other.received_from))) {
    const told = stretches.get(row.received);
    if (told === undefined) stretches.set(row.received, [row]);
    else told.push(row);
  }
  return [...stretches];
}

/** @param {Texts} texts @param {Council} council @param {Group} group */
function caption(texts, council, { contacts }) {
  const [{ kind, channel, service }] = /** @type {[import("../types.js").Contact]} */ (contacts);
  const channels = new Set(contacts.map((contact) => contact.channel));
  const places = {
    kind: texts.kinds[kind] ?? kind,
    channel: channels.size === council.channels.length ? texts.lookUp.allChannels : (texts.channels[channel] ?? channel),
    service: council.services.find(({ value }) => value === service)?.label ?? "",
  };
  return fill(service === null ? texts.lookUp.caption : texts.lookUp.captionService, places);
}
