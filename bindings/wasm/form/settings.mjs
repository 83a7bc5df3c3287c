// council.json and a file of texts, read and checked: what is wrong is told before a page is made.

import { readFileSync } from "node:fs";
import { basename, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import english from "./texts/en.js";

/** @typedef {import("./types.js").Council} Council */
/** @typedef {import("./types.js").Texts} Texts */

/** What whoever makes the page has to put right, in a sentence. */
export class Refused extends Error {}

const isText = (/** @type {unknown} */ value) => typeof value === "string" && value !== "";
const areTexts = (/** @type {unknown} */ value) => Array.isArray(value) && value.length > 0 && value.every(isText);
const isDay = (/** @type {unknown} */ value) => /^\d{4}-\d\d-\d\d$/.test(String(value)) && !Number.isNaN(Date.parse(String(value)));
const isService = (/** @type {any} */ one) => isText(one?.value) && isText(one?.label);

/** What each key has to be. @type {Record<keyof Council, [(value: unknown) => boolean, string]>} */
const KEYS = {
  charter: [isText, "a file or an id, such as \"oxfordshire-county-council@2010\""],
  council: [isText, "a text"],
  standards: [isText, "an address"],
  action: [isText, "an address"],
  kinds: [areTexts, "a list such as [\"enquiry\", \"complaint\"]"],
  channels: [areTexts, "a list such as [\"letter\", \"email\"]"],
  services: [
    (value) => Array.isArray(value) && value.every(isService),
    "a list such as [{ \"value\": \"planning\", \"label\": \"Planning\" }], and may be empty",
  ],
  stages: [(value) => value === 1 || value === 2, "1 or 2"],
  from: [isDay, "a day such as \"2026-04-01\""],
  to: [isDay, "a day such as \"2026-04-01\""],
  at: [(value) => value === undefined || (isText(value) && !Number.isNaN(Date.parse(String(value)))), "a time with its offset, or left out"],
};

/** @param {string} file @returns {Council} */
export function settings(file) {
  const name = basename(file);
  const said = json(file);
  for (const key of Object.keys(said)) {
    if (!(key in KEYS)) throw new Refused(`${name} has a key \`${key}\` that is not known: it may have ${Object.keys(KEYS).join(", ")}`);
  }
  for (const [key, [fits, what]] of Object.entries(KEYS)) {
    if (fits(said[key])) continue;
    throw new Refused(`${name}: \`${key}\` ${key in said ? "is not right" : "is missing"}: it has to be ${what}`);
  }
  return /** @type {any} */ (said);
}

/** @param {string} file @returns {Record<string, unknown>} */
function json(file) {
  const name = basename(file);
  let text;
  try {
    text = readFileSync(file, "utf8");
  } catch (error) {
    throw new Refused(`${file} cannot be read: --settings says where the settings are (${reason(error)})`);
  }
  let said;
  try {
    said = JSON.parse(text);
  } catch (error) {
    throw new Refused(`${name} is not JSON: ${reason(error)}`);
  }
  if (typeof said !== "object" || said === null || Array.isArray(said)) throw new Refused(`${name} is not an object of settings`);
  return said;
}

/**
 * The texts of a file: as many as in English, with a name for each kind and channel that the council offers.
 * @param {string} file @param {Council} council @returns {Promise<Texts>}
 */
export async function texts(file, council) {
  const name = basename(file);
  let found;
  try {
    found = (await import(pathToFileURL(resolve(file)).href)).default;
  } catch (error) {
    throw new Refused(`the texts in ${file} cannot be read: a language has a file beside texts/en.js, or --texts says where (${reason(error)})`);
  }
  const names = (/** @type {string[]} */ values) => Object.fromEntries(values.map((value) => [value, ""]));
  const wanted = { ...english, kinds: names(council.kinds), channels: names(council.channels) };
  const lacks = missing(wanted, found);
  if (lacks.length > 0) throw new Refused(`${name} has no text for ${lacks.join(", ")}: add it beside the others`);
  return found;
}

/** The places of texts that are wanted and not found. @param {any} wanted @param {any} found @param {string} place @returns {string[]} */
function missing(wanted, found, place = "") {
  if (typeof wanted === "string") return typeof found === "string" ? [] : [`\`${place}\``];
  return Object.keys(wanted).flatMap((key) => missing(wanted[key], found?.[key], place === "" ? key : `${place}.${key}`));
}

/** @param {unknown} error */
function reason(error) {
  return error instanceof Error ? error.message : String(error);
}
