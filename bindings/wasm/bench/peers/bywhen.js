// The whole outcome of a case, as an object.
import init, { Charter, initSync } from "../../pkg/evaluator.js";
import { start } from "./start.js";

export default async function ready(read) {
  const [module, file] = await Promise.all([read("evaluator_bg.wasm"), read("oxfordshire.bywhen")]);
  await start(module, init, initSync);
  const charter = Charter.load(file);
  return (received) => {
    const outcome = charter.check({ channel: "letter", received, at: received });
    return outcome.promises[1].due;
  };
}
