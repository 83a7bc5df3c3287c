// One date, by a clock found once.
import init, { Charter, initSync } from "../../pkg/evaluator.js";
import { start } from "./start.js";

export default async function ready(read) {
  const [module, file] = await Promise.all([read("evaluator_bg.wasm"), read("oxfordshire.bywhen")]);
  await start(module, init, initSync);
  const charter = Charter.load(file);
  const clock = charter.clock({ channel: "letter", promise: "respond" });
  return (received) => new Date(clock.due(received.getTime())).toISOString().slice(0, 10);
}
