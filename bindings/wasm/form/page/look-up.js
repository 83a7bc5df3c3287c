// The look-up table, for whoever reads the page without its script.

import { fill } from "../texts/fill.js";
import { html } from "./html.js";
import { condense } from "./condense.js";

/** @typedef {import("../types.js").Texts} Texts */
/** @typedef {import("../types.js").Council} Council */
/** @typedef {import("../types.js").Tables["groups"][number]} Group */
/** @typedef {import("./condense.js").Line} Line */

/** @param {Texts} texts @param {Council} council @param {import("../types.js").Tables} tables */
export function lookUp(texts, council, tables) {
  return html`
    <details id="look-up">
      <summary>${texts.lookUp.summary}</summary>
      <p>${texts.lookUp.intro}</p>${texts.sent.english && html`
      <p>${texts.sent.english}</p>`}
${tables.groups.map((group) => inner(texts, council, group))}    </details>`;
}

/** @param {Texts} texts @param {Council} council @param {Group} group */
function inner(texts, council, group) {
  const { always, columns, lines } = condense(group.rows);
  const title = caption(texts, council, group);
  return html`      <details class="inner">
        <summary>${title}</summary>
${always.map((sentence) => html`        <p lang="en">${sentence}</p>
`)}${lines.length > 0 && table(texts, title, columns, lines)}      </details>
`;
}

/**
 * A table may be wider than a small screen: then it is moved sideways, with the keyboard too. What it leaves out, HTML lets it
 * leave out: the ends of rows and cells are a third of it.
 * @param {Texts} texts @param {string} title @param {import("./condense.js").Around[][] | null} columns @param {Line[]} lines
 */
function table(texts, title, columns, lines) {
  const heads = columns?.map((column) => html`<th scope="col" lang="en">${column.map(({ before, after }) => html`<p>${before.trim()}${after && html`</p><p class="quiet">${after.trim()}`}</p>`)}`);
  return html`        <div class="wide" role="region" tabindex="0" aria-label="${title}">
        <table>
          <caption class="visually-hidden">${title}</caption>
          <thead><tr><th scope="col">${texts.lookUp.received}${heads ?? html`<th scope="col">${texts.lookUp.says}`}</thead>
${bodies(lines).map((body) => html`          <tbody lang="en">${note(body, (columns?.length ?? 1) + 1)}
${body.map((line) => html`<tr><th scope="row">${received(texts, line)}${line.cells.map(cell)}
`)}          </tbody>
`)}        </table>
        </div>
`;
}

/** Lines that follow one another together, as long as the same holds of all their dates. @param {Line[]} lines */
function bodies(lines) {
  /** @type {Line[][]} */
  const made = [];
  for (const line of lines) {
    const body = made.at(-1);
    if (body?.[0]?.projected === line.projected) body.push(line);
    else made.push([line]);
  }
  return made;
}

/** @param {Line[]} body @param {number} width */
function note([line], width) {
  return line?.projected != null && html`<tr><td colspan="${width}">${line.projected}`;
}

/** @param {string[]} said */
function cell(said) {
  return html`<td>${said.length === 1 ? said[0] : said.map((one) => html`<p>${one}</p>`)}`;
}

/** @param {Texts} texts @param {Line} line */
function received(texts, { first, last }) {
  return first === last ? first.received : fill(texts.lookUp.days, { first: first.received, last: last.received });
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
