export * from "./NAME.js";

/** Everything is loaded already: so that the same lines run here and on the web. */
export default function init(): Promise<void>;
