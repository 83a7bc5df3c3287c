// The command, as the page is made with it.

import { execFileSync } from "node:child_process";
import { Refused } from "./settings.mjs";

/** What the command writes. What it refuses is told in its own words. @param {string} command @param {string[]} options */
export function run(command, options) {
  try {
    return execFileSync(command, options, { encoding: "utf8", maxBuffer: 1 << 28, stdio: "pipe" });
  } catch (error) {
    const { code, stderr } = /** @type {{ code?: string, stderr?: string }} */ (error);
    if (code === "ENOENT") {
      throw new Refused(`there is no command ${command}: cargo build --release --package bywhen-cli makes it, --command says where it is`);
    }
    if (!stderr) throw error;
    throw new Refused(`${command} ${options[0]}: ${stderr.trim().replace(/^(bywhen|error): /, "")}`);
  }
}
