import { initSync } from "./NAME.js";

initSync({ module: Uint8Array.from(atob("BYTES"), (character) => character.charCodeAt(0)) });

export * from "./NAME.js";

/** Everything is loaded already: so that the same lines run here and on the web. */
export default async function init() {}
