// The package as it was built, and the charters that come with bywhen.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

export const evaluator = await import("../pkg/evaluator.node.js");
export const full = await import("../pkg/full.node.js");

const standards = new URL("../../../standards/", import.meta.url);
const command = process.env.BYWHEN_COMMAND;
if (command === undefined) throw new Error("BYWHEN_COMMAND says where the command is: `cargo xtask npm test` sets it");

/** The versions of each charter. The folder has other things too: it is a crate. */
export const charters = Object.fromEntries(
  readdirSync(standards, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => [name, readdirSync(new URL(`${name}/`, standards)).filter((file) => file.endsWith(".charter"))])
    .filter(([, files]) => files.length > 0)
    .map(([name, files]) => [name, files.map((file) => file.replace(".charter", ""))]),
);

export const newest = (versions) => [...versions].sort().reverse();

const folder = new URL("../../../tests/vectors/", import.meta.url);
const read = (file) => JSON.parse(readFileSync(new URL(file, folder), "utf8"));
const index = read("generated/index.json");

/** The shared vectors, and what it takes to run them: what is compared of a promise, the versions of each charter. */
export const vectors = {
  byHand: readdirSync(folder)
    .filter((file) => file.endsWith(".json"))
    .sort()
    .flatMap(read),
  generated: Object.keys(index.files).flatMap((file) => read(`generated/${file}`)),
  fields: index.fields,
  versions: charters,
};

/** How many vectors there are. */
export const count = vectors.byHand.length + index.count;

/** Each charter as it is written, by its name in the vectors: `id@version`, or that of a random one. */
export const texts = read("generated/charters.json");
for (const [id, versions] of Object.entries(charters)) {
  for (const version of versions) {
    texts[`${id}@${version}`] = readFileSync(new URL(`${id}/${version}.charter`, standards), "utf8");
  }
}

const made = new Map();

/** The same as the command compiles it. */
export function compiledOf(name) {
  if (!made.has(name)) {
    const from = name.includes("@") ? name : "-";
    const options = { input: texts[name], stdio: "pipe" };
    made.set(name, new Uint8Array(execFileSync(command, ["compile", from, "-o", "-"], options)));
  }
  return made.get(name);
}

/** A version as it is written. */
export const written = (id, version) => texts[`${id}@${version}`];

/** A version as the command compiles it. */
export const compiled = (id, version) => compiledOf(`${id}@${version}`);
