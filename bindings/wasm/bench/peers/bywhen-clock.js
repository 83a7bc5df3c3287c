// One date, by a clock found once.
import init, { Charter } from "../../pkg/evaluator.js";

export default async function ready(read) {
  await init({ module_or_path: await read("evaluator_bg.wasm") });
  const charter = Charter.load(await read("oxfordshire.bywhen"));
  const clock = charter.clock({ channel: "letter", promise: "respond" });
  return (received) => new Date(clock.due(received.getTime())).toISOString().slice(0, 10);
}
