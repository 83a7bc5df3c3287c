// The page as it is before any script runs: a plain form that is sent by POST, and a table to look dates up in.

import { fill } from "../texts/fill.js";
import { date, message, radios, select, time } from "./fields.js";
import { html } from "./html.js";
import { lookUp } from "./look-up.js";

/** @typedef {import("../types.js").Texts} Texts */
/** @typedef {import("../types.js").Council} Council */

/** @param {Texts} texts @param {Council} council @param {import("../types.js").Tables} tables */
export function page(texts, council, tables) {
  const labelled = (/** @type {string[]} */ values, /** @type {Record<string, string>} */ labels) =>
    values.map((value) => ({ value, label: labels[value] ?? value }));
  const title = fill(texts.documentTitle, { title: texts.title, council: council.council });
  return html`<!doctype html>
<html lang="${texts.lang}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <title>${title}</title>
  <link rel="stylesheet" href="form.css">
  <script type="module" src="browser/form.js"></script>
</head>
<body>
  <a class="skip" href="#main">${texts.skip}</a>
  <header><p>${council.council}</p></header>
  <main id="main" tabindex="-1">
  <div id="asking">
    <h1>${texts.title}</h1>
    <p class="lead">${texts.intro}</p>
    <form id="contact" action="${council.action}" method="post" data-lang="${texts.lang}" data-standards="${council.standards}"${council.at !== undefined && html` data-at="${council.at}"`}>
${radios("kind", texts.kind.legend, labelled(council.kinds, texts.kinds))}
${radios("channel", texts.channel.legend, labelled(council.channels, texts.channels))}
${council.services.length > 0 && select("service", texts.service.label, [{ value: "", label: texts.service.any }, ...council.services])}
${date(texts, "received", texts.received.legend, texts.received.hint, true)}
${time(texts)}
${council.kinds.includes("complaint") && since(texts, council)}
${message(texts)}
      <button type="submit">${texts.send}</button>
    </form>
${lookUp(texts, council, tables)}
    <p><a href="${council.standards}">${texts.sent.standards}</a></p>
  </div>
  </main>
</body>
</html>
`;
}

/** What has happened to a complaint. @param {Texts} texts @param {Council} council */
function since(texts, council) {
  const events = Object.entries(texts.events).filter(([name]) => council.stages === 2 || !/^(escalated|stage-2)/.test(name));
  return html`
      <fieldset id="since" class="part-of-form">
        <legend>${texts.since.legend}</legend>
        <p class="hint">${texts.since.hint}</p>
${events.map(([name, label]) => date(texts, name, label))}
      </fieldset>`;
}
