import { readFileSync } from "node:fs";
import { initSync } from "./NAME.js";

initSync({ module: readFileSync(new URL("./NAME_bg.wasm", import.meta.url)) });

export * from "./NAME.js";

/** Everything is loaded already: so that the same lines run here and on the web. */
export default async function init() {}
