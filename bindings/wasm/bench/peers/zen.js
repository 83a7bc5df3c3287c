// A rule that knows no working days: which limit applies, and as many calendar days.
import init, { evaluateExpression, initSync } from "@gorules/zen-engine-wasm";
import { start } from "./start.js";

const rule = "kind == 'enquiry' and channel in ['letter', 'fax'] ? date(received) + duration('14d') : null";

export default async function ready(read) {
  await start(await read("zen_engine_wasm_bg.wasm"), init, initSync);
  return (received) => {
    const context = { kind: "enquiry", channel: "letter", received: received.toISOString().slice(0, 10) };
    const seconds = evaluateExpression(rule, context);
    return new Date(seconds * 1000).toISOString().slice(0, 10);
  };
}
