// The package as it was built, and the charters that come with bywhen.

import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync } from "node:fs";

export const evaluator = await import("../pkg/evaluator.node.js");
export const full = await import("../pkg/full.node.js");

const standards = new URL("../../../standards/", import.meta.url);
const command = process.env.BYWHEN_COMMAND;
if (command === undefined) throw new Error("BYWHEN_COMMAND says where the command is: `cargo xtask npm test` sets it");

/** The versions of each charter. */
export const charters = Object.fromEntries(
  readdirSync(standards, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => [name, readdirSync(new URL(`${name}/`, standards)).map((file) => file.replace(".charter", ""))]),
);

export const newest = (versions) => [...versions].sort().reverse();

const made = new Map();

/** A version as it is written. */
export const written = (id, version) => readFileSync(new URL(`${id}/${version}.charter`, standards), "utf8");

/** A version as the command compiles it. */
export function compiled(id, version) {
  const name = `${id}@${version}`;
  if (!made.has(name)) {
    made.set(name, new Uint8Array(execFileSync(command, ["compile", name, "-o", "-"], { stdio: "pipe" })));
  }
  return made.get(name);
}
