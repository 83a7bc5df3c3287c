// The look-up tables of a page, as the command makes them.

import { run } from "./command.mjs";

/** @typedef {import("./types.js").Contact} Contact */
/** @typedef {import("./types.js").Row} Row */

/**
 * A table for each contact that the form can describe. Contacts that are told the same share one.
 * @param {string} command @param {import("./types.js").Council} council @returns {import("./types.js").Tables}
 */
export function tables(command, council) {
  /** @type {Map<string, { contacts: Contact[], rows: Row[] }>} */
  const groups = new Map();
  for (const contact of contacts(council)) {
    const rows = ask(command, council, contact);
    // A service that changes nothing is any service.
    if (contact.service !== null && groups.get(JSON.stringify(rows))?.contacts.some((one) => one.channel === contact.channel)) {
      continue;
    }
    const group = groups.get(JSON.stringify(rows));
    if (group === undefined) groups.set(JSON.stringify(rows), { contacts: [contact], rows });
    else group.contacts.push(contact);
  }
  return { from: council.from, until: council.to, groups: [...groups.values()] };
}

/** @param {import("./types.js").Council} council @returns {Contact[]} */
function contacts({ kinds, channels, services }) {
  const to = [null, ...services.map(({ value }) => value)];
  return kinds.flatMap((kind) => channels.flatMap((channel) => to.map((service) => ({ kind, channel, service }))));
}

/**
 * @param {string} command @param {import("./types.js").Council} council @param {Contact} contact
 * @returns {Row[]}
 */
function ask(command, { charter, from, to }, { kind, channel, service }) {
  const about = ["--kind", kind, "--channel", channel, ...(service === null ? [] : ["--service", service])];
  const options = ["table", charter, ...about, "--from", from, "--to", to, "--format", "json"];
  const { rows } = /** @type {{ rows: (Row & { provisional: string[], changes: string[] })[] }} */ (JSON.parse(run(command, options)));
  return rows.map(({ received_from, received_until, received, promise, action, status, due_at, sentence, by, provisional, changes }) => ({
    ...{ received_from, received_until, received, promise, action, status, due_at, sentence, by },
    // What else may move the date, the sentence says. What may change comes in the order of why.
    projected: changes[provisional.indexOf("calendar projected")] ?? null,
  }));
}
